// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Text;

namespace PracticeNetSec.Smb.Wire;

/// <summary>Writes little-endian fields into a buffer that grows.</summary>
internal sealed class WireWriter
{
    private byte[] _buffer = new byte[256];

    public int Position { get; private set; }

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Reserve(2), value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Reserve(value.Length));

    public void Zeros(int count) => Reserve(count).Clear();

    public void Utf16(string text) => Bytes(Encoding.Unicode.GetBytes(text));

    /// <summary>Pads with zeros to the next multiple of <paramref name="boundary"/>, counted from <paramref name="origin"/>.</summary>
    public void Align(int boundary, int origin = 0) => Zeros((boundary - ((Position - origin) % boundary)) % boundary);

    public void PatchUInt16(int at, int value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer.AsSpan(at, 2), checked((ushort)value));

    public void PatchUInt32(int at, int value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(at, 4), checked((uint)value));

    public byte[] ToArray() => _buffer.AsSpan(0, Position).ToArray();

    private Span<byte> Reserve(int count)
    {
        if (Position + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Position + count));
        }

        Span<byte> room = _buffer.AsSpan(Position, count);
        Position += count;
        return room;
    }
}
