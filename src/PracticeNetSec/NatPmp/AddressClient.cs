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
    private const int MaxDatagrams = 64;

    private const int Questions = 3; // datagrams get lost

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    /// <summary>The gateway's answer; null when none came within the timeout.</summary>
    /// <param name="gateway">The gateway to query. Only responses count from this address and port (RFC 6886 §3.1).</param>
    /// <param name="timeout">Maximum wait; three requests take 1.75 s.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static async Task<AddressAnswer?> AskAsync(IPEndPoint gateway, TimeSpan timeout, CancellationToken cancellation)
    {
        using UdpClient socket = new(gateway.AddressFamily);
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        TimeSpan wait = TimeSpan.FromTicks(FirstPause.Ticks * ((1 << Questions) - 1));
        bound.CancelAfter(wait < timeout ? wait : timeout);

        // The frameworks' receive takes no token: closing the socket ends it.
        using CancellationTokenRegistration end = bound.Token.Register(socket.Dispose);
        try
        {
            socket.Connect(gateway);
            Task sending = SendAsync(socket, bound.Token);
            Task<AddressAnswer?> listening = ListenAsync(socket);
            if (await Task.WhenAny(listening, sending).ConfigureAwait(false) == sending)
            {
                // Where this machine cannot send, the gateway's silence is inconclusive.
                await sending.ConfigureAwait(false);
            }

            AddressAnswer? answer = await listening.ConfigureAwait(false);
            bound.Cancel();
            await sending.ConfigureAwait(false);
            return answer;
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException && !SocketFailures.IsLocal(ended))
        {
            // Timeout, or the host refuses the port (ICMP: ECONNREFUSED on Linux, WSAECONNRESET on Windows): either way
            // it does not support NAT-PMP.
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    /// <summary>Retransmits after 250 ms, doubling each time (RFC 6886 §3.1), until the timeout.</summary>
    private static async Task SendAsync(UdpClient socket, CancellationToken cancellation)
    {
        try
        {
            byte[] query = AddressQuery.Encode();
            TimeSpan pause = FirstPause;
            for (int question = 0; question < Questions; question++)
            {
                await socket.SendAsync(query, query.Length).ConfigureAwait(false);
                await Task.Delay(pause, cancellation).ConfigureAwait(false);
                pause += pause;
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException && !SocketFailures.IsLocal(ended))
        {
            // The peer refused, or the timeout has expired: the listener shows which.
        }
    }

    private static async Task<AddressAnswer?> ListenAsync(UdpClient socket)
    {
        for (int count = 0; count < MaxDatagrams; count++)
        {
            UdpReceiveResult datagram = await socket.ReceiveAsync().ConfigureAwait(false);
            try
            {
                return AddressAnswer.Decode(datagram.Buffer);
            }
            catch (NatPmpFormatException)
            {
                // Anyone can send to an open port with the gateway's address; wait for a valid response.
            }
        }

        return null;
    }
}
