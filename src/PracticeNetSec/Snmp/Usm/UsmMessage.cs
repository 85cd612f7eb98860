// SPDX-License-Identifier: MIT
using System;
using System.Formats.Asn1;

namespace PracticeNetSec.Snmp.Usm;

/// <summary>
/// The octets of an SNMPv3 message of the user-based security model (RFC 3412 §6, RFC 3414 §2.4): header, security
/// parameters, and the scoped unit, encrypted or not. It handles neither keys nor engines.
/// </summary>
internal sealed class UsmMessage
{
    /// <summary>Maximum message size: the maximum payload of a UDP datagram over IPv4.</summary>
    public const int MaxMessageSize = 65507;

    private const int UserBasedModel = 3;
    private const byte AuthFlag = 1;
    private const byte PrivFlag = 2;
    private const byte ReportableFlag = 4;

    /// <summary>Matches a response or a report to its request.</summary>
    public int MessageId { get; init; }

    public bool IsAuthenticated { get; init; }

    public bool IsEncrypted { get; init; }

    /// <summary>True for requests: the sender requests a report on errors.</summary>
    public bool IsReportable { get; init; }

    /// <summary>The authoritative engine: the agent. Empty while it is being discovered.</summary>
    public byte[] EngineId { get; init; } = Array.Empty<byte>();

    /// <summary>How often that engine was started.</summary>
    public int Boots { get; init; }

    /// <summary>Seconds since it was started.</summary>
    public int Time { get; init; }

    /// <summary>The user's name.</summary>
    public byte[] User { get; init; } = Array.Empty<byte>();

    /// <summary>The digest; zeros while it is being computed.</summary>
    public byte[] Digest { get; init; } = Array.Empty<byte>();

    /// <summary>The salt of the encryption.</summary>
    public byte[] Salt { get; init; } = Array.Empty<byte>();

    /// <summary>The scoped unit: BER when not encrypted, otherwise encrypted.</summary>
    public byte[] Scoped { get; init; } = Array.Empty<byte>();

    /// <summary>Position of the digest's octets in the message that was read.</summary>
    public int DigestOffset { get; private init; }

    /// <summary>Writes the message.</summary>
    public byte[] Write()
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger((int)SnmpVersion.V3);
            using (writer.PushSequence())
            {
                writer.WriteInteger(MessageId);
                writer.WriteInteger(MaxMessageSize);
                writer.WriteOctetString(new[] { Flags });
                writer.WriteInteger(UserBasedModel);
            }

            writer.WriteOctetString(SecurityParameters());
            if (IsEncrypted)
            {
                writer.WriteOctetString(Scoped);
            }
            else
            {
                writer.WriteEncodedValue(Scoped);
            }
        }

        return writer.Encode();
    }

    /// <summary>Reads a message.</summary>
    /// <exception cref="SnmpFormatException">The bytes are not a message of this version and model.</exception>
    public static UsmMessage Read(ReadOnlyMemory<byte> datagram)
    {
        try
        {
            AsnReader message = new AsnReader(datagram, AsnEncodingRules.BER).ReadSequence();
            if (BerPrimitive.Int32(message) != (int)SnmpVersion.V3)
            {
                throw new SnmpFormatException("The message is of another version.");
            }

            AsnReader header = message.ReadSequence();
            int id = BerPrimitive.Int32(header);
            BerPrimitive.Int32(header);
            ReadOnlySpan<byte> flags = BerPrimitive.Contents(header, Asn1Tag.PrimitiveOctetString);
            if (flags.Length != 1 || (flags[0] & (AuthFlag | PrivFlag)) == PrivFlag || BerPrimitive.Int32(header) != UserBasedModel)
            {
                // Privacy without authentication is invalid, RFC 3412 §7.2 step 5c.
                throw new SnmpFormatException("The message's flags or security model are none we speak.");
            }

            return ReadRest(datagram, message, id, flags[0]);
        }
        catch (AsnContentException exception)
        {
            throw new SnmpFormatException("The bytes are no SNMPv3 message.", exception);
        }
    }

    private static UsmMessage ReadRest(ReadOnlyMemory<byte> datagram, AsnReader message, int id, byte flags)
    {
        AsnReader security = new AsnReader(ContentsOf(message), AsnEncodingRules.BER).ReadSequence();
        byte[] engineId = BerPrimitive.Contents(security, Asn1Tag.PrimitiveOctetString).ToArray();
        int boots = BerPrimitive.Int32(security);
        int time = BerPrimitive.Int32(security);
        if (boots < 0 || time < 0)
        {
            throw new SnmpFormatException("The engine's boots and time are not negative.");
        }

        byte[] user = BerPrimitive.Contents(security, Asn1Tag.PrimitiveOctetString).ToArray();
        ReadOnlySpan<byte> digest = BerPrimitive.Contents(security, Asn1Tag.PrimitiveOctetString);
        datagram.Span.Overlaps(digest, out int digestOffset);
        byte[] salt = BerPrimitive.Contents(security, Asn1Tag.PrimitiveOctetString).ToArray();
        bool encrypted = (flags & PrivFlag) != 0;
        return new UsmMessage
        {
            MessageId = id,
            IsAuthenticated = (flags & AuthFlag) != 0,
            IsEncrypted = encrypted,
            IsReportable = (flags & ReportableFlag) != 0,
            EngineId = engineId,
            Boots = boots,
            Time = time,
            User = user,
            Digest = digest.ToArray(),
            DigestOffset = digestOffset,
            Salt = salt,
            Scoped = encrypted ? BerPrimitive.Contents(message, Asn1Tag.PrimitiveOctetString).ToArray() : message.ReadEncodedValue().ToArray(),
        };
    }

    private static ReadOnlyMemory<byte> ContentsOf(AsnReader reader)
    {
        ReadOnlyMemory<byte> contents = reader.PeekContentBytes();
        BerPrimitive.Contents(reader, Asn1Tag.PrimitiveOctetString);
        return contents;
    }

    private byte Flags => (byte)((IsAuthenticated ? AuthFlag : 0) | (IsEncrypted ? PrivFlag : 0) | (IsReportable ? ReportableFlag : 0));

    private byte[] SecurityParameters()
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteOctetString(EngineId);
            writer.WriteInteger(Boots);
            writer.WriteInteger(Time);
            writer.WriteOctetString(User);
            writer.WriteOctetString(Digest);
            writer.WriteOctetString(Salt);
        }

        return writer.Encode();
    }
}
