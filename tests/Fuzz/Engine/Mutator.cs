// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace PracticeNetSec.Fuzz.Engine;

/// <summary>
/// Changes inputs at random: bits, bytes, numbers of every width at the edges of their range, ranges cut, doubled and
/// moved, words of the format, halves of two inputs. The same seed gives the same changes.
/// </summary>
internal sealed class Mutator
{
    private const int MaxChanges = 5; // as a power of two

    private static readonly long[] Edges =
    [
        0, 1, 2, 4, 8, 16, 32, 63, 64, 100, 127, 128, 255, 256, 512, 1000, 1024, 4096, 32767, 32768, 65535, 65536, 100_663_045,
        int.MaxValue, 1L + int.MaxValue, uint.MaxValue, 1L + uint.MaxValue, long.MaxValue, -1, -2, -128, -129, -32768, int.MinValue, long.MinValue,
    ];

    private readonly Random _random;

    public Mutator(int seed) => _random = new Random(seed);

    /// <summary>A changed copy.</summary>
    /// <param name="input">What to change.</param>
    /// <param name="other">Another input, to take parts of.</param>
    /// <param name="words">Words of the format.</param>
    /// <param name="longest">Longest result, in bytes.</param>
    public byte[] Change(byte[] input, byte[] other, IReadOnlyList<byte[]> words, int longest)
    {
        List<byte> bytes = [.. input];
        int changes = 1 << _random.Next(MaxChanges + 1);
        for (int i = 0; i < changes; i++)
        {
            ChangeOnce(bytes, other, words);
        }

        if (bytes.Count > longest)
        {
            bytes.RemoveRange(longest, bytes.Count - longest);
        }

        return [.. bytes];
    }

    /// <summary>One of so many.</summary>
    public int Choose(int count) => _random.Next(count);

    private void ChangeOnce(List<byte> bytes, byte[] other, IReadOnlyList<byte[]> words)
    {
        if (bytes.Count == 0)
        {
            bytes.AddRange(other.Length > 0 ? other : [0]);
            return;
        }

        int at = _random.Next(bytes.Count);
        switch (_random.Next(words.Count > 0 ? 13 : 11))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 or 2:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 3:
                bytes[at] += (byte)_random.Next(-35, 36);
                break;
            case 4 or 5:
                WriteNumber(bytes, at);
                break;
            case 6:
                bytes.RemoveRange(at, Length(bytes.Count - at));
                break;
            case 7:
                bytes.InsertRange(at, bytes.GetRange(at, Length(bytes.Count - at)));
                break;
            case 8:
                Overwrite(bytes, at, bytes.GetRange(_random.Next(bytes.Count), 1), Length(bytes.Count - at));
                break;
            case 9:
                bytes.InsertRange(at, Fill(Length(64)));
                break;
            case 10:
                Splice(bytes, at, other);
                break;
            case 11:
                bytes.InsertRange(at, words[_random.Next(words.Count)]);
                break;
            default:
                byte[] word = words[_random.Next(words.Count)];
                bytes.RemoveRange(at, Math.Min(word.Length, bytes.Count - at));
                bytes.InsertRange(at, word);
                break;
        }
    }

    private void WriteNumber(List<byte> bytes, int at)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        int width = Math.Min(1 << _random.Next(4), bytes.Count - at);
        bool little = _random.Next(2) == 0;
        long value = Edges[_random.Next(Edges.Length)] + (_random.Next(4) == 0 ? _random.Next(-3, 4) : 0);
        BinaryPrimitives.WriteInt64LittleEndian(number, unchecked(value));
        for (int i = 0; i < width; i++)
        {
            bytes[at + (little ? i : width - 1 - i)] = number[i];
        }
    }

    private void Splice(List<byte> bytes, int at, byte[] other)
    {
        if (other.Length == 0)
        {
            return;
        }

        int from = _random.Next(other.Length);
        ReadOnlySpan<byte> part = other.AsSpan(from, Length(other.Length - from));
        if (_random.Next(2) == 0)
        {
            bytes.RemoveRange(at, Math.Min(part.Length, bytes.Count - at));
        }

        bytes.InsertRange(at, part.ToArray());
    }

    private static void Overwrite(List<byte> bytes, int at, List<byte> with, int length)
    {
        for (int i = at; i < at + length; i++)
        {
            bytes[i] = with[0];
        }
    }

    private byte[] Fill(int length)
    {
        byte[] fill = new byte[length];
        if (_random.Next(2) == 0)
        {
            _random.NextBytes(fill);
        }
        else
        {
            Array.Fill(fill, (byte)_random.Next(256));
        }

        return fill;
    }

    /// <summary>From 1 to the most, short ones more often.</summary>
    private int Length(int most) => Math.Min(most, 1 + _random.Next(1 << _random.Next(1, 10)));
}
