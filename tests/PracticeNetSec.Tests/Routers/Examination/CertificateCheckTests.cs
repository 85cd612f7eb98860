// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Routers.Sources;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Examination;

/// <summary>The certificate that the inventory gives, and what a device on loopback shows.</summary>
public sealed class CertificateCheckTests
{
    [Theory]
    [InlineData(true, EvidenceCode.IdentityCertificateShown)]
    [InlineData(false, EvidenceCode.IdentityCertificateDiffers)]
    [InlineData(null, null)] // nothing listens
    public async Task A_device_shows_it_or_another_or_none(bool? isSame, string? code)
    {
        using ECDsa key = ECDsa.Create();
        using X509Certificate2 made = new CertificateRequest("CN=fritz.box", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using X509Certificate2 own = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Task serving = isSame is null ? Task.CompletedTask : ServeAsync(listener, own);
        if (isSame is null)
        {
            listener.Stop();
        }

        using HttpFetcher fetcher = new();
        string fingerprint = isSame == false ? new string('a', 64) : Convert.ToHexString(SHA256.HashData(own.RawData));
        RouterTarget target = new("router", IPAddress.Loopback, TimeSpan.FromSeconds(10)) { CertificateFingerprint = fingerprint };

        RouterIdentity? seen = await CertificateCheck.ReadAsync(fetcher, target, CancellationToken.None, port);

        await serving;
        Assert.Equal(code, seen!.Evidence.SingleOrDefault()?.Code);
    }

    [Fact]
    public async Task Without_one_in_the_inventory_nothing_is_sent()
    {
        using HttpFetcher fetcher = new();

        Assert.Null(await CertificateCheck.ReadAsync(fetcher, new RouterTarget("router", IPAddress.Loopback, TimeSpan.FromSeconds(1)), CancellationToken.None));
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using SslStream stream = new(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            _ = await stream.ReadAsync(new byte[4096]);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"u8.ToArray());
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            // The client ended the handshake.
        }
    }
}
