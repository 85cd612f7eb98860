// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Net;

namespace PracticeNetSec.Upnp;

/// <summary>Asks one host for its gateway description URL. Nothing is ever sent by multicast.</summary>
internal static class SsdpClient
{
    /// <summary>Where devices listen (UPnP Device Architecture 1.1 §1.1.2).</summary>
    public const int DefaultPort = 1900;

    private const int Rounds = 2; // datagrams get lost

    // A device queried by unicast answers within a second (UPnP Device Architecture 1.1 §1.3.2); a lost request
    // is repeated after half of it.
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(1.5);
    private const int MaxDatagrams = 256;

    // mswsock.h: _WSAIOW(IOC_VENDOR, 12)
    private const int SioUdpConnReset = unchecked((int)0x9800000C);

    // A device of two types sends both responses at about the same time.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    /// <summary>The first URL on that host; null when it sends none within the timeout.</summary>
    /// <param name="host">The host to query. Only responses from this address, with URLs on it, count.</param>
    /// <param name="timeout">How long to wait for an answer, at most; 1.5 s are enough.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static async Task<Uri?> FindGatewayAsync(IPEndPoint host, TimeSpan timeout, CancellationToken cancellation)
    {
        // Not connected: some devices answer from another port than the queried one.
        using UdpClient socket = new(new IPEndPoint(host.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0));
        IgnorePortUnreachable(socket.Client);
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        TimeSpan wait = timeout < MaxSilence ? timeout : MaxSilence;
        bound.CancelAfter(wait);

        // The frameworks' receive takes no token: closing the socket ends it.
        using CancellationTokenRegistration end = bound.Token.Register(socket.Dispose);
        try
        {
            Task asking = AskAsync(socket, host, TimeSpan.FromTicks(wait.Ticks / (Rounds + 1)), bound.Token);
            Uri? found = await ListenAsync(socket, host.Address, bound).ConfigureAwait(false);
            bound.Cancel();
            await asking.ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return found;
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException && !SocketFailures.IsLocal(ended))
        {
            // Timeout: the host has sent no URL.
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
            // The listener reports the outcome; a request that cannot be sent simply gets no response.
        }
    }

    /// <summary>
    /// The URL of the first gateway type that answers, in the order of <see cref="SsdpSearch.Gateways"/>: a device of two types answers
    /// both requests, in any order, and the same device must yield the same URL each time.
    /// </summary>
    private static async Task<Uri?> ListenAsync(UdpClient socket, IPAddress host, CancellationTokenSource bound)
    {
        (int Rank, Uri Location)? best = null;
        try
        {
            for (int count = 0; count < MaxDatagrams && best is not { Rank: 0 }; count++)
            {
                if (await ReceiveAsync(socket).ConfigureAwait(false) is { } datagram && datagram.RemoteEndPoint.Address.Equals(host)
                    && Place(datagram.Buffer, host) is { } place && (best is null || place.Rank < best.Value.Rank))
                {
                    if (best is null)
                    {
                        bound.CancelAfter(Grace);
                    }

                    best = place;
                }
            }
        }
        catch (Exception ended) when (best is not null && ended is SocketException or ObjectDisposedException)
        {
            // No better URL within the timeout.
        }

        return best?.Location;
    }

    /// <summary>One datagram; null where Windows reports an ICMP error for a sent one.</summary>
    private static async Task<UdpReceiveResult?> ReceiveAsync(UdpClient socket)
    {
        try
        {
            return await socket.ReceiveAsync().ConfigureAwait(false);
        }
        catch (SocketException about) when (about.SocketErrorCode is SocketError.ConnectionReset or SocketError.NetworkReset)
        {
            return null;
        }
    }

    /// <summary>
    /// On Windows, ICMP port unreachable ends the next receive of any UDP socket (SIO_UDP_CONNRESET), although an answer from
    /// another port may follow; elsewhere a socket that is not connected is not notified.
    /// </summary>
    private static void IgnorePortUnreachable(Socket socket)
    {
        if (Environment.OSVersion.Platform != PlatformID.Win32NT)
        {
            return;
        }

        try
        {
            socket.IOControl(SioUdpConnReset, new byte[sizeof(int)], null);
        }
        catch (SocketException)
        {
            // Where the option is missing, ReceiveAsync skips the error.
        }
    }

    private static (int Rank, Uri Location)? Place(byte[] datagram, IPAddress host)
    {
        try
        {
            SsdpReply reply = SsdpReply.Decode(datagram);
            int rank = Array.IndexOf(SsdpSearch.Gateways.ToArray(), reply.Target);
            bool isThere = IPAddress.TryParse(reply.Location.DnsSafeHost, out IPAddress? place) && place.Equals(host);
            return rank >= 0 && isThere && (reply.Location.Scheme is "http" or "https") ? (rank, reply.Location) : null;
        }
        catch (UpnpFormatException)
        {
            // Anyone can send to an open port; wait for a valid response.
            return null;
        }
    }
}
