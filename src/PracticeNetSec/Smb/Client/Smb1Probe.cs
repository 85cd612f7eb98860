// SPDX-License-Identifier: MIT
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>Probes, on its own connection, whether SMB1 still answers.</summary>
internal static class Smb1Probe
{
    /// <summary>
    /// True where the server accepts the dialect; false where it declines or closes the connection, as servers with SMB1 switched off do;
    /// null where it stays silent or answers something else.
    /// </summary>
    public static async Task<bool?> AnswersAsync(SmbEndpoint server, CancellationToken cancellation)
    {
        try
        {
            using SmbTransport transport = await server.ConnectAsync(cancellation).ConfigureAwait(false);
            await transport.SendAsync(new[] { Smb1Negotiate.Request() }, cancellation).ConfigureAwait(false);
            return Smb1Negotiate.DecodeAccepts(await transport.ReceiveAsync(cancellation).ConfigureAwait(false));
        }
        catch (SmbConnectionException ended)
        {
            return ended.Failure is SmbFailure.Closed or SmbFailure.Reset ? false : null;
        }
        catch (SmbFormatException)
        {
            return null; // The response does not match the request: undetermined.
        }
    }
}
