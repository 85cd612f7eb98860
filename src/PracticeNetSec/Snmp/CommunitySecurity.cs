// SPDX-License-Identifier: MIT
using System;
using System.Formats.Asn1;
using System.Text;
using PracticeNetSec.Model;

namespace PracticeNetSec.Snmp;

/// <summary>
/// Messages of SNMPv1 (RFC 1157 §4) and SNMPv2c (RFC 1901 §3): a version, a community, a protocol data unit. The
/// community is a password that is sent unencrypted; it is kept here and never output.
/// </summary>
internal sealed class CommunitySecurity : IMessageSecurity
{
    private readonly byte[] _community;

    public CommunitySecurity(SnmpVersion version, string community)
    {
        Version = version is SnmpVersion.V1 or SnmpVersion.V2C ? version : throw new ArgumentOutOfRangeException(nameof(version), "Communities belong to SNMPv1 and SNMPv2c.");
        _community = Encoding.UTF8.GetBytes(community);
    }

    public SnmpVersion Version { get; }

    public Evidence Silence(string agent, TimeSpan timeout) => EvidenceOf.SnmpSilent(agent, (long)timeout.TotalMilliseconds);

    public byte[] Encode(SnmpPdu request)
    {
        if (Version == SnmpVersion.V1 && request.Type == PduType.GetBulkRequest)
        {
            throw new InvalidOperationException("SNMPv1 has no GetBulkRequest (RFC 3584 §4.1).");
        }

        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger((int)Version);
            writer.WriteOctetString(_community);
            PduCodec.Write(writer, request);
        }

        return writer.Encode();
    }

    public Evidence? RefusalIn(SnmpPdu report) => throw new InvalidOperationException("Reports belong to SNMPv3, and none is let in here.");

    public DecodedMessage Decode(ReadOnlyMemory<byte> datagram)
    {
        try
        {
            AsnReader message = new AsnReader(datagram, AsnEncodingRules.BER).ReadSequence();
            if (BerPrimitive.Int32(message) != (int)Version)
            {
                throw new SnmpFormatException("The message is of another version.");
            }

            // The community of an answer proves nothing, agents may answer with another one: it is ignored.
            BerPrimitive.Contents(message, Asn1Tag.PrimitiveOctetString);
            SnmpPdu pdu = PduCodec.Read(message);
            if (pdu.Type == PduType.Report)
            {
                throw new SnmpFormatException("Reports belong to SNMPv3.");
            }

            return new DecodedMessage(pdu.RequestId, pdu);
        }
        catch (AsnContentException exception)
        {
            throw new SnmpFormatException("The bytes are no SNMP message.", exception);
        }
    }
}
