// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Net;

namespace PracticeNetSec.Http;

/// <summary>
/// Gets one small page from a device, or sends it one POST request. It keeps no connection, follows no redirect, sends no cookie,
/// uses no proxy, and accepts any certificate: the response identifies a device and is not trusted otherwise. For a login there is
/// <see cref="WithPin"/>.
/// </summary>
internal sealed class HttpFetcher : IDisposable
{
    /// <summary>Maximum body size that is read, in bytes.</summary>
    public const int MaxBodyLength = 256 * 1024;

    /// <summary>Maximum header size that is accepted, in KiB.</summary>
    public const int MaxHeadersKilobytes = 32;

    private const int FirstBuffer = 8 * 1024; // bytes; most answers fit

    /// <summary>
    /// .NET leaves the choice to the system. .NET Framework takes that of the process, which in Windows PowerShell on older servers is
    /// TLS 1.0 alone: no page could be read there. Only connections to devices are concerned.
    /// </summary>
    private static readonly SslProtocols FrameworksChoice = RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal)
        && ServicePointManager.SecurityProtocol != SystemDefault
            ? SslProtocols.Tls12
            : SslProtocols.None;

    private const SecurityProtocolType SystemDefault = 0;

    private readonly HttpMessageHandler? _handler;
    private readonly CertificatePin? _pin;

    public HttpFetcher()
    {
    }

    private HttpFetcher(CertificatePin pin) => _pin = pin;

    /// <summary>With another handler, so that response bytes need not come from the network.</summary>
    internal HttpFetcher(HttpMessageHandler handler) => _handler = handler;

    /// <summary>A fetcher for one device that accepts one certificate alone; with any other, the device has not answered.</summary>
    /// <param name="fingerprint">Its SHA-256 fingerprint; null for the certificate of the first connection.</param>
    public HttpFetcher WithPin(string? fingerprint) => _handler is null ? new HttpFetcher(new CertificatePin(fingerprint)) : this;

    /// <summary>True once a peer showed another certificate than the one that is accepted.</summary>
    public bool HasRefusedCertificate => _pin?.HasRefused == true;

    /// <summary>Gets a page; null when the device does not answer in HTTP within the timeout.</summary>
    /// <param name="address">Absolute http or https address.</param>
    /// <param name="timeout">Timeout of everything together: connection, TLS, headers and body.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <exception cref="Exception">Anything that a device cannot cause: an error of this machine or of its libraries.</exception>
    public async Task<HttpReply?> GetAsync(Uri address, TimeSpan timeout, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        return await SendAsync(request, timeout, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends a request; null when the device does not answer in HTTP within the timeout.</summary>
    /// <param name="request">To an absolute http or https address. The caller ensures that it changes nothing there.</param>
    /// <param name="timeout">Timeout of everything together: connection, TLS, headers and body.</param>
    /// <param name="cancellation">Stops at once.</param>
    public async Task<HttpReply?> SendAsync(HttpRequestMessage request, TimeSpan timeout, CancellationToken cancellation)
    {
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(timeout);

        // Small web servers end a connection unannounced (RFC 9112 §9.6). .NET keeps it whatever the request says, and repeats no
        // request that is then answered with RST: each one has a handler, and thereby a connection, of its own.
        using HttpMessageInvoker client = new(_handler ?? ForDevices(_pin), disposeHandler: _handler is null);
        request.Headers.ConnectionClose = true;
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, bound.Token).ConfigureAwait(false);
            using Stream body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);

            // .NET Framework's stream ignores the token between packets; closing it ends a slow transfer there too.
            using CancellationTokenRegistration drip = bound.Token.Register(() => Close(body));
            (byte[] bytes, int count, bool truncated) = await ReadAsync(body, bound.Token).ConfigureAwait(false);
            return new HttpReply(request.RequestUri!, (int)response.StatusCode, Encoding.UTF8.GetString(bytes, 0, count), truncated)
            {
                Bytes = bytes.AsSpan(0, count).ToArray(),
                Headers = response.Headers.ToDictionary(field => field.Key, Value, StringComparer.OrdinalIgnoreCase),
                Challenges = response.Headers.TryGetValues("WWW-Authenticate", out IEnumerable<string>? challenges) ? challenges.ToArray() : Array.Empty<string>(),
            };
        }
        catch (Exception failure) when (PeerFailures.IsThePeers(failure, bound.IsCancellationRequested))
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    public void Dispose() => _handler?.Dispose();

    /// <summary>Ends a read from a timer's thread, where an exception (.NET Framework: of a stream in use) would end the process.</summary>
    private static void Close(Stream body)
    {
        try
        {
            body.Dispose();
        }
        catch (Exception)
        {
            // The reader gets the error from the read itself.
        }
    }

    /// <summary>.NET splits a Server field into products and comments, which are separated by spaces (RFC 9110 §10.2.4), not commas.</summary>
    private static string Value(KeyValuePair<string, IEnumerable<string>> field) =>
        string.Join(string.Equals(field.Key, "Server", StringComparison.OrdinalIgnoreCase) ? " " : ", ", field.Value);

    private static HttpClientHandler ForDevices(CertificatePin? pin) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        UseDefaultCredentials = false,
        MaxResponseHeadersLength = MaxHeadersKilobytes,
        SslProtocols = FrameworksChoice,
        ServerCertificateCustomValidationCallback = pin is null ? AcceptForIdentification : (_, certificate, _, _) => pin.Accepts(certificate),
    };

    private static bool AcceptForIdentification(
        HttpRequestMessage request, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors) => true;

    private static async Task<(byte[] Bytes, int Count, bool Truncated)> ReadAsync(Stream body, CancellationToken cancellation)
    {
        byte[] buffer = new byte[FirstBuffer];
        int count = 0;
        while (count < MaxBodyLength)
        {
            if (count == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(2 * count, MaxBodyLength));
            }

            int read = await body.ReadAsync(buffer, count, buffer.Length - count, cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                return (buffer, count, false);
            }

            count += read;
        }

        return (buffer, count, true);
    }
}
