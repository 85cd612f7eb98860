// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>
/// Requests sent in one frame: one alone, or several as compounded related operations ([MS-SMB2] 3.2.4.1.4),
/// in which each uses the file that the previous one opened, and the tree where the first one connects to it.
/// </summary>
internal sealed class CompoundRequest
{
    public const int HeaderLength = 64;
    private const uint RelatedOperations = 0x00000004;

    /// <summary>Stands for "the TreeId of the request before" in a compound ([MS-SMB2] 3.2.4.1.4).</summary>
    private const uint OfThePreviousRequest = uint.MaxValue;

    public CompoundRequest(ulong sessionId, uint treeId, params Smb2Request[] requests)
    {
        SessionId = sessionId;
        TreeId = treeId;
        Requests = requests.Length > 0 ? requests : throw new ArgumentException("A chain has at least one request.", nameof(requests));
    }

    public ulong SessionId { get; }

    public uint TreeId { get; }

    public IReadOnlyList<Smb2Request> Requests { get; }

    /// <summary>The first request connects to a share, in which the others work.</summary>
    private bool ConnectsTree => Requests[0].Command == Smb2Command.TreeConnect;

    /// <summary>The frame is encrypted, and so must be its responses.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>Hashes the messages while there are no keys yet ([MS-SMB2] 3.1.4.4); null where not needed.</summary>
    public PreauthIntegrity? Transcript { get; init; }

    /// <summary>Called as the frame is handed over to the transport: from then on the server may have it.</summary>
    public Action? OnSending { get; init; }

    /// <summary>The bytes of the frame, without the length before it.</summary>
    /// <param name="firstMessageId">MessageId of the first request; the others follow.</param>
    /// <param name="creditRequest">Credits requested with each request.</param>
    /// <param name="creditCharge">1, or 0 in dialect 2.0.2 and before the dialect is known ([MS-SMB2] 2.2.1.2).</param>
    public byte[] Compose(ulong firstMessageId, ushort creditRequest, ushort creditCharge)
    {
        WireWriter writer = new();
        foreach ((Smb2Request request, int index) in Requests.Select((request, index) => (request, index)))
        {
            int header = writer.Position;
            writer.Bytes(new byte[] { 0xFE, (byte)'S', (byte)'M', (byte)'B' });
            writer.UInt16(HeaderLength);
            writer.UInt16(creditCharge);
            writer.UInt32(0); // Status; a request has none.
            writer.UInt16((ushort)request.Command);
            writer.UInt16(creditRequest);
            writer.UInt32(index == 0 ? 0 : RelatedOperations);
            int nextCommand = writer.Position;
            writer.UInt32(0);
            writer.UInt64(firstMessageId + (ulong)index);
            writer.UInt32(0); // Reserved.
            writer.UInt32(index > 0 && ConnectsTree ? OfThePreviousRequest : TreeId);
            writer.UInt64(SessionId);
            writer.Zeros(16); // Signature: filled in when the finished frame is signed.
            request.WriteBody(writer, header);
            if (index < Requests.Count - 1)
            {
                writer.Align(8);
                writer.PatchUInt32(nextCommand, writer.Position - header);
            }
        }

        return writer.ToArray();
    }
}
