// SPDX-License-Identifier: MIT
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>Probes, on its own connection, whether SMB1 still answers.</summary>
internal static class Smb1Probe
{
    /// <summary>Servers with SMB1 switched off decline or close the connection.</summary>
    public static async Task<ProbeAnswer> AskAsync(SmbEndpoint server, CancellationToken cancellation)
    {
        try
        {
            using SmbTransport transport = await server.ConnectAsync(cancellation).ConfigureAwait(false);
            await transport.SendAsync(new[] { Smb1Negotiate.Request() }, cancellation).ConfigureAwait(false);
            return Smb1Negotiate.DecodeAccepts(await transport.ReceiveAsync(cancellation).ConfigureAwait(false)) ? ProbeAnswer.Accepted : ProbeAnswer.Declined;
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
