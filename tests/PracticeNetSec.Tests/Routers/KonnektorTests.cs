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
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FsCheck.Xunit;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Sources;
using Xunit;

namespace PracticeNetSec.Tests.Routers;

/// <summary>The TI Konnektor: told apart by one GET, possible where it refuses, and no forward may lead to it.</summary>
public sealed class KonnektorTests : IDisposable
{
    private const string Directory = """
        <?xml version="1.0" encoding="UTF-8"?>
        <ns:ConnectorServices xmlns:ns="http://ws.gematik.de/conn/ServiceDirectory/v3.1" xmlns:p="http://ws.gematik.de/int/version/ProductInformation/v1.1">
        <p:ProductInformation><p:ProductTypeInformation><p:ProductType>Konnektor</p:ProductType></p:ProductTypeInformation>
        <p:ProductIdentification><p:ProductVendorID>KOCOC</p:ProductVendorID><p:ProductCode>kocobox</p:ProductCode>
        <p:ProductVersion><p:Local><p:FWVersion>2.3.24</p:FWVersion></p:Local></p:ProductVersion></p:ProductIdentification>
        <p:ProductMiscellaneous><p:ProductVendorName/><p:ProductName>KoCoBox MED+</p:ProductName></p:ProductMiscellaneous></p:ProductInformation>
        <ns:TLSMandatory>true</ns:TLSMandatory><ns:ClientAutMandatory>true</ns:ClientAutMandatory></ns:ConnectorServices>
        """;

    private const string Konnektor = "192.168.2.20";

    // A loopback address of our own, so that nobody else's port is in the way.
    private static readonly IPAddress Host = IPAddress.Parse("127.43.0.7");
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly HttpFetcher _fetcher = new();
    private TcpListener? _listener;

    public void Dispose()
    {
        _fetcher.Dispose();
        _listener?.Dispose();
    }

    [Fact]
    public void The_service_directory_gives_product_firmware_and_TLS_requirements()
    {
        KonnektorService service = KonnektorService.TryParse(Directory)!;

        Assert.True(service.IsCertain);
        Assert.Equal("KOCOC KoCoBox MED+", service.Product);
        Assert.Equal(
            EvidenceOf.KonnektorDetails(
            [
                EvidenceOf.KonnektorDetail("ProductType", "Konnektor"),
                EvidenceOf.KonnektorDetail("ProductCode", "kocobox"),
                EvidenceOf.KonnektorDetail("FWVersion", "2.3.24"),
                EvidenceOf.KonnektorDetail("TLSMandatory", "true"),
                EvidenceOf.KonnektorDetail("ClientAutMandatory", "true"),
            ]),
            service.Evidence?.Stated());
    }

