// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using PracticeNetSec.Model;

namespace PracticeNetSec.FileServices;

/// <summary>
/// The protocol data units of DICOM's upper layer (PS3.8 §9.3) for one purpose: an association for the Verification class, its
/// release, and a C-ECHO. No other class can be proposed, so nothing can be stored, fetched or found.
/// </summary>
internal static class DicomPdu
{
    /// <summary>Type, reserved, length.</summary>
    public const int HeaderLength = 6;

    /// <summary>Maximum bytes of one unit.</summary>
    public const int MaxBytes = 65536;

    public const byte AssociateAccept = 0x02;
    public const byte AssociateReject = 0x03;
    public const byte PresentationData = 0x04;

    private const string Verification = "1.2.840.10008.1.1";
    private const string ImplicitLittleEndian = "1.2.840.10008.1.2";
    private const string ApplicationContext = "1.2.840.10008.3.1.1.1";

    /// <summary>Made from a UUID (PS3.5 §B.2): the implementation's name, as the standard requires one.</summary>
    private const string Implementation = "2.25.302214187265381417604913246158233110452";
    private const string CalledTitle = "ANY-SCP";
    private const string CallingTitle = "NETSEC-CHECK";
    private const byte ContextId = 1;
    private const byte RejectedPermanently = 1; // 2: for the moment

    public static byte[] AssociateRequest()
    {
        List<byte> body = new() { 0, 1, 0, 0 }; // protocol version 1
        body.AddRange(Encoding.ASCII.GetBytes(CalledTitle.PadRight(16)));
        body.AddRange(Encoding.ASCII.GetBytes(CallingTitle.PadRight(16)));
        body.AddRange(new byte[32]);
        body.AddRange(Item(0x10, ApplicationContext));
        List<byte> context = new() { ContextId, 0, 0, 0 };
        context.AddRange(Item(0x30, Verification));
        context.AddRange(Item(0x40, ImplicitLittleEndian));
        body.AddRange(Item(0x20, context.ToArray()));
        List<byte> user = new(Item(0x51, new byte[] { 0, 0, 0x40, 0 })); // units of at most 16 KiB
        user.AddRange(Item(0x52, Implementation));
        body.AddRange(Item(0x50, user.ToArray()));
        return Unit(0x01, body.ToArray());
    }

    public static byte[] ReleaseRequest() => Unit(0x05, new byte[4]);

