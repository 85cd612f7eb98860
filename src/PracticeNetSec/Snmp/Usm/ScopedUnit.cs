// SPDX-License-Identifier: MIT
using System;
using System.Formats.Asn1;

namespace PracticeNetSec.Snmp.Usm;

/// <summary>A protocol data unit with the engine whose objects it is about (ScopedPDU, RFC 3412 §6.8), in the default context.</summary>
internal static class ScopedUnit
{
    public static byte[] Write(byte[] contextEngineId, SnmpPdu pdu)
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteOctetString(contextEngineId);
            writer.WriteOctetString(ReadOnlySpan<byte>.Empty);
            PduCodec.Write(writer, pdu);
        }

        return writer.Encode();
    }

    /// <summary>Reads the unit; block cipher padding after it is ignored.</summary>
    /// <exception cref="SnmpFormatException">The octets are not a scoped unit, which is also the result of a wrong key.</exception>
    public static SnmpPdu Read(ReadOnlyMemory<byte> octets)
    {
        try
        {
            AsnReader scoped = new AsnReader(octets, AsnEncodingRules.BER).ReadSequence();
            BerPrimitive.Contents(scoped, Asn1Tag.PrimitiveOctetString);
            BerPrimitive.Contents(scoped, Asn1Tag.PrimitiveOctetString);
            return PduCodec.Read(scoped);
        }
        catch (AsnContentException exception)
        {
            throw new SnmpFormatException("The message holds no scoped unit.", exception);
        }
    }
}
