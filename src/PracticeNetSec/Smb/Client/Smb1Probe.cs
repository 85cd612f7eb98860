// SPDX-License-Identifier: MIT
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>Asks, on a connection of its own, whether SMB1 still answers.</summary>
internal static class Smb1Probe
{
    /// <summary>
    /// True where the server takes the dialect; false where it declines or hangs up, as servers with SMB1 switched off do;
    /// null where it keeps silent or answers something else.
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
            return null; // Something answered, but not the question: that decides nothing.
        }
    }
}
