// SPDX-License-Identifier: MIT
using System;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>
/// Probes, each on its own connection, which dialects a server accepts: one NEGOTIATE that offers one dialect. There is no
/// other way, because a server selects only the best of those offered, and accepts one NEGOTIATE per connection
/// ([MS-SMB2] 3.3.5.4).
/// </summary>
internal static class DialectProbe
{
    /// <summary>True where something answers a negotiation in SMB, whatever it says.</summary>
    public static async Task<bool> SpeaksSmbAsync(SmbEndpoint server, CancellationToken cancellation)
    {
        try
        {
            using SmbTransport transport = await server.ConnectAsync(cancellation).ConfigureAwait(false);
            NegotiateRequest question = new(Guid.NewGuid(), SmbConnection.NewSalt(), Smb2Dialect.Smb202);
            await transport.SendAsync(new[] { new CompoundRequest(0, 0, question).Compose(0, 1, 0) }, cancellation).ConfigureAwait(false);
            return Smb2Response.Split(await transport.ReceiveAsync(cancellation).ConfigureAwait(false))[0].Command == Smb2Command.Negotiate;
        }
        catch (Exception other) when (other is SmbConnectionException or SmbFormatException)
        {
            return false;
        }
    }

    /// <summary>Offers one dialect.</summary>
    public static async Task<ProbeAnswer> AskAsync(SmbEndpoint server, Smb2Dialect dialect, CancellationToken cancellation)
    {
        try
        {
            using SmbTransport transport = await server.ConnectAsync(cancellation).ConfigureAwait(false);
            NegotiateRequest question = new(Guid.NewGuid(), SmbConnection.NewSalt(), dialect);
            await transport.SendAsync(new[] { new CompoundRequest(0, 0, question).Compose(0, 1, 0) }, cancellation).ConfigureAwait(false);
            Smb2Response answer = Smb2Response.Split(await transport.ReceiveAsync(cancellation).ConfigureAwait(false))[0];
            return answer.Command != Smb2Command.Negotiate ? ProbeAnswer.Undetermined
                : answer.Status == NtStatus.Success ? NegotiateResponse.Decode(answer).Dialect == dialect ? ProbeAnswer.Accepted : ProbeAnswer.Undetermined
                : answer.Status.IsShortage ? ProbeAnswer.Undetermined
                : answer.Status.IsError ? ProbeAnswer.Declined
                : ProbeAnswer.Undetermined;
        }
        catch (SmbConnectionException ended)
        {
            return ended.Failure is SmbFailure.Closed or SmbFailure.Reset ? ProbeAnswer.Closed : ProbeAnswer.Undetermined;
        }
        catch (SmbFormatException)
        {
            return ProbeAnswer.Undetermined; // The response does not match the request.
        }
    }
}
