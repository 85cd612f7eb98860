// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Routers.Sources;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Examination;

/// <summary>Who may get the practice's community or login: the ports are scripted, no packet is sent.</summary>
public sealed class DeviceConfirmationTests
{
    private const string Address = "203.0.113.7";
    private const string Box = "Digitalisierungsbox Premium";
    private const string Name = "praxis.example";

    [Theory]
    [InlineData(Name, Box, Box, true)]
    [InlineData(Address, Box, Box, true)]
    [InlineData(Name, Box, "FRITZ!Box 7590", false)] // the address is another customer's by now
    [InlineData(Name, Box, null, false)]
    [InlineData(Address, Box, null, false)]
    [InlineData(Name, null, Box, false)] // nothing in the inventory that could confirm it
    [InlineData(Address, null, null, true)] // an address that the caller named
    public async Task A_secret_is_sent_to_a_public_address_once_the_device_is_confirmed(string wanAddress, string? model, string? shown, bool isSent)
    {
        Recorder secret = new("SNMP"), harmless = new("UPnP");

        RouterExposure router = await ExamineAsync(Address, new Practice { PracticeId = "A", WanAddress = wanAddress, RouterModel = model }, shown, secret, harmless);

        Assert.Equal((isSent ? 1 : 0, isSent ? 0 : 1), (secret.Reads, harmless.Reads));
        Assert.Equal(isSent, !router.Sources.Any(source => source.Detail.Code is EvidenceCode.SourceSecretUnconfirmed or EvidenceCode.SourceSecretNothingToConfirm));
    }

    [Theory]
    [InlineData("A1", true)]
    [InlineData("B2", false)]
    [InlineData(null, false)] // many customers of a provider have the same model
    public async Task Where_the_inventory_gives_a_serial_number_the_model_alone_confirms_nothing(string? shown, bool isSent)
    {
        Recorder secret = new("SNMP");

        await ExamineAsync(
            Address, new Practice { PracticeId = "A", WanAddress = Name, RouterModel = Box, RouterSerialNumber = "A1" }, new RouterIdentity { Model = Box, SerialNumber = shown, Confidence = Confidence.High }, secret, new Recorder("UPnP"));

        Assert.Equal(isSent ? 1 : 0, secret.Reads);
    }

    [Theory]
    [InlineData("100.64.7.9")] // RFC 6598: another customer of the same provider
    [InlineData("192.0.0.2")] // RFC 6333: the end of a DS-Lite tunnel
    public async Task An_address_that_the_provider_gives_to_its_customers_is_not_inside(string address)
    {
        Recorder secret = new("SNMP");

        await ExamineAsync(address, new Practice { PracticeId = "A", WanAddress = address, RouterModel = Box }, (RouterIdentity?)null, secret, new Recorder("UPnP"));

        Assert.Equal(0, secret.Reads);
    }

    [Theory]
    [InlineData("localhost", "localhost", Box, null, false)] // whoever answers for the name chooses the device
    [InlineData("localhost", "localhost", Box, Box, true)]
    [InlineData("localhost", "localhost", null, null, true)] // a router inside that nothing describes
    [InlineData("127.0.0.1", "localhost", Box, null, false)] // an audit examines the address of the name
    [InlineData("127.0.0.1", "127.0.0.1", Box, null, true)]
    [InlineData("127.0.0.1", null, Box, null, true)]
    public async Task A_name_that_leads_to_a_private_address_is_confirmed_where_the_inventory_can(string named, string? routerAddress, string? model, string? shown, bool isSent)
    {
        Recorder secret = new("SNMP");
        Practice practice = new() { PracticeId = "A", RouterAddress = routerAddress, RouterModel = model };

        await ExamineAsync(named, practice, shown, secret, new Recorder("UPnP"), options => options.Vantage = Vantage.Inside);

        Assert.Equal(isSent ? 1 : 0, secret.Reads);
    }

    [Theory]
    [InlineData(null, Name, false)] // the only address is a name, and an audit examines what it leads to
    [InlineData(null, Address, true)]
    [InlineData(Address, "router.praxis", true)] // the examined address is one that the inventory names
    [InlineData(Name, "192.168.2.1", false)]
    public async Task A_name_for_the_router_is_a_name_too(string? wanAddress, string routerAddress, bool isSent)
    {
        Recorder secret = new("SNMP");

        await ExamineAsync(Address, new Practice { PracticeId = "A", WanAddress = wanAddress, RouterAddress = routerAddress }, (RouterIdentity?)null, secret, new Recorder("UPnP"));

        Assert.Equal(isSent ? 1 : 0, secret.Reads);
    }

    [Fact]
    public async Task The_switch_sends_it_all_the_same()
    {
        Recorder secret = new("SNMP");

        await ExamineAsync(Address, new Practice { PracticeId = "A", WanAddress = Name }, (RouterIdentity?)null, secret, new Recorder("UPnP"), options => options.AllowUnconfirmedDevice = true);

        Assert.Equal(1, secret.Reads);
    }

    [Fact]
    public async Task The_community_that_everybody_knows_is_no_secret()
    {
        Recorder secret = new("SNMP");

        await ExamineAsync(Address, new Practice { PracticeId = "A", WanAddress = Name }, (RouterIdentity?)null, secret, new Recorder("UPnP"), options => options.Community = "public");

        Assert.Equal(1, secret.Reads);
    }

