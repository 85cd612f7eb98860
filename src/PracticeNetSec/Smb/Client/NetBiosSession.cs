// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>The four bytes before each packet, and the session request of port 139 (RFC 1001, RFC 1002).</summary>
internal static class NetBiosSession
{
    public const int HeaderLength = 4;

    /// <summary>The name every server answers to on port 139, whatever its own name.</summary>
    private const string AnyServer = "*SMBSERVER";
    private const string Caller = "PRACTICENETSEC";

    /// <summary>Messages as sent on the wire, one after the other.</summary>
    public static byte[] Frame(params byte[][] messages)
    {
        byte[] frames = new byte[messages.Sum(message => HeaderLength + message.Length)];
        int at = 0;
        foreach (byte[] message in messages)
        {
            // Direct TCP has a 24-bit length; NetBIOS only 17 bits, far more than any request needs.
            frames[at + 1] = (byte)(message.Length >> 16);
            frames[at + 2] = (byte)(message.Length >> 8);
            frames[at + 3] = (byte)message.Length;
            message.CopyTo(frames, at + HeaderLength);
            at += HeaderLength + message.Length;
        }

        return frames;
    }

    /// <summary>Type and length of the packet that follows the four bytes.</summary>
    /// <exception cref="SmbFormatException">Not a packet of the session service.</exception>
    public static (SessionPacket Type, int Length) DecodeHeader(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderLength)
        {
            throw new SmbFormatException(EvidenceOf.MalformedTooShort(HeaderLength, header.Length));
        }

        SessionPacket type = (SessionPacket)header[0];
        if (type is not (SessionPacket.Message or SessionPacket.PositiveResponse or SessionPacket.NegativeResponse
            or SessionPacket.Retarget or SessionPacket.KeepAlive))
        {
            throw new SmbFormatException(EvidenceOf.SmbOtherProtocol($"0x{header[0]:X2}"));
        }

        return (type, (header[1] << 16) | (header[2] << 8) | header[3]);
    }

    /// <summary>The session request of port 139 (RFC 1002 §4.3.2).</summary>
    public static byte[] SessionRequest()
    {
        byte[] called = EncodeName(AnyServer, 0x20);
        byte[] calling = EncodeName(Caller, 0x00);
        byte[] packet = new byte[HeaderLength + called.Length + calling.Length];
        packet[0] = (byte)SessionPacket.Request;
        packet[3] = (byte)(called.Length + calling.Length);
        called.CopyTo(packet, HeaderLength);
        calling.CopyTo(packet, HeaderLength + called.Length);
        return packet;
    }

    /// <summary>First-level encoding (RFC 1001 §14.1): each half-byte becomes a letter from A to P.</summary>
    private static byte[] EncodeName(string name, byte suffix)
    {
        byte[] plain = Encoding.ASCII.GetBytes(name.PadRight(15) + (char)suffix);
        byte[] encoded = new byte[34];
        encoded[0] = 32;
        for (int i = 0; i < plain.Length; i++)
        {
            encoded[1 + (2 * i)] = (byte)('A' + (plain[i] >> 4));
            encoded[2 + (2 * i)] = (byte)('A' + (plain[i] & 0x0F));
        }

        return encoded;
    }
}
