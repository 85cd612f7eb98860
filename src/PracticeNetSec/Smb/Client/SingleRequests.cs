// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>
/// Sends the requests of a compound one by one, each with the id of the file that the first one opened, as the compound would have used it.
/// One request is on the way at a time, whichever session it belongs to.
/// </summary>
/// <param name="exchange">Sends one request and returns its answer; null where there is no credit for it.</param>
/// <param name="alone">Held while a request is on the way.</param>
internal sealed class SingleRequests(Func<CompoundRequest, Task<IReadOnlyList<Smb2Response>?[]>> exchange, SemaphoreSlim alone)
{
    /// <summary>Whether a server opened a file and did not relate the rest of the compound to it ([MS-SMB2] 3.3.5.2.7.2).</summary>
    public static bool IsUnrelated(CompoundRequest chain, IReadOnlyList<Smb2Response> answers) =>
        Opening(chain) is int at && answers.Count > at + 1 && answers[at].Status == NtStatus.Success && answers.Skip(at + 1).All(answer => answer.Status.IsUnknownFile);

    /// <summary>Sends a compound's requests one by one.</summary>
    /// <param name="chain">The compound.</param>
    /// <param name="before">What the server answered to the compound; null where it was not sent. A file that it left open is closed.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task<IReadOnlyList<Smb2Response>> RepeatAsync(CompoundRequest chain, IReadOnlyList<Smb2Response>? before, CancellationToken cancellation)
    {
        List<Smb2Response> answers = new();
        uint treeId = chain.TreeId;
        if (before is not null && Opening(chain) is int left)
        {
            answers.AddRange(before.Take(left)); // Its share is connected.
            treeId = left > 0 ? before[0].TreeId : treeId;
            await AskAsync(chain, treeId, new CloseRequest(SmbConnection.Decode(before[left], CreateResponse.Decode).FileId), cancellation).ConfigureAwait(false);
        }

        Smb2FileId? opened = null;
        NtStatus? failed = null;
        foreach (Smb2Request request in chain.Requests.Skip(answers.Count))
        {
            if (failed is NtStatus status)
            {
                answers.Add(Smb2Response.Failed(request.Command, status));
                continue;
            }

            Smb2Response answer = await AskAsync(chain, treeId, opened is Smb2FileId file ? request.For(file) : request, cancellation).ConfigureAwait(false);
            answers.Add(answer);
            if (request.Command is Smb2Command.Create or Smb2Command.TreeConnect)
            {
                failed = answer.Status.IsError ? answer.Status : null;
                opened = request.Command == Smb2Command.Create && answer.Status == NtStatus.Success ? SmbConnection.Decode(answer, CreateResponse.Decode).FileId : null;
                treeId = request.Command == Smb2Command.TreeConnect ? answer.TreeId : treeId;
            }
        }

        return answers;
    }

    /// <summary>Where a compound opens a file: in its first request, or behind the one that connects to the share; null where in neither.</summary>
    private static int? Opening(CompoundRequest chain) => Enumerable.Range(0, Math.Min(2, chain.Requests.Count))
        .Where(at => chain.Requests[at].Command == Smb2Command.Create).Select(at => (int?)at).FirstOrDefault();

    private async Task<Smb2Response> AskAsync(CompoundRequest chain, uint treeId, Smb2Request request, CancellationToken cancellation)
    {
        await alone.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            IReadOnlyList<Smb2Response>?[] answers = await exchange(
                new CompoundRequest(chain.SessionId, treeId, request) { IsEncrypted = chain.IsEncrypted, Transcript = chain.Transcript, OnSending = chain.OnSending }).ConfigureAwait(false);
            return answers[0]![0];
        }
        finally
        {
            alone.Release();
        }
    }
}
