// SPDX-License-Identifier: MIT
using System;
using System.Text;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>
/// SMB_COM_NEGOTIATE with "NT LM 0.12" as the only dialect ([MS-CIFS] 2.2.4.52), which a server that speaks nothing newer accepts.
/// </summary>
internal static class Smb1Negotiate
{
    /// <summary>The dialect's name.</summary>
    public const string Dialect = "NT LM 0.12";

    private const byte CommandNegotiate = 0x72;
    private const ushort NoDialect = 0xFFFF;

    public static byte[] Request()
    {
        WireWriter writer = new();
        writer.Bytes(new byte[] { 0xFF, (byte)'S', (byte)'M', (byte)'B', CommandNegotiate });
        writer.UInt32(0); // Status
        writer.Byte(0x18); // Flags: canonical paths, case-insensitive
        writer.UInt16(0xC801); // Flags2: Unicode, NT status, extended security, long names
        writer.Zeros(12); // PIDHigh, SecurityFeatures, Reserved
        writer.UInt16(0); // TID
        writer.UInt16(1); // PIDLow
        writer.UInt16(0); // UID
        writer.UInt16(0); // MID
        writer.Byte(0); // WordCount
        byte[] name = Encoding.ASCII.GetBytes(Dialect);
        writer.UInt16((ushort)(name.Length + 2));
        writer.Byte(0x02); // BufferFormat: dialect
        writer.Bytes(name);
        writer.Byte(0);
        return writer.ToArray();
    }

    /// <summary>Whether the server accepted the dialect.</summary>
    /// <exception cref="SmbFormatException">Not a response to the request.</exception>
    public static bool DecodeAccepts(ReadOnlySpan<byte> message)
    {
        WireReader reader = new(message);
        if (reader.ReadUInt32() != 0x424D53FF || reader.ReadByte() != CommandNegotiate)
        {
            throw new SmbFormatException(EvidenceOf.MalformedStructure("SMB_COM_NEGOTIATE"));
        }

        NtStatus status = new(reader.ReadUInt32());
        reader.Skip(23); // the rest of the header
        byte words = reader.ReadByte();
        return !status.IsError && words > 0 && reader.ReadUInt16() != NoDialect;
    }
}
