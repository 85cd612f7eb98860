// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Upnp;

/// <summary>Asks one host where its gateway description is. Nothing is ever sent to a group of hosts.</summary>
internal static class SsdpClient
{
    /// <summary>Where devices listen (UPnP Device Architecture 1.1 §1.1.2).</summary>
    public const int DefaultPort = 1900;

    private const int Rounds = 2; // datagrams get lost

    // A device that is asked by itself answers within a second (UPnP Device Architecture 1.1 §1.3.2); a question that got
    // lost is repeated after half of it.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1.5);
    private const int MostDatagrams = 256;

    /// <summary>The first place on that host; null when it names none within the time.</summary>
    /// <param name="host">Whom to ask. Answers count only from this address, and only for places on it.</param>
    /// <param name="timeout">How long to wait for an answer, at most; 1.5 s are enough.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static async Task<Uri?> FindGatewayAsync(IPEndPoint host, TimeSpan timeout, CancellationToken cancellation)
    {
        // Not connected: some devices answer from another port than the one that was asked.
        using UdpClient socket = new(new IPEndPoint(host.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0));
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        TimeSpan wait = timeout < LongestSilence ? timeout : LongestSilence;
        bound.CancelAfter(wait);

        // The frameworks' receive takes no token: closing the socket ends it.
        using CancellationTokenRegistration end = bound.Token.Register(socket.Dispose);
        try
        {
            Task asking = AskAsync(socket, host, TimeSpan.FromTicks(wait.Ticks / (Rounds + 1)), bound.Token);
            Uri? found = await ListenAsync(socket, host.Address).ConfigureAwait(false);
            bound.Cancel();
            await asking.ConfigureAwait(false);
            return found;
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Time is over, or the host refuses the port: either way it names no place.
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static async Task AskAsync(UdpClient socket, IPEndPoint host, TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            for (int round = 0; round < Rounds; round++)
            {
                foreach (string target in SsdpSearch.Gateways)
                {
                    byte[] question = SsdpSearch.Encode(host, target);
                    await socket.SendAsync(question, question.Length, host).ConfigureAwait(false);
                }

                await Task.Delay(pause, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The listener tells how it ended; a question that cannot be sent just stays without an answer.
        }
    }

    private static async Task<Uri?> ListenAsync(UdpClient socket, IPAddress host)
    {
        for (int count = 0; count < MostDatagrams; count++)
        {
            UdpReceiveResult datagram = await socket.ReceiveAsync().ConfigureAwait(false);
            if (datagram.RemoteEndPoint.Address.Equals(host) && Place(datagram.Buffer, host) is { } place)
            {
                return place;
            }
        }

        return null;
    }

    private static Uri? Place(byte[] datagram, IPAddress host)
    {
        try
        {
            SsdpReply reply = SsdpReply.Decode(datagram);
            bool isGateway = SsdpSearch.Gateways.Contains(reply.Target);
            bool isThere = IPAddress.TryParse(reply.Location.DnsSafeHost, out IPAddress? place) && place.Equals(host);
            return isGateway && isThere && (reply.Location.Scheme is "http" or "https") ? reply.Location : null;
        }
        catch (UpnpFormatException)
        {
            // Anyone can send to an open port; wait for something better.
            return null;
        }
    }
}
