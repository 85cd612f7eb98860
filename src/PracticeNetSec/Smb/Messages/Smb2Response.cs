// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>One response, header read, body still in bytes ([MS-SMB2] 2.2.1).</summary>
internal sealed class Smb2Response
{
    /// <summary>The longest compound sent has six requests; a server that returns many more violates the protocol.</summary>
    private const int MaxCompoundLength = 16;
    private const int NextCommandOffset = 20;
    private const uint ServerToRedirector = 0x00000001;
    private const uint AsyncCommand = 0x00000002;

    private readonly ArraySegment<byte> _message;

    private Smb2Response(ArraySegment<byte> message)
    {
        _message = message;
        WireReader reader = new(message);
        uint protocol = reader.ReadUInt32();
        if (protocol != 0x424D53FE)
        {
            throw new SmbFormatException(protocol switch
            {
                0x424D53FD => EvidenceOf.MalformedUnexpected("SMB2 TRANSFORM_HEADER"),
                0x424D53FC => EvidenceOf.MalformedUnexpected("SMB2 COMPRESSION_TRANSFORM_HEADER"),
                0x424D53FF => EvidenceOf.MalformedUnexpected("SMB_Header"),
                _ => EvidenceOf.MalformedStructure("SMB2 header"),
            });
        }

        reader.ExpectUInt16(CompoundRequest.HeaderLength, "SMB2 header.StructureSize");
        reader.Skip(2); // CreditCharge
        Status = new NtStatus(reader.ReadUInt32());
        Command = (Smb2Command)reader.ReadUInt16();
        Credits = reader.ReadUInt16();
        uint flags = reader.ReadUInt32();
        if ((flags & ServerToRedirector) == 0)
        {
            throw new SmbFormatException(EvidenceOf.MalformedField("SMB2 header.Flags", flags));
        }

        reader.Skip(4); // NextCommand, which marked the end of this message.
        MessageId = reader.ReadUInt64();
        reader.Skip(4);
        TreeId = reader.ReadUInt32();
        SessionId = reader.ReadUInt64();

        // [MS-SMB2] 3.2.5.1.5: an interim response precedes the final one.
        IsInterim = (flags & AsyncCommand) != 0 && Status == NtStatus.Pending;
    }

    public NtStatus Status { get; }

    /// <summary>The command answered; a hostile server may name one that the enumeration lacks.</summary>
    public Smb2Command Command { get; }

    /// <summary>Credits granted.</summary>
    public ushort Credits { get; }

    public ulong MessageId { get; }

    /// <summary>Valid only in synchronous responses; in others the bytes are an AsyncId (2.2.1.1).</summary>
    public uint TreeId { get; }

    public ulong SessionId { get; }

    public bool IsInterim { get; }

    /// <summary>Header and body: offsets in bodies count from the header.</summary>
    public ReadOnlySpan<byte> Message => _message;

    /// <summary>The answer that a request of a compound gets where the one before it failed ([MS-SMB2] 3.3.5.2.7.2).</summary>
    public static Smb2Response Failed(Smb2Command command, NtStatus status)
    {
        byte[] message = new byte[CompoundRequest.HeaderLength + 9];
        BinaryPrimitives.WriteUInt32LittleEndian(message, 0x424D53FE);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(4), CompoundRequest.HeaderLength);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(8), status.Value);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(12), (ushort)command);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(16), ServerToRedirector);
        message[CompoundRequest.HeaderLength] = 9;
        return new Smb2Response(new ArraySegment<byte>(message));
    }

    /// <summary>Splits a frame into its responses.</summary>
    /// <exception cref="SmbFormatException">The frame does not consist of SMB2 responses.</exception>
    public static IReadOnlyList<Smb2Response> Split(byte[] frame)
    {
        List<Smb2Response> responses = new();
        for (int start = 0; start < frame.Length;)
        {
            if (responses.Count == MaxCompoundLength)
            {
                throw new SmbFormatException(EvidenceOf.MalformedTooLarge("SMB2 compound", MaxCompoundLength));
            }

            ArraySegment<byte> message = new(frame, start, LengthAt(frame, start));
            responses.Add(new Smb2Response(message));
            start += message.Count;
        }

        return responses.Count > 0 ? responses : throw new SmbFormatException(EvidenceOf.MalformedTooShort(CompoundRequest.HeaderLength, 0));
    }

    /// <summary>A reader behind the header and the body's StructureSize, which is checked.</summary>
    /// <exception cref="SmbFormatException">The body has another structure.</exception>
    public WireReader Body(ushort structureSize)
    {
        WireReader reader = new(Message);
        reader.Skip(CompoundRequest.HeaderLength);
        reader.ExpectUInt16(structureSize, $"{Command}.StructureSize");
        return reader;
    }

    private static int LengthAt(byte[] frame, int start)
    {
        int rest = frame.Length - start;
        if (rest < CompoundRequest.HeaderLength)
        {
            throw new SmbFormatException(EvidenceOf.MalformedTooShort(CompoundRequest.HeaderLength, rest));
        }

        uint next = BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(start + NextCommandOffset, 4));
        if (next == 0)
        {
            return rest;
        }

        return next >= CompoundRequest.HeaderLength && next % 8 == 0 && next < rest
            ? (int)next
            : throw new SmbFormatException(EvidenceOf.MalformedField("SMB2 header.NextCommand", next));
    }
}
