// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Net;

namespace PracticeNetSec.NatPmp;

/// <summary>Asks one gateway for its external address.</summary>
internal static class AddressClient
{
    // Retransmission after 250 ms, doubling each time (RFC 6886 §3.1); together 1.75 s.
    private static readonly TimeSpan[] Pauses = { TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(1000) };

    private static readonly TimeSpan MaxSilence = TimeSpan.FromMilliseconds(1750);

    /// <summary>The gateway's answer; null when none came within the timeout, or the host refused the port.</summary>
    /// <param name="gateway">The gateway to query. Only responses count from this address and port (RFC 6886 §3.1).</param>
    /// <param name="timeout">Maximum wait; three requests take 1.75 s.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <exception cref="SocketException">This machine could not send or receive.</exception>
    public static async Task<AddressAnswer?> AskAsync(IPEndPoint gateway, TimeSpan timeout, CancellationToken cancellation)
    {
        AddressAnswer? answer = null;
        DatagramExchange exchange = new(gateway, new[] { AddressQuery.Encode() }, Pauses) { Timeout = MaxSilence < timeout ? MaxSilence : timeout };
        await exchange.RunAsync(Read, cancellation).ConfigureAwait(false);
        return answer;

        DatagramReading Read(byte[] datagram)
        {
            try
            {
                answer = AddressAnswer.Decode(datagram);
                return DatagramReading.Final;
            }
            catch (NatPmpFormatException)
            {
                return DatagramReading.Ignored;
            }
        }
    }
}
