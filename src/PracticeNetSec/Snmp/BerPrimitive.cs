// SPDX-License-Identifier: MIT
using System;
using System.Formats.Asn1;

namespace PracticeNetSec.Snmp;

/// <summary>
/// The contents octets of the few primitive types SNMP uses. RFC 3417 §8 asks for definite lengths and primitive
/// strings; what agents get wrong in the field, integers padded to a fixed width and unsigned numbers without their
/// leading zero, is accepted, because it is unambiguous.
/// </summary>
internal static class BerPrimitive
{
    private const int MaxNumberLength = 9;

    /// <summary>Takes the next primitive value of this tag and returns its contents octets.</summary>
    /// <exception cref="AsnContentException">The bytes are no BER, or another value comes next.</exception>
    public static ReadOnlySpan<byte> Contents(AsnReader reader, Asn1Tag tag)
    {
        if (reader.PeekTag() != tag)
        {
            throw new AsnContentException("Another type was expected.");
        }

        ReadOnlyMemory<byte> contents = reader.PeekContentBytes();
        reader.ReadEncodedValue();
        return contents.Span;
    }

    /// <summary>INTEGER of 32 bits.</summary>
    /// <exception cref="SnmpFormatException">It is empty or larger.</exception>
    public static int Int32(AsnReader reader)
    {
        long value = SignExtended(Contents(reader, Asn1Tag.Integer));
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new SnmpFormatException("An INTEGER is larger than 32 bits.");
    }

    /// <summary>An unsigned number of 32 bits: Counter32, Gauge32, TimeTicks.</summary>
    /// <exception cref="SnmpFormatException">It is empty or larger.</exception>
    public static uint UInt32(ReadOnlySpan<byte> contents)
    {
        long value = SignExtended(contents);
        return value is >= int.MinValue and <= uint.MaxValue ? unchecked((uint)value) : throw new SnmpFormatException("An unsigned number is larger than 32 bits.");
    }

    /// <summary>Counter64. A ninth octet may only be the leading zero.</summary>
    /// <exception cref="SnmpFormatException">It is empty or larger.</exception>
    public static ulong UInt64(ReadOnlySpan<byte> contents) => contents.Length == MaxNumberLength && contents[0] == 0
        ? unchecked((ulong)SignExtended(contents.Slice(1)))
        : unchecked((ulong)SignExtended(contents));

    /// <summary>OBJECT IDENTIFIER (X.690 §8.19). No octets at all stand for 0.0, as agents send it.</summary>
    /// <exception cref="SnmpFormatException">It ends within a sub-identifier, or one of them is larger than 32 bits, or there are too many.</exception>
    public static ObjectIdentifier Oid(ReadOnlySpan<byte> contents)
    {
        Span<uint> parts = stackalloc uint[ObjectIdentifier.MaxParts];
        int count = 2;
        ulong value = 0;
        bool first = true;
        bool open = false;
        foreach (byte octet in contents)
        {
            value = (value << 7) | (uint)(octet & 0x7F);
            open = (octet & 0x80) != 0;
            if (value > uint.MaxValue)
            {
                throw new SnmpFormatException("A sub-identifier is larger than 32 bits.");
            }

            if (open)
            {
                continue;
            }

            if (first)
            {
                parts[0] = Math.Min((uint)value / 40, 2);
                parts[1] = (uint)value - (parts[0] * 40);
                first = false;
            }
            else if (count < parts.Length)
            {
                parts[count++] = (uint)value;
            }
            else
            {
                throw new SnmpFormatException("An object identifier has more than 128 sub-identifiers.");
            }

            value = 0;
        }

        return open ? throw new SnmpFormatException("An object identifier ends within a sub-identifier.") : ObjectIdentifier.Of(parts.Slice(0, count).ToArray());
    }

    private static long SignExtended(ReadOnlySpan<byte> contents)
    {
        if (contents.IsEmpty)
        {
            throw new SnmpFormatException("A number has no octets.");
        }

        // Padding (leading octets that only repeat the sign) has no meaning and may have any length within the datagram.
        int start = 0;
        byte padding = (contents[0] & 0x80) == 0 ? (byte)0 : (byte)0xFF;
        while (contents.Length - start > sizeof(long) && contents[start] == padding && ((contents[start + 1] ^ padding) & 0x80) == 0)
        {
            start++;
        }

        if (contents.Length - start > sizeof(long))
        {
            throw new SnmpFormatException("A number is larger than 64 bits.");
        }

        long value = padding == 0 ? 0 : -1;
        foreach (byte octet in contents.Slice(start))
        {
            value = (value << 8) | octet;
        }

        return value;
    }
}