    /// <summary>C-ECHO-RQ (PS3.7 §9.3.5.1): verifies that the peer responds.</summary>
    public static byte[] EchoRequest()
    {
        List<byte> command = new();
        command.AddRange(Element(0x0002, Encoding.ASCII.GetBytes(Verification + "\0")));
        command.AddRange(Element(0x0100, new byte[] { 0x30, 0x00 })); // C-ECHO-RQ
        command.AddRange(Element(0x0110, new byte[] { 1, 0 })); // Message ID
        command.AddRange(Element(0x0800, new byte[] { 0x01, 0x01 })); // no data set
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, command.Count);
        List<byte> value = new() { ContextId, 0x03 }; // a command, and the last fragment
        value.AddRange(Element(0x0000, length));
        value.AddRange(command);
        byte[] valueLength = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(valueLength, value.Count);
        value.InsertRange(0, valueLength);
        return Unit(0x04, value.ToArray());
    }

    /// <summary>Type and length of the unit that follows the header.</summary>
    /// <exception cref="ServiceFormatException">Not a unit of DICOM.</exception>
    public static (byte Type, int Length) DecodeHeader(byte[] header)
    {
        BigEndianReader reader = new(header);
        byte type = reader.Byte();
        reader.Byte();
        uint length = reader.UInt32();
        return type is >= 0x01 and <= 0x07 && length <= MaxBytes
            ? (type, (int)length)
            : throw new ServiceFormatException(EvidenceOf.ServiceOtherProtocol("DICOM"));
    }

    /// <summary>Whether the Verification class was accepted, and the peer's implementation name.</summary>
    /// <exception cref="ServiceFormatException">Not the body of an A-ASSOCIATE-AC.</exception>
    public static (bool Accepted, string Implementation) DecodeAccept(byte[] body)
    {
        BigEndianReader reader = new(body);
        reader.Bytes(68); // version, titles, reserved
        bool accepted = false;
        string implementation = "";
        while (reader.Remaining > 0)
        {
            byte type = reader.Byte();
            reader.Byte();
            BigEndianReader item = new(reader.Bytes(reader.UInt16()));
            if (type == 0x21)
            {
                item.Bytes(2);
                accepted |= item.Byte() == 0;
            }

            while (type == 0x50 && item.Remaining > 0)
            {
                byte kind = item.Byte();
                item.Byte();
                ReadOnlySpan<byte> value = item.Bytes(item.UInt16());
                implementation = kind == 0x55 ? Encoding.ASCII.GetString(value.ToArray()) : implementation;
            }
        }

        return (accepted, implementation);
    }

    /// <summary>Why an association was refused (§9.3.4): result, source, reason; and whether it is refused permanently, for the calling title.</summary>
    /// <exception cref="ServiceFormatException">Not the body of an A-ASSOCIATE-RJ.</exception>
    public static (Evidence? Reason, bool IsCaller) DecodeReject(byte[] body)
    {
        BigEndianReader reader = new(body);
        reader.Byte();
        (byte result, byte source, byte reason) = (reader.Byte(), reader.Byte(), reader.Byte());
        return (result, source, reason) switch
        {
            (RejectedPermanently, 1, 3) => (EvidenceOf.DicomCallerUnknown(), true),
            (RejectedPermanently, 1, 7) => (EvidenceOf.DicomCalledUnknown(), false),
            _ => (EvidenceOf.DicomRejectCode(result, source, reason), false),
        };
    }

    /// <summary>Whether a unit contains the response to a C-ECHO with status 0 (PS3.7 §9.3.5.2).</summary>
    /// <exception cref="ServiceFormatException">Not a P-DATA unit.</exception>
    public static bool DecodeEcho(byte[] body)
    {
        BigEndianReader reader = new(body);
        ReadOnlySpan<byte> value = reader.Bytes((int)Math.Min(reader.UInt32(), int.MaxValue));
        BigEndianReader fragment = new(value);
        fragment.Bytes(2);
        bool isEcho = false, isSuccess = false;
        while (fragment.Remaining > 0)
        {
            uint tag = BinaryPrimitives.ReadUInt32LittleEndian(fragment.Bytes(4)); // group 0000 first
            ReadOnlySpan<byte> element = fragment.Bytes((int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(fragment.Bytes(4)), int.MaxValue));
            isEcho |= tag == 0x01000000 && element.Length == 2 && element[0] == 0x30 && element[1] == 0x80;
            isSuccess |= tag == 0x09000000 && element.Length == 2 && element[0] == 0 && element[1] == 0;
        }

        return isEcho && isSuccess;
    }

    private static byte[] Unit(byte type, byte[] body)
    {
        byte[] unit = new byte[HeaderLength + body.Length];
        unit[0] = type;
        BinaryPrimitives.WriteInt32BigEndian(unit.AsSpan(2), body.Length);
        body.CopyTo(unit, HeaderLength);
        return unit;
    }

    private static byte[] Item(byte type, string text) => Item(type, Encoding.ASCII.GetBytes(text));

    private static byte[] Item(byte type, byte[] value)
    {
        byte[] item = new byte[4 + value.Length];
        item[0] = type;
        BinaryPrimitives.WriteUInt16BigEndian(item.AsSpan(2), (ushort)value.Length);
        value.CopyTo(item, 4);
        return item;
    }

    /// <summary>One element of group 0000, implicit little-endian (PS3.5 §7.1.3).</summary>
    private static byte[] Element(ushort number, byte[] value)
    {
        byte[] element = new byte[8 + value.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(element.AsSpan(2), number);
        BinaryPrimitives.WriteInt32LittleEndian(element.AsSpan(4), value.Length);
        value.CopyTo(element, 8);
        return element;
    }
}
