// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Net;

/// <summary>What a received datagram means for the exchange.</summary>
internal enum DatagramReading
{
    /// <summary>No answer: anyone can send to an open port. The exchange goes on.</summary>
    Ignored,

    /// <summary>An answer; a better one may follow within <see cref="DatagramExchange.Grace"/>.</summary>
    Usable,

    /// <summary>The answer.</summary>
    Final,
}

/// <summary>
/// Asks one peer over UDP, with repetitions because datagrams get lost, and reads a bounded number of datagrams within a bounded
/// time. SNMP has a channel of its own, where many requests share a socket and repetition follows the measured round trip.
/// </summary>
internal sealed class DatagramExchange
{
    // mswsock.h: _WSAIOW(IOC_VENDOR, 12)
    private const int SioUdpConnReset = unchecked((int)0x9800000C);

    /// <param name="peer">The host to ask. Only datagrams from its address count.</param>
    /// <param name="questions">Datagrams of each round.</param>
    /// <param name="pauses">The wait after each round; there are as many rounds.</param>
    public DatagramExchange(IPEndPoint peer, IReadOnlyList<byte[]> questions, IReadOnlyList<TimeSpan> pauses) => (Peer, Questions, Pauses) = (peer, questions, pauses);

    /// <summary>The host to ask.</summary>
    public IPEndPoint Peer { get; }

    /// <summary>Datagrams of each round.</summary>
    public IReadOnlyList<byte[]> Questions { get; }

    /// <summary>The wait after each round.</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; }

    /// <summary>Timeout of everything together.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Maximum number of datagrams that are read.</summary>
    public int MaxDatagrams { get; init; } = 64;

    /// <summary>True when answers count from another port of the peer too; otherwise the system delivers only those of the asked one.</summary>
    public bool FromAnyPort { get; init; }

    /// <summary>How long a better answer may follow a usable one.</summary>
    public TimeSpan Grace { get; init; }

    /// <summary>Asks until the final answer, the timeout, or the peer's refusal (ICMP port unreachable).</summary>
    /// <param name="read">Reads one datagram; must not throw.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <exception cref="SocketException">This machine could not send or receive: the peer's silence is inconclusive.</exception>
    public async Task RunAsync(Func<byte[], DatagramReading> read, CancellationToken cancellation)
    {
        using UdpClient socket = FromAnyPort ? new UdpClient(new IPEndPoint(Peer.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0)) : new UdpClient(Peer.AddressFamily);
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(Timeout);

        // The frameworks' receive takes no token: closing the socket ends it.
        using CancellationTokenRegistration end = bound.Token.Register(socket.Dispose);
        try
        {
            if (FromAnyPort)
            {
                IgnorePortUnreachable(socket.Client);
            }
            else
            {
                socket.Connect(Peer);
            }

            Task sending = SendAsync(socket, bound.Token);
            Task listening = ListenAsync(socket, read, bound);
            if (await Task.WhenAny(listening, sending).ConfigureAwait(false) == sending)
            {
                await sending.ConfigureAwait(false);
            }

            await listening.ConfigureAwait(false);
            bound.Cancel();
            await sending.ConfigureAwait(false);
        }
        catch (Exception ended) when (IsEnd(ended))
        {
            // Timeout, or the host refuses the port (ICMP: ECONNREFUSED on Linux, WSAECONNRESET on Windows).
        }

        cancellation.ThrowIfCancellationRequested();
    }

    private static bool IsEnd(Exception ended) => ended is SocketException or ObjectDisposedException or OperationCanceledException && !SocketFailures.IsLocal(ended);

    private async Task SendAsync(UdpClient socket, CancellationToken cancellation)
    {
        try
        {
            foreach (TimeSpan pause in Pauses)
            {
                foreach (byte[] question in Questions)
                {
                    await (FromAnyPort ? socket.SendAsync(question, question.Length, Peer) : socket.SendAsync(question, question.Length)).ConfigureAwait(false);
                }

                await Task.Delay(pause, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception ended) when (IsEnd(ended))
        {
            // The peer refused, or the timeout has expired: the listener shows which.
        }
    }

    private async Task ListenAsync(UdpClient socket, Func<byte[], DatagramReading> read, CancellationTokenSource bound)
    {
        bool isUsable = false;
        for (int left = MaxDatagrams; left > 0; left--)
        {
            if (await ReceiveAsync(socket).ConfigureAwait(false) is not { } datagram || !datagram.RemoteEndPoint.Address.Equals(Peer.Address))
            {
                continue;
            }

            DatagramReading reading = read(datagram.Buffer);
            if (reading == DatagramReading.Final)
            {
                return;
            }

            if (reading == DatagramReading.Usable && !isUsable)
            {
                isUsable = true;
                bound.CancelAfter(Grace);
            }
        }
    }

    /// <summary>One datagram; null where Windows reports an ICMP error for one that was sent from a socket without a peer.</summary>
    private async Task<UdpReceiveResult?> ReceiveAsync(UdpClient socket)
    {
        try
        {
            return await socket.ReceiveAsync().ConfigureAwait(false);
        }
        catch (SocketException about) when (FromAnyPort && about.SocketErrorCode is SocketError.ConnectionReset or SocketError.NetworkReset)
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
}
