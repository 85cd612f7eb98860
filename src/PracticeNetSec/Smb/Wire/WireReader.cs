// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Text;
using PracticeNetSec.Model;

namespace PracticeNetSec.Smb.Wire;

/// <summary>Reads little-endian fields from bytes sent by a peer; every step past the end is a <see cref="SmbFormatException"/>.</summary>
internal ref struct WireReader
{
    private readonly ReadOnlySpan<byte> _data;

    public WireReader(ReadOnlySpan<byte> data)
    {
        _data = data;
        Position = 0;
    }

    public int Position { get; private set; }

    public readonly int Remaining => _data.Length - Position;

    public byte ReadByte() => ReadBytes(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(8));

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count < 0 || count > Remaining)
        {
            throw new SmbFormatException(EvidenceOf.MalformedTooShort(count, Remaining));
        }

        ReadOnlySpan<byte> bytes = _data.Slice(Position, count);
        Position += count;
        return bytes;
    }

    public void Skip(int count) => ReadBytes(count);

    /// <summary>Moves to the next multiple of <paramref name="boundary"/>, counted from the start of the data.</summary>
    public void Align(int boundary) => Skip((boundary - (Position % boundary)) % boundary);

    /// <summary>A buffer that a header field locates by offset from the start of the data. An empty one may be anywhere.</summary>
    public readonly ReadOnlySpan<byte> Locate(uint offset, uint length)
    {
        if (length == 0)
        {
            return default;
        }

        if (offset > (uint)_data.Length || length > (uint)_data.Length - offset)
        {
            throw new SmbFormatException(EvidenceOf.MalformedTooShort((long)offset + length, _data.Length));
        }

        return _data.Slice((int)offset, (int)length);
    }

    public void ExpectUInt16(ushort expected, string field)
    {
        ushort actual = ReadUInt16();
        if (actual != expected)
        {
            throw new SmbFormatException(EvidenceOf.MalformedField(field, actual));
        }
    }

    /// <summary>UTF-16LE text; a lone surrogate becomes U+FFFD, an odd length is malformed.</summary>
    public static string Utf16(ReadOnlySpan<byte> bytes) => bytes.Length % 2 == 0
        ? Encoding.Unicode.GetString(bytes.ToArray())
        : throw new SmbFormatException(EvidenceOf.MalformedTooShort(bytes.Length + 1, bytes.Length));
}
