// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using Xunit;

namespace PracticeNetSec.Tests.Http;

/// <summary>A request with a pinned certificate, over real TLS.</summary>
public sealed class PinnedRequestTests
{
    /// <summary>Somebody in between who takes the connection after the first one: the login goes out on the second, with the challenge's answer.</summary>
    [Fact]
    public async Task A_request_over_TLS_does_not_reach_a_peer_with_another_certificate()
    {
        using X509Certificate2 own = New(), other = New();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        List<string> requests = [];
        Task serving = Task.Run(async () =>
        {
            foreach (X509Certificate2 shown in new[] { own, other, own })
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                await using SslStream stream = new(client.GetStream());
                string text = "";
                try
                {
                    await stream.AuthenticateAsServerAsync(shown);
                    byte[] request = new byte[4096];
                    text = Encoding.ASCII.GetString(request, 0, await stream.ReadAsync(request));
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"u8.ToArray());
                }
                catch (Exception refused) when (refused is IOException or AuthenticationException)
                {
                    // The client ended the handshake.
                }

                requests.Add(text);
            }
        });
        Uri page = new($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        using HttpFetcher unpinned = new();
        using HttpFetcher pinned = unpinned.WithPin(null);

        HttpReply?[] replies = [await GetAsync(), await GetAsync(), await GetAsync()];

        await serving;
        Assert.Equal([200, null, 200], replies.Select(reply => reply?.Status));
        Assert.Equal([false, true, false], requests.Select(request => request.Length == 0));

        Task<HttpReply?> GetAsync() => pinned.GetAsync(page, TimeSpan.FromSeconds(10), CancellationToken.None);
    }

    private static X509Certificate2 New()
    {
        using ECDsa key = ECDsa.Create();
        using X509Certificate2 made = new CertificateRequest("CN=fritz.box", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null); // SslStream of Windows takes no key that lives in memory alone
    }
}
