// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using PracticeNetSec.Model;

namespace PracticeNetSec.FileServices;

/// <summary>
/// ONC RPC over TCP (RFC 5531) as far as three calls without arguments need it: registered programs, exports, NFS availability.
/// </summary>
internal static class OncRpc
{
    /// <summary>The NFS version that is queried.</summary>
    public const uint NfsVersion = 3;

    /// <summary>Maximum bytes of one response.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Maximum entries of one list.</summary>
    private const int MaxEntries = 4096;
    private const int MaxTextLength = 1024; // MNTPATHLEN (RFC 1813 §5.1.1)
    private const uint LastFragment = 0x80000000;

    /// <summary>Encodes a call. None has arguments, so none can name a file.</summary>
    public static byte[] Encode(uint id, RpcQuestion question)
    {
        (uint program, uint version, uint procedure) = question switch
        {
            RpcQuestion.DumpPorts => (100000u, 2u, 4u), // PMAPPROC_DUMP (RFC 1833 §3)
            RpcQuestion.ListExports => (100005u, 3u, 5u), // MOUNTPROC3_EXPORT (RFC 1813 §5.2.5)
            _ => (100003u, NfsVersion, 0u), // NFSPROC3_NULL (RFC 1813 §3.3.0)
        };
        uint[] words = { LastFragment | 40, id, 0 /* CALL */, 2 /* RPC version */, program, version, procedure, 0, 0, 0, 0 /* AUTH_NONE twice */ };
        byte[] message = new byte[words.Length * 4];
        for (int i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4 * i), words[i]);
        }

        return message;
    }

    /// <summary>Length of the fragment behind a record mark (§11), and whether it is the last.</summary>
    public static (int Length, bool IsLast) DecodeMark(byte[] mark)
    {
        uint word = BinaryPrimitives.ReadUInt32BigEndian(mark);
        uint length = word & ~LastFragment;
        return length <= MaxBytes ? ((int)length, (word & LastFragment) != 0) : throw new ServiceFormatException(EvidenceOf.MalformedTooLarge("ONC RPC fragment", MaxBytes));
    }

    /// <summary>The results of an accepted call.</summary>
    /// <exception cref="ServiceFormatException">Not an answer to the call, or a refusal.</exception>
    public static byte[] DecodeReply(byte[] reply, uint id)
    {
        BigEndianReader reader = new(reply);
        uint accepted = AcceptedOf(ref reader, id);
        return accepted == 0 ? reader.Bytes(reader.Remaining).ToArray() : throw new ServiceFormatException(EvidenceOf.ServiceCallNotAccepted(accepted));
    }

    /// <summary>
    /// The versions of a program that a server speaks, after a call in one of them: that one, or the range it names where it speaks
    /// others (PROG_MISMATCH, RFC 5531 §9), as an NFS server for version 4 alone does.
    /// </summary>
    /// <exception cref="ServiceFormatException">Not an answer to the call, or the program is unavailable.</exception>
    public static (uint Lowest, uint Highest) DecodeVersions(byte[] reply, uint id, uint asked)
    {
        const uint ProgramMismatch = 2;
        BigEndianReader reader = new(reply);
        return AcceptedOf(ref reader, id) switch
        {
            0 => (asked, asked),
            ProgramMismatch => (reader.UInt32(), reader.UInt32()),
            uint refused => throw new ServiceFormatException(EvidenceOf.ServiceCallNotAccepted(refused)),
        };
    }

    /// <summary>TCP ports of programs (RFC 1833 §3).</summary>
    /// <exception cref="ServiceFormatException">Not such a list.</exception>
    public static IReadOnlyList<(uint Program, uint Version, int Port)> DecodePorts(byte[] results)
    {
        const uint Tcp = 6;
        List<(uint Program, uint Version, int Port)> ports = new();
        BigEndianReader reader = new(results);
        for (int i = 0; i < MaxEntries && reader.UInt32() != 0; i++)
        {
            (uint program, uint version, uint protocol, uint port) = (reader.UInt32(), reader.UInt32(), reader.UInt32(), reader.UInt32());
            if (protocol == Tcp && port is > 0 and <= ushort.MaxValue)
            {
                ports.Add((program, version, (int)port));
            }
        }

        return ports;
    }

    /// <summary>Exported directories, with the clients each is for; none named means everyone (RFC 1813 §5.2.5).</summary>
    /// <exception cref="ServiceFormatException">Not such a list.</exception>
    public static IReadOnlyList<NfsExport> DecodeExports(byte[] results)
    {
        List<NfsExport> exports = new();
        BigEndianReader reader = new(results);
        while (reader.UInt32() != 0)
        {
            string directory = Text(ref reader);
            List<string> groups = new();
            while (reader.UInt32() != 0)
            {
                groups.Add(Text(ref reader));
                if (groups.Count > MaxEntries)
                {
                    throw new ServiceFormatException(EvidenceOf.MalformedTooLarge("groupnode", MaxEntries));
                }
            }

            exports.Add(new NfsExport(directory, groups));
            if (exports.Count > MaxEntries)
            {
                throw new ServiceFormatException(EvidenceOf.MalformedTooLarge("exportnode", MaxEntries));
            }
        }

        return exports;
    }

    private static uint AcceptedOf(ref BigEndianReader reader, uint id)
    {
        if (reader.UInt32() != id || reader.UInt32() != 1)
        {
            throw new ServiceFormatException(EvidenceOf.ServiceOtherProtocol("ONC RPC"));
        }

        if (reader.UInt32() != 0)
        {
            throw new ServiceFormatException(EvidenceOf.ServiceCallDenied());
        }

        reader.UInt32(); // verifier's flavour
        uint verifier = reader.UInt32();
        reader.Bytes(Padded(verifier));
        return reader.UInt32();
    }

    private static string Text(ref BigEndianReader reader)
    {
        uint length = reader.UInt32();
        return length <= MaxTextLength
            ? Encoding.UTF8.GetString(reader.Bytes(Padded(length)).Slice(0, (int)length).ToArray())
            : throw new ServiceFormatException(EvidenceOf.MalformedTooLarge("ONC RPC string", MaxTextLength));
    }

    private static int Padded(uint length) => length <= MaxBytes ? (int)((length + 3) / 4 * 4) : throw new ServiceFormatException(EvidenceOf.MalformedTooLarge("ONC RPC opaque", MaxBytes));
}
