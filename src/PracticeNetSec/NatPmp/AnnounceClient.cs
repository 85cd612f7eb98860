// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Net;

namespace PracticeNetSec.NatPmp;

/// <summary>Asks one gateway whether it is a PCP server.</summary>
internal static class AnnounceClient
{
    private static readonly TimeSpan[] Pauses = { TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500) };

    private static readonly TimeSpan MaxSilence = TimeSpan.FromMilliseconds(750); // it answered on the same port before

    /// <summary>True when it answers; false when it answers otherwise, or not within the timeout.</summary>
    /// <param name="gateway">The gateway to query.</param>
    /// <param name="timeout">Maximum wait; two requests take 0.75 s.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <exception cref="SocketException">This machine could not send or receive.</exception>
    public static async Task<bool> AskAsync(IPEndPoint gateway, TimeSpan timeout, CancellationToken cancellation)
    {
        bool isServer = false;
        DatagramExchange exchange = new(gateway, new[] { AnnounceQuery.Encode(OwnAddressTo(gateway)) }, Pauses) { Timeout = MaxSilence < timeout ? MaxSilence : timeout };
        await exchange.RunAsync(
            datagram =>
            {
                isServer = AnnounceQuery.IsAnswer(datagram);
                return DatagramReading.Final;
            },
            cancellation).ConfigureAwait(false);
        return isServer;
    }

    /// <summary>The address that the system would send from; connecting a socket of UDP sends nothing.</summary>
    private static IPAddress OwnAddressTo(IPEndPoint gateway)
    {
        using Socket way = new(gateway.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        way.Connect(gateway);
        return ((IPEndPoint)way.LocalEndPoint!).Address;
    }
}
