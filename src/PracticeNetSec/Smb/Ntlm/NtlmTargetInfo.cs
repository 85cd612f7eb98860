// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Ntlm;

/// <summary>The AV pairs returned to the server ([MS-NLMP] 2.2.2.1).</summary>
internal static class NtlmTargetInfo
{
    private const ushort EndOfList = 0;
    private const ushort Flags = 6;

    /// <summary>MsvAvFlags: the message carries an integrity code.</summary>
    private const uint HasIntegrityCode = 0x00000002;

    /// <summary>The pairs as received, with MsvAvFlags announcing the integrity code.</summary>
    /// <exception cref="SmbFormatException">The list is truncated.</exception>
    public static byte[] WithIntegrityFlag(byte[] pairs)
    {
        WireWriter writer = new();
        WireReader reader = new(pairs);
        uint flags = HasIntegrityCode;
        while (reader.Remaining > 0)
        {
            ushort id = reader.ReadUInt16();
            ReadOnlySpan<byte> value = reader.ReadBytes(reader.ReadUInt16());
            if (id == EndOfList)
            {
                break;
            }

            if (id == Flags && value.Length == 4)
            {
                flags |= BinaryPrimitives.ReadUInt32LittleEndian(value);
                continue;
            }

            Pair(writer, id, value);
        }

        byte[] stated = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(stated, flags);
        Pair(writer, Flags, stated);
        Pair(writer, EndOfList, default);
        return writer.ToArray();
    }

    private static void Pair(WireWriter writer, ushort id, ReadOnlySpan<byte> value)
    {
        writer.UInt16(id);
        writer.UInt16((ushort)value.Length);
        writer.Bytes(value);
    }
}