    [Theory]
    [InlineData("http://ws.gematik.de/conn/ServiceDirectory/v9.9", true)]
    [InlineData("http://ws.gematik.example/conn/ServiceDirectory/v3.1", false)]
    public void The_start_of_its_name_space_decides_not_the_version(string nameSpace, bool isOne) =>
        Assert.Equal(isOne, KonnektorService.TryParse($"<ConnectorServices xmlns=\"{nameSpace}\"/>") is not null);

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><ConnectorServices xmlns=\"http://ws.gematik.de/\"/>")]
    [InlineData("<html><body>login</body></html>")]
    [InlineData("")]
    public void Anything_else_and_every_entity_is_none(string body) => Assert.Null(KonnektorService.TryParse(body));

    [Property(MaxTest = 1000)]
    public bool No_page_makes_the_readers_throw(string? text, int place)
    {
        string body = Directory.Insert((place & int.MaxValue) % Directory.Length, text ?? "");
        _ = KonnektorService.TryParse(body);
        _ = KonnektorService.TryParse(text ?? "");
        _ = StatusPage.TryParse(body);
        return StatusPage.TryParse($"Digitalisierungsbox<sysName>{text}") is not null;
    }

    [Fact]
    public async Task A_server_that_talks_to_visitors_with_a_certificate_only_may_be_one()
    {
        SourceResult reading = await AskAsync(async (stream, certificate) =>
        {
            using SslStream tls = new(stream, false, (_, visitor, _, _) => visitor is not null);
            await tls.AuthenticateAsServerAsync(certificate, clientCertificateRequired: true, SslProtocols.Tls12, false);
            await tls.ReadExactlyAsync(new byte[1]);
        });

        DeviceFingerprint possible = Assert.Single(reading.Devices);
        Assert.Equal((DeviceRole.Konnektor, Confidence.Low), (possible.Role, possible.Confidence));
        Assert.Equal([8443], possible.Ports);
        Assert.Equal(EvidenceCode.KonnektorWantsCertificate, Assert.Single(possible.Evidence).Code);
        Assert.False(reading.IsKonnektor);
    }

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", true)]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", true)]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", false)]
    public async Task A_refusal_may_be_one_and_a_missing_page_is_none(string answer, bool possible)
    {
        SourceResult reading = await AskAsync((stream, certificate) => AnswerAsync(stream, certificate, answer));

        Assert.Equal(possible, reading.Devices.Any(device => device.Role == DeviceRole.Konnektor && device.Confidence == Confidence.Low));
        Assert.Equal(possible, Assert.Single(reading.Reports).Detail.Code == EvidenceCode.KonnektorPossible);
    }

    [Fact]
    public async Task One_get_recognises_it()
    {
        SourceResult reading = await AskAsync((stream, certificate) =>
            AnswerAsync(stream, certificate, $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(Directory)}\r\nConnection: close\r\n\r\n{Directory}"));

        Assert.True(reading.IsKonnektor);
        Assert.Equal("TI Konnektor KOCOC KoCoBox MED+", reading.Identity!.Model);
        Assert.Contains(EvidenceOf.KonnektorDetail("FWVersion", "2.3.24"), Assert.Single(reading.Devices).Evidence[0].StatedWithParts());
    }

    [Fact]
    public void A_forward_to_a_Konnektor_that_answered_inside_is_a_finding_and_exposes()
    {
        RouterExposure router = Assess([Forward(443, Konnektor)], new DeviceFingerprint { Role = DeviceRole.Konnektor, Address = Konnektor, Confidence = Confidence.High, Ports = [443], Evidence = [EvidenceOf.KonnektorDirectory("http://192.168.2.20/connector.sds")] });

        Finding finding = Assert.Single(router.Findings);
        Assert.Equal(("router.konnektor-forward", Verdict.Exposed), (finding.RuleId, router.Verdict));
        Assert.Contains(EvidenceOf.ForwardSeen("ipNatPresetTable", "tcp 443 -> 192.168.2.20:443"), finding.Evidence.Stated());
        Assert.Contains(finding.Evidence, each => each.Code == EvidenceCode.KonnektorDirectory);
        Assert.Contains("KBV Anlage 5 Nr. 4", finding.References);
    }

    [Theory]
    [InlineData("192.168.2.20", null, "router.konnektor-forward")]
    [InlineData("192.168.2.16/28", null, "router.konnektor-forward")]
    [InlineData("192.168.2.20", "198.51.100.7/32", "router.konnektor-forward-restricted")]
    [InlineData("192.168.2.21", null, null)]
    [InlineData("192.168.2.32/28", null, null)]
    [InlineData(null, null, null)]
    public void A_forward_to_a_Konnektor_named_by_the_caller_is_a_finding(string? inside, string? sender, string? rule)
    {
        PortForward forward = Forward(443, inside);
        forward.RemoteAddress = sender;
        RouterExposure router = new() { ComputerName = "walk", Vantage = Vantage.Recorded, ForwardsComplete = true, Forwards = [forward], KonnektorAddresses = [Konnektor] };
        router = router.Assessed();

        Assert.Equal(rule, router.Findings.SingleOrDefault()?.RuleId);
        Assert.Equal(rule == "router.konnektor-forward" ? Verdict.Exposed : Verdict.NotExposed, router.Verdict);
    }

    [Fact]
    public void Parallel_operation_is_reported_where_forwards_bypass_the_Konnektor()
    {
        RouterExposure router = Assess([Forward(443, "192.168.2.10")], new DeviceFingerprint { Role = DeviceRole.Konnektor, Address = Konnektor, Confidence = Confidence.High });

        Assert.Contains(EvidenceOf.RouterKonnektorBypassed(), router.Reasons);
    }

    [Fact]
    public void Possible_parallel_operation_is_reported_where_nothing_decides_it()
    {
        RouterExposure router = Assess([], new DeviceFingerprint { Role = DeviceRole.Konnektor, Address = Konnektor, Confidence = Confidence.High });

        Assert.Contains(EvidenceOf.RouterKonnektorParallel(), router.Reasons);
        Assert.DoesNotContain(Assess([]).Reasons, reason => reason.Code.Contains("konnektor", StringComparison.Ordinal));
    }

    [Fact]
    public void A_possible_Konnektor_is_a_reason_and_no_finding()
    {
        RouterExposure router = Assess([Forward(443, Konnektor)], new DeviceFingerprint { Role = DeviceRole.Konnektor, Address = Konnektor, Confidence = Confidence.Low, Ports = [443] });

        Assert.Empty(router.Findings);
        Assert.Contains(EvidenceOf.RouterKonnektorPossibleAt("192.168.2.20", "443"), router.Reasons);
    }

    [Fact]
    public void A_NAS_that_a_forward_leads_to_is_found_from_inside()
    {
        PortForward forward = Forward(8443, "192.168.2.30");
        forward.InternalStart = forward.InternalEnd = 443;
        DeviceFingerprint store = new() { Role = DeviceRole.Nas, Vendor = "QNAP", Address = "192.168.2.30", Confidence = Confidence.High, Ports = [443, 8080] };

        Finding finding = Assert.Single(Assess([forward], store).Findings);

        Assert.Equal(("router.nas-reachable", "8443"), (finding.RuleId, finding.Values[0]));
        Assert.Empty(Assess([Forward(443, "192.168.2.10")], store).Findings);
    }

    [Fact]
    public void Only_private_addresses_are_queried_each_once()
    {
        PortForward off = Forward(80, "192.168.2.99");
        off.Enabled = false;
        string?[] insides = ["192.168.2.10", "192.168.2.10", "8.8.8.8", "127.0.0.1", "169.254.169.254", "192.168.2.1", "192.168.2.0/24", "fe80::1", "fd00::5", null, "name"];

        IPAddress[] hosts = ForwardTargets.Hosts(IPAddress.Parse("192.168.2.1"), insides.Select(inside => Forward(443, inside)).Append(off));

        Assert.Equal(["192.168.2.10", "fd00::5"], hosts.Select(host => host.ToString()));
    }

    [Fact]
    public async Task Machines_that_the_router_alone_reports_are_named_and_not_contacted()
    {
        ForwardTargets targets = new(null, []);

        SourceResult reading = await targets.ReadAsync(
            new RouterTarget("192.168.2.1", IPAddress.Parse("192.168.2.1"), TimeSpan.FromSeconds(1)), [Forward(443, "192.168.2.10")], CancellationToken.None);

        SourceReport report = Assert.Single(reading.Reports);
        Assert.Equal(EvidenceOf.TargetsNotContacted(1, "192.168.2.10"), report.Detail.Stated());
        Assert.False(report.Complete || report.Failed);
    }

    private static RouterExposure Assess(PortForward[] forwards, params DeviceFingerprint[] devices)
    {
        RouterExposure router = new() { ComputerName = "192.168.2.1", Vantage = Vantage.Inside, ForwardsComplete = true, Forwards = forwards, Devices = devices };
        return router.Assessed();
    }

    private static PortForward Forward(int port, string? inside) => new()
    {
        Protocol = "tcp",
        ExternalStart = port,
        ExternalEnd = port,
        InternalAddress = inside,
        InternalStart = port,
        InternalEnd = port,
        Source = "ipNatPresetTable",
    };

    private static async Task AnswerAsync(Stream stream, X509Certificate2 certificate, string answer)
    {
        using SslStream tls = new(stream);
        await tls.AuthenticateAsServerAsync(certificate);
        _ = await tls.ReadAsync(new byte[4096]);
        await tls.WriteAsync(Encoding.UTF8.GetBytes(answer));
    }

    private async Task<SourceResult> AskAsync(Func<Stream, X509Certificate2, Task> serve)
    {
        using RSA key = RSA.Create(2048);
        using X509Certificate2 made = new CertificateRequest("CN=konnektor", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.Now.AddDays(-1), DateTimeOffset.Now.AddDays(1));
        using X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        _listener = new TcpListener(Host, 8443);
        _listener.Start();
        Task serving = ServeAsync(_listener, stream => serve(stream, certificate));
        RouterTarget target = new("konnektor", Host, Timeout) { Ports = [new PortResult { Port = 8443, State = PortState.Open }] };
        SourceResult reading = await new KonnektorSource(_fetcher).ReadAsync(target, CancellationToken.None);
        _listener.Stop();
        await serving;
        return reading;
    }

    private static async Task ServeAsync(TcpListener listener, Func<Stream, Task> serve)
    {
        while (true)
        {
            try
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                await serve(client.GetStream());
            }
            catch (Exception left) when (left is IOException or AuthenticationException)
            {
                // The visitor left in the middle, as it does when it only looks.
            }
            catch (Exception stopped) when (stopped is SocketException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
