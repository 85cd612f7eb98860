// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Text;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Ntlm;

/// <summary>The AV pairs returned to the server ([MS-NLMP] 2.2.2.1). The response proves them: nobody in between can alter one.</summary>
internal static class NtlmTargetInfo
{
    private const ushort EndOfList = 0;
    private const ushort Flags = 6;
    private const ushort SingleHost = 8;
    private const ushort TargetName = 9;
    private const ushort ChannelBindings = 10;

    /// <summary>MsvAvFlags: the message carries an integrity code.</summary>
    private const uint HasIntegrityCode = 0x00000002;

    /// <summary>Bytes of MsvAvChannelBindings, an MD5 hash. All zero: there is no TLS channel around the logon ([MS-NLMP] 3.1.5.1.2), as in SMB over TCP.</summary>
    private const int ChannelBindingsLength = 16;

    /// <summary>
    /// The pairs as received, with MsvAvFlags announcing the integrity code and nothing else, MsvAvChannelBindings and MsvAvTargetName ([MS-NLMP]
    /// 3.1.5.1.2). What the server sent of these, and MsvAvSingleHost, is not returned: it would let an attacker choose what the client confirms.
    /// </summary>
    /// <param name="pairs">The AV pairs of the CHALLENGE message.</param>
    /// <param name="targetName">The SPN of the service that the logon is meant for.</param>
    /// <exception cref="SmbFormatException">The list is truncated.</exception>
    public static byte[] ForAccount(byte[] pairs, string targetName)
    {
        WireWriter writer = new();
        WireReader reader = new(pairs);
        while (reader.Remaining > 0)
        {
            ushort id = reader.ReadUInt16();
            ReadOnlySpan<byte> value = reader.ReadBytes(reader.ReadUInt16());
            if (id == EndOfList)
            {
                break;
            }

            if (id is not (Flags or SingleHost or TargetName or ChannelBindings))
            {
                Pair(writer, id, value);
            }
        }

        byte[] stated = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(stated, HasIntegrityCode);
        Pair(writer, Flags, stated);
        Pair(writer, ChannelBindings, new byte[ChannelBindingsLength]);
        Pair(writer, TargetName, Encoding.Unicode.GetBytes(targetName));
        Pair(writer, EndOfList, default);
        return writer.ToArray();
    }

    private static void Pair(WireWriter writer, ushort id, ReadOnlySpan<byte> value)
    {
        writer.UInt16(id);
        writer.UInt16(checked((ushort)value.Length));
        writer.Bytes(value);
    }
}
