// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Net;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>
/// Two passive reads of an open TCP port: the banner it sends unprompted, and the certificate it presents. Each ends
/// within its timeout, and holds at most a few kilobytes, whatever the device does.
/// </summary>
internal static class DeviceConnection
{
    private const int MaxGreetingLength = 4096;

    /// <summary>What the service sends unprompted; empty when it sends nothing. Nothing is sent.</summary>
    public static async Task<string> GreetingAsync(IPEndPoint endpoint, TimeSpan timeout, CancellationToken cancellation)
    {
        byte[] buffer = new byte[MaxGreetingLength];
        int count = 0;
        await UseAsync(endpoint, timeout, async stream =>
        {
            int read;
            do
            {
                read = await stream.ReadAsync(buffer, count, buffer.Length - count).ConfigureAwait(false);
                count += read;
            }
            while (read > 0 && count < buffer.Length && !TelnetGreeting.AsksBack(TelnetGreeting.Words(buffer, count)));
        }, cancellation).ConfigureAwait(false);
        return TelnetGreeting.Words(buffer, count);
    }

    /// <summary>The first bytes of an answer; empty when there is none in time.</summary>
    /// <param name="endpoint">Address and port.</param>
    /// <param name="request">What is sent first; nothing when empty.</param>
    /// <param name="timeout">Timeout of everything together.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static async Task<byte[]> FirstBytesAsync(IPEndPoint endpoint, byte[] request, TimeSpan timeout, CancellationToken cancellation)
    {
        byte[] buffer = new byte[MaxGreetingLength];
        int count = 0;
        await UseAsync(endpoint, timeout, async stream =>
        {
            await stream.WriteAsync(request, 0, request.Length).ConfigureAwait(false);
            count = await stream.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
        return buffer.AsSpan(0, count).ToArray();
    }

    /// <summary>What the server presents in the handshake; used for identification, never trusted.</summary>
    public static async Task<TlsObservation> HandshakeAsync(IPEndPoint endpoint, TimeSpan timeout, CancellationToken cancellation)
    {
        TlsObservation sight = new();
        bool isRefused = false;
        await UseAsync(endpoint, timeout, async stream =>
        {
            // The names are all that is needed: they are copied, and the handshake is refused, so that no certificate is ever
            // trusted and nothing is ever sent over the connection.
            using SslStream tls = new(
                stream,
                leaveInnerStreamOpen: true,
                (_, certificate, _, _) =>
                {
                    isRefused = true;
                    (sight.Subject, sight.Issuer) = certificate is null ? (null, null) : (DeviceText.Line(certificate.Subject), DeviceText.Line(certificate.Issuer));
                    return false;
                },
                (_, _, _, server, _) =>
                {
                    // Called first without the server's certificate, and again with it when the server requests a client certificate.
                    sight.AsksForCertificate |= server is not null;
                    return null!;
                });
            try
            {
                await tls.AuthenticateAsClientAsync(endpoint.Address.ToString(), new X509CertificateCollection(), SslProtocols.None, checkCertificateRevocation: false).ConfigureAwait(false);
            }
            catch (Exception) when (isRefused)
            {
                // Each library reports the refusal in its own way; some report that they could not send it.
            }
        }, cancellation).ConfigureAwait(false);
        return sight;
    }

    private static async Task UseAsync(IPEndPoint endpoint, TimeSpan timeout, Func<Stream, Task> use, CancellationToken cancellation)
    {
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using TcpClient client = new(endpoint.AddressFamily);

        // Closing the socket is what ends a connection attempt, a read or a handshake on every framework.
        using CancellationTokenRegistration late = bound.Token.Register(client.Dispose);
        bound.CancelAfter(timeout);
        try
        {
            await client.ConnectAsync(endpoint.Address, endpoint.Port).ConfigureAwait(false);

            // A peer that resets at once leaves a socket that is not connected: IOException here, the
            // InvalidOperationException of a misuse from TcpClient.GetStream.
            using NetworkStream stream = new(client.Client, ownsSocket: false);
            await use(stream).ConfigureAwait(false);
        }
        catch (Exception failure) when (PeerFailures.IsThePeers(failure, bound.IsCancellationRequested))
        {
            // Whatever was received until then is the result.
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