    [Fact]
    public async Task A_login_is_a_secret_beside_the_community_that_everybody_knows()
    {
        Recorder secret = new("SNMP");

        RouterExposure router = await ExamineAsync(
            Address, new Practice { PracticeId = "A", WanAddress = Name }, (RouterIdentity?)null, secret, new Recorder("UPnP"), options => (options.Community, options.Credential) = ("public", new Credential("praxis", "geheim")));

        Assert.Equal(0, secret.Reads);
        Assert.Equal("TR-064", Assert.Single(router.Sources, source => source.Detail.Code == EvidenceCode.SourceSecretNothingToConfirm).Source);
    }

    [Fact]
    public async Task Another_address_of_the_practice_is_confirmed_by_itself()
    {
        Recorder secret = new("SNMP"), harmless = new("UPnP");

        await ExamineAsync("127.0.0.1", new Practice { PracticeId = "A", FurtherWanAddresses = [Address] }, (RouterIdentity?)null, secret, harmless);

        Assert.Equal((1, 1), (secret.Reads, harmless.Reads));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_inventorys_certificate_confirms_a_device_that_says_nothing_of_itself(bool isShown)
    {
        Practice practice = new() { PracticeId = "A", WanAddress = Name, RouterCertificate = new string('a', 64) };

        Assert.Equal(isShown ? null : EvidenceCode.SourceSecretUnconfirmed, (await WithheldAsync(practice, new RouterIdentity(), isShown))?.Code);
    }

    [Fact]
    public async Task Neither_serial_number_nor_model_replaces_the_inventorys_certificate()
    {
        Practice practice = new() { PracticeId = "A", WanAddress = Name, RouterCertificate = new string('a', 64), RouterSerialNumber = "A1", RouterModel = Box };

        Evidence? withheld = await WithheldAsync(practice, new RouterIdentity { Model = Box, SerialNumber = "A1", Confidence = Confidence.High }, isShown: false);

        Assert.Equal(EvidenceCode.SourceSecretUnconfirmed, withheld?.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public async Task The_certificate_is_part_of_what_an_examination_knows_of_the_device(bool? expected)
    {
        Practice practice = new() { PracticeId = "A", WanAddress = Address, RouterModel = Box, RouterCertificate = new string('a', 64) };
        using PortScanner scanner = Closed();
        using HttpFetcher fetcher = new(new Peer(isThere: expected == true));
        using RouterExaminer examiner = new(
            new RouterExaminationOptions { Vantage = Vantage.Outside, Ports = [443] },
            new RouterSources { Management = [new Recorder("UPnP") { Identity = new RouterIdentity { Model = Box, Confidence = Confidence.High } }] },
            scanner,
            fetcher);

        RouterExposure router = await examiner.ExamineAsync(Address, practice, CancellationToken.None);

        Assert.Equal(expected, router.IsPracticesDevice());
    }

    /// <summary>The pin itself is tested with TLS: here its peer is accepted, or not there.</summary>
    private static async Task<Evidence?> WithheldAsync(Practice practice, RouterIdentity shown, bool isShown)
    {
        using HttpFetcher fetcher = new(new Peer(isShown));
        using PortScanner scanner = Closed();
        RouterSources sources = new() { Management = [new Recorder("SNMP")], Confirming = [new Recorder("page") { Identity = shown }] };
        RouterTarget target = new(Address, IPAddress.Parse(Address), TimeSpan.FromSeconds(1)) { CertificateFingerprint = practice.RouterCertificate };
        RouterIdentity? certified = await CertificateCheck.ReadAsync(fetcher, target, CancellationToken.None);
        return await new DeviceConfirmation(new RouterExaminationOptions { Community = "praxis-lesen" }, sources, scanner).WithheldAsync(target, practice, certified, false, CancellationToken.None);
    }

    private static PortScanner Closed() =>
        new(new PortScanOptions(), (_, _, _) => Task.FromResult(new ConnectOutcome(PortState.Closed, TimeSpan.FromMilliseconds(1))));

    private static Task<RouterExposure> ExamineAsync(
        string address, Practice practice, string? shown, Recorder secret, Recorder harmless, Action<RouterExaminationOptions>? change = null) =>
        ExamineAsync(address, practice, shown is null ? null : new RouterIdentity { Model = shown, Confidence = Confidence.High }, secret, harmless, change);

    private static async Task<RouterExposure> ExamineAsync(
        string address, Practice practice, RouterIdentity? shown, Recorder secret, Recorder harmless, Action<RouterExaminationOptions>? change = null)
    {
        RouterExaminationOptions options = new() { Vantage = Vantage.Outside, Ports = [443], Community = "praxis-lesen" };
        change?.Invoke(options);
        RouterSources sources = new()
        {
            Management = [secret],
            WithoutSecrets = [harmless],
            Confirming = [new Recorder("page") { Identity = shown }],
        };
        using PortScanner scanner = Closed();
        using RouterExaminer examiner = new(options, sources, scanner);
        return await examiner.ExamineAsync(address, practice, CancellationToken.None);
    }

    private sealed class Peer(bool isThere) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            isThere ? Task.FromResult(new HttpResponseMessage { Content = new StringContent("") }) : throw new HttpRequestException("no answer");
    }

    private sealed class Recorder(string name) : IRouterSource
    {
        private int _reads;

        public string Name => name;

        public int Reads => _reads;

        public RouterIdentity? Identity { get; init; }

        public Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _reads);
            return Task.FromResult(new SourceResult(new SourceReport { Source = name }) { Identity = Identity });
        }
    }
}
