using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>
/// Two looks at an open TCP port that ask nothing: what it says by itself, and which certificate it shows. Each ends
/// within its time, and holds at most a few kilobytes, whatever the device does.
/// </summary>
internal static class DeviceConnection
{
    private const int LongestGreeting = 4096;

    /// <summary>What the service says before anybody says anything; empty when it says nothing. Nothing is sent.</summary>
    public static async Task<string> GreetingAsync(IPEndPoint endpoint, TimeSpan timeout, CancellationToken cancellation)
    {
        byte[] buffer = new byte[LongestGreeting];
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

    /// <summary>Subject and issuer of the certificate, which identify and are trusted for nothing; null without TLS.</summary>
    public static async Task<(string Subject, string Issuer)?> CertificateAsync(IPEndPoint endpoint, TimeSpan timeout, CancellationToken cancellation)
    {
        (string Subject, string Issuer)? names = null;
        await UseAsync(endpoint, timeout, async stream =>
        {
            // The names are all we want: they are copied, and the handshake is refused, so that no certificate is ever
            // trusted and nothing is ever sent over the connection.
            using SslStream tls = new(stream, leaveInnerStreamOpen: true, (_, certificate, _, _) =>
            {
                names = certificate is null ? null : (ShownText.Line(certificate.Subject), ShownText.Line(certificate.Issuer));
                return false;
            });
            await tls.AuthenticateAsClientAsync(endpoint.Address.ToString(), new X509CertificateCollection(), SslProtocols.None, checkCertificateRevocation: false).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
        return names;
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
            await use(client.GetStream()).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsTheDevicesFault(failure))
        {
            // Whatever was seen until then is the result.
            cancellation.ThrowIfCancellationRequested();
        }
    }

    // A disposed TcpClient answers with a null reference inside ConnectAsync on .NET Framework.
    private static bool IsTheDevicesFault(Exception failure) =>
        failure is SocketException or IOException or ObjectDisposedException or AuthenticationException or CryptographicException
            or OperationCanceledException or InvalidOperationException or NullReferenceException or NotSupportedException;
}
