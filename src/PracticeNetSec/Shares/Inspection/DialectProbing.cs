// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// Which dialects a server accepts. Many close the connection instead of declining; but so does one that has no room for another connection, whatever is offered. So
/// closing counts only where one more connection is answered in the dialect that the server chose, and the probe is closed again after it.
/// </summary>
/// <param name="server">How to connect.</param>
/// <param name="chosen">The dialect that it chose; null where it has not shown that it speaks SMB at all, so that nothing but an acceptance counts.</param>
internal sealed class DialectProbing(SmbEndpoint server, Smb2Dialect? chosen)
{
    /// <summary>Whether it accepts SMB1; null where undetermined.</summary>
    public Task<bool?> AcceptsSmb1Async(CancellationToken cancellation) => AcceptsAsync(() => Smb1Probe.AskAsync(server, cancellation), cancellation);

    /// <summary>Whether it accepts each of some dialects of SMB2 and 3, in their order; null where undetermined.</summary>
    public async Task<bool?[]> AcceptsAsync(Smb2Dialect[] dialects, CancellationToken cancellation)
    {
        ProbeAnswer[] first = await Task.WhenAll(dialects.Select(dialect => DialectProbe.AskAsync(server, dialect, cancellation))).ConfigureAwait(false);
        bool?[] accepted = new bool?[dialects.Length];
        for (int i = 0; i < dialects.Length; i++)
        {
            // One after the other: the probes may have taken each other's room.
            accepted[i] = await ConfirmAsync(first[i], () => DialectProbe.AskAsync(server, dialects[i], cancellation), cancellation).ConfigureAwait(false);
        }

        return accepted;
    }

    private async Task<bool?> AcceptsAsync(Func<Task<ProbeAnswer>> probe, CancellationToken cancellation) =>
        await ConfirmAsync(await probe().ConfigureAwait(false), probe, cancellation).ConfigureAwait(false);

    private async Task<bool?> ConfirmAsync(ProbeAnswer answer, Func<Task<ProbeAnswer>> probe, CancellationToken cancellation)
    {
        if (answer == ProbeAnswer.Closed && chosen is Smb2Dialect known)
        {
            bool hasRoom = await DialectProbe.AskAsync(server, known, cancellation).ConfigureAwait(false) == ProbeAnswer.Accepted;
            answer = await probe().ConfigureAwait(false);
            answer = answer == ProbeAnswer.Closed && hasRoom ? ProbeAnswer.Declined : answer;
        }

        return answer switch
        {
            ProbeAnswer.Accepted => true,
            ProbeAnswer.Declined when chosen is not null => false,
            _ => null,
        };
    }
}
