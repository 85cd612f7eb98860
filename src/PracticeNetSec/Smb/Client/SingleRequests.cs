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
        answers.Count > 1 && chain.Requests[0].Command == Smb2Command.Create && answers[0].Status == NtStatus.Success && answers.Skip(1).All(answer => answer.Status.IsUnknownFile);

    /// <summary>Sends a compound's requests one by one.</summary>
    /// <param name="chain">The compound.</param>
    /// <param name="before">What the server answered to the compound; null where it was not sent. A file that it left open is closed.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task<IReadOnlyList<Smb2Response>> RepeatAsync(CompoundRequest chain, IReadOnlyList<Smb2Response>? before, CancellationToken cancellation)
    {
        if (before is not null)
        {
            await AskAsync(chain, new CloseRequest(SmbConnection.Decode(before[0], CreateResponse.Decode).FileId), cancellation).ConfigureAwait(false);
        }

        List<Smb2Response> answers = new();
        Smb2FileId? opened = null;
        foreach (Smb2Request request in chain.Requests)
        {
            if (answers.Count > 0 && answers[0].Command == Smb2Command.Create && answers[0].Status.IsError)
            {
                answers.Add(Smb2Response.Failed(request.Command, answers[0].Status));
                continue;
            }

            answers.Add(await AskAsync(chain, opened is Smb2FileId file ? request.For(file) : request, cancellation).ConfigureAwait(false));
            if (answers.Count == 1 && request.Command == Smb2Command.Create && answers[0].Status == NtStatus.Success)
            {
                opened = SmbConnection.Decode(answers[0], CreateResponse.Decode).FileId;
            }
        }

        return answers;
    }

    private async Task<Smb2Response> AskAsync(CompoundRequest chain, Smb2Request request, CancellationToken cancellation)
    {
        await alone.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            IReadOnlyList<Smb2Response>?[] answers = await exchange(
                new CompoundRequest(chain.SessionId, chain.TreeId, request) { IsEncrypted = chain.IsEncrypted, Transcript = chain.Transcript }).ConfigureAwait(false);
            return answers[0]![0];
        }
        finally
        {
            alone.Release();
        }
    }
}
