// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;

namespace PracticeNetSec.Smb.Ntlm;

/// <summary>
/// The MD4 digest (RFC 1320). It has been broken for decades; it is here because NTLM hashes a password with it
/// ([MS-NLMP] 3.3.2) and .NET does not offer it.
/// </summary>
internal static class Md4
{
    private const int BlockLength = 64;

    public static byte[] Hash(byte[] data)
    {
        uint[] state = { 0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476 };
        byte[] padded = Pad(data);
        uint[] words = new uint[16];
        for (int block = 0; block < padded.Length; block += BlockLength)
        {
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = BinaryPrimitives.ReadUInt32LittleEndian(padded.AsSpan(block + (4 * i), 4));
            }

            Compress(state, words);
        }

        byte[] digest = new byte[16];
        for (int i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(digest.AsSpan(4 * i, 4), state[i]);
        }

        return digest;
    }

    /// <summary>§3.1, §3.2: a one bit, zeros to 56 modulo 64, the length in bits.</summary>
    private static byte[] Pad(byte[] data)
    {
        byte[] padded = new byte[((data.Length + 8) / BlockLength * BlockLength) + BlockLength];
        data.CopyTo(padded, 0);
        padded[data.Length] = 0x80;
        BinaryPrimitives.WriteUInt64LittleEndian(padded.AsSpan(padded.Length - 8), (ulong)data.Length * 8);
        return padded;
    }

    /// <summary>§3.4: three rounds of sixteen steps.</summary>
    private static void Compress(uint[] state, uint[] words)
    {
        uint a = state[0], b = state[1], c = state[2], d = state[3];
        for (int step = 0; step < 48; step++)
        {
            int i = step % 16;
            (uint mix, int word, uint constant, int shift) = (step / 16) switch
            {
                0 => ((b & c) | (~b & d), i, 0u, (i % 4) switch { 0 => 3, 1 => 7, 2 => 11, _ => 19 }),
                1 => ((b & c) | (b & d) | (c & d), (4 * (i % 4)) + (i / 4), 0x5A827999u, (i % 4) switch { 0 => 3, 1 => 5, 2 => 9, _ => 13 }),
                _ => (b ^ c ^ d, ReverseBits(i), 0x6ED9EBA1u, (i % 4) switch { 0 => 3, 1 => 9, 2 => 11, _ => 15 }),
            };
            uint turned = unchecked(a + mix + words[word] + constant);
            (a, d, c, b) = (d, c, b, (turned << shift) | (turned >> (32 - shift)));
        }

        unchecked
        {
            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
        }
    }

    /// <summary>The third round takes the words in the order of their reversed numbers: 0, 8, 4, 12, 2…</summary>
    private static int ReverseBits(int four) => ((four & 1) << 3) | ((four & 2) << 1) | ((four & 4) >> 1) | ((four & 8) >> 3);
}
