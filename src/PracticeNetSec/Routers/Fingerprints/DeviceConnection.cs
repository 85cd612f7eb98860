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
/// Two looks at an open TCP port that ask nothing: what it says by itself, and which certificate it shows. Each ends
/// within its time, and holds at most a few kilobytes, whatever the device does.
/// </summary>
internal static class DeviceConnection
{
    private const int MaxGreetingLength = 4096;

    /// <summary>What the service says before anybody says anything; empty when it says nothing. Nothing is sent.</summary>
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

    /// <summary>What the server shows in the handshake, which identifies and is trusted for nothing.</summary>
    public static async Task<TlsObservation> HandshakeAsync(IPEndPoint endpoint, TimeSpan timeout, CancellationToken cancellation)
    {
        TlsObservation sight = new();
        bool isRefused = false;
        await UseAsync(endpoint, timeout, async stream =>
        {
            // The names are all we want: they are copied, and the handshake is refused, so that no certificate is ever
            // trusted and nothing is ever sent over the connection.
            using SslStream tls = new(
                stream,
                leaveInnerStreamOpen: true,
                (_, certificate, _, _) =>
                {
                    isRefused = true;
                    (sight.Subject, sight.Issuer) = certificate is null ? (null, null) : (ShownText.Line(certificate.Subject), ShownText.Line(certificate.Issuer));
                    return false;
                },
                (_, _, _, server, _) =>
                {
                    // Called first without the server's certificate, and again with it when the server asks for ours.
                    sight.AsksForCertificate |= server is not null;
                    return null!;
                });
            try
            {
                await tls.AuthenticateAsClientAsync(endpoint.Address.ToString(), new X509CertificateCollection(), SslProtocols.None, checkCertificateRevocation: false).ConfigureAwait(false);
            }
            catch (Exception) when (isRefused)
            {
                // Each library reports our own refusal in its own way, and some that they could not send it.
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
            // Whatever was seen until then is the result.
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
