// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using PracticeNetSec.Model;

namespace PracticeNetSec.FileServices;

/// <summary>Reads big-endian fields from bytes sent by a peer; every step past the end is a <see cref="ServiceFormatException"/>.</summary>
internal ref struct BigEndianReader
{
    private readonly ReadOnlySpan<byte> _data;
    private int _position;

    public BigEndianReader(ReadOnlySpan<byte> data)
    {
        _data = data;
        _position = 0;
    }

    public readonly int Remaining => _data.Length - _position;

    public byte Byte() => Bytes(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Bytes(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Bytes(4));

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > Remaining)
        {
            throw new ServiceFormatException(EvidenceOf.MalformedTooShort(count, Remaining));
        }

        ReadOnlySpan<byte> bytes = _data.Slice(_position, count);
        _position += count;
        return bytes;
    }
}
