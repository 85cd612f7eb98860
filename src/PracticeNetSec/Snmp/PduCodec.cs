// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Globalization;

namespace PracticeNetSec.Snmp;

/// <summary>
/// Writes and reads protocol data units (RFC 3416 §3) in BER. Shared by all versions of the protocol: a message of
/// any version contains the unit in the same encoding.
/// </summary>
internal static class PduCodec
{
    /// <summary>Writes a unit.</summary>
    public static void Write(AsnWriter writer, SnmpPdu pdu)
    {
        using (writer.PushSequence(Tag(pdu.Type)))
        {
            writer.WriteInteger(pdu.RequestId);
            writer.WriteInteger(pdu.ErrorStatus);
            writer.WriteInteger(pdu.ErrorIndex);
            using (writer.PushSequence())
            {
                foreach (VarBind binding in pdu.Bindings)
                {
                    using (writer.PushSequence())
                    {
                        WriteName(writer, binding.Name);
                        WriteValue(writer, binding.Value);
                    }
                }
            }
        }
    }

    /// <summary>Reads the unit that comes next.</summary>
    /// <exception cref="SnmpFormatException">It is of an unsupported type.</exception>
    /// <exception cref="AsnContentException">The bytes are no BER.</exception>
    public static SnmpPdu Read(AsnReader reader)
    {
        Asn1Tag tag = reader.PeekTag();
        PduType type = tag.TagClass == TagClass.ContextSpecific && tag.IsConstructed ? (PduType)tag.TagValue : throw new SnmpFormatException("The message holds no protocol data unit.");
        if (type is not (PduType.GetRequest or PduType.GetNextRequest or PduType.Response or PduType.GetBulkRequest or PduType.Report))
        {
            throw new SnmpFormatException(string.Format(CultureInfo.InvariantCulture, "The message holds a protocol data unit of type {0}, which we do not speak.", tag.TagValue));
        }

        AsnReader fields = reader.ReadSequence(tag);
        int requestId = BerPrimitive.Int32(fields);
        int second = BerPrimitive.Int32(fields);
        int third = BerPrimitive.Int32(fields);
        AsnReader list = fields.ReadSequence();
        List<VarBind> bindings = new();
        while (list.HasData)
        {
            AsnReader pair = list.ReadSequence();
            ObjectIdentifier name = BerPrimitive.Oid(BerPrimitive.Contents(pair, Asn1Tag.ObjectIdentifier));

            // A secret sent by an agent unrequested ends the walk; its octets are never decoded.
            bindings.Add(new VarBind(name, ForbiddenSubtree.Contains(name) ? SnmpValue.EndOfMibView : ReadValue(pair)));
        }

        try
        {
            return SnmpPdu.Decoded(type, requestId, second, third, bindings);
        }
        catch (ForbiddenObjectException exception)
        {
            throw new SnmpFormatException("The message asks for what must not be asked for.", exception);
        }
    }

    private static Asn1Tag Tag(PduType type) => type switch
    {
        PduType.GetRequest or PduType.GetNextRequest or PduType.Response or PduType.GetBulkRequest or PduType.Report =>
            new Asn1Tag(TagClass.ContextSpecific, (int)type, isConstructed: true),
        _ => throw new SnmpFormatException("There is no such protocol data unit here."),
    };

    private static void WriteName(AsnWriter writer, ObjectIdentifier name) => writer.WriteObjectIdentifier(name.ToString().AsSpan(1));

    private static void WriteValue(AsnWriter writer, SnmpValue value)
    {
        switch (value.Type)
        {
            case SnmpType.Integer:
                writer.WriteInteger(unchecked((long)value.Bits));
                break;
            case SnmpType.OctetString:
                writer.WriteOctetString(value.Octets.Span);
                break;
            case SnmpType.ObjectIdentifier:
                WriteName(writer, value.AsOid()!);
                break;
            case SnmpType.IpAddress or SnmpType.Opaque:
                writer.WriteOctetString(value.Octets.Span, Tag(value.Type));
                break;
            case SnmpType.Counter32 or SnmpType.Gauge32 or SnmpType.TimeTicks or SnmpType.Counter64:
                writer.WriteInteger(value.Bits, Tag(value.Type));
                break;
            case SnmpType.Null:
                writer.WriteNull();
                break;
            case SnmpType.NoSuchObject or SnmpType.NoSuchInstance or SnmpType.EndOfMibView:
                writer.WriteNull(Tag(value.Type));
                break;
            default:
                throw new SnmpFormatException("A value without a type cannot travel.");
        }
    }

    private static SnmpValue ReadValue(AsnReader reader)
    {
        Asn1Tag tag = reader.PeekTag();
        SnmpType type = TypeOf(tag);
        if (type == SnmpType.Integer)
        {
            return SnmpValue.Integer(BerPrimitive.Int32(reader));
        }

        ReadOnlySpan<byte> contents = BerPrimitive.Contents(reader, tag);
        return type switch
        {
            SnmpType.OctetString => SnmpValue.OctetString(contents.ToArray()),
            SnmpType.ObjectIdentifier => SnmpValue.Oid(BerPrimitive.Oid(contents)),
            SnmpType.IpAddress => SnmpValue.IpAddress(contents.ToArray()),
            SnmpType.Opaque => SnmpValue.Opaque(contents.ToArray()),
            SnmpType.Counter32 => SnmpValue.Counter32(BerPrimitive.UInt32(contents)),
            SnmpType.Gauge32 => SnmpValue.Gauge32(BerPrimitive.UInt32(contents)),
            SnmpType.TimeTicks => SnmpValue.TimeTicks(BerPrimitive.UInt32(contents)),
            SnmpType.Counter64 => SnmpValue.Counter64(BerPrimitive.UInt64(contents)),
            SnmpType.Null => SnmpValue.Null,
            SnmpType.NoSuchObject => SnmpValue.NoSuchObject,
            SnmpType.NoSuchInstance => SnmpValue.NoSuchInstance,
            SnmpType.EndOfMibView => SnmpValue.EndOfMibView,
            _ => throw new SnmpFormatException("A binding holds a value of an unknown type."),
        };
    }

    /// <summary>Every type of RFC 2578 is encoded in one identifier octet, which is the number of the type.</summary>
    private static SnmpType TypeOf(Asn1Tag tag) => tag.IsConstructed || tag.TagValue > 30
        ? throw new SnmpFormatException("A binding holds a constructed value.")
        : (SnmpType)((int)tag.TagClass | tag.TagValue);

    private static Asn1Tag Tag(SnmpType type) => new((TagClass)((int)type & 0xC0), (int)type & 0x1F);
}
