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

    [Fact]
    public async Task The_switch_sends_it_all_the_same()
    {
        Recorder secret = new("SNMP");

        await ExamineAsync(Address, new Practice { PracticeId = "A", WanAddress = Name }, null, secret, new Recorder("UPnP"), options => options.AllowUnconfirmedDevice = true);

        Assert.Equal(1, secret.Reads);
    }

    [Fact]
    public async Task The_community_that_everybody_knows_is_no_secret()
    {
        Recorder secret = new("SNMP");

        await ExamineAsync(Address, new Practice { PracticeId = "A", WanAddress = Name }, null, secret, new Recorder("UPnP"), options => options.Community = "public");

        Assert.Equal(1, secret.Reads);
    }

    [Fact]
    public async Task A_login_is_a_secret_beside_the_community_that_everybody_knows()
    {
        Recorder secret = new("SNMP");

        RouterExposure router = await ExamineAsync(
            Address, new Practice { PracticeId = "A", WanAddress = Name }, null, secret, new Recorder("UPnP"), options => (options.Community, options.Credential) = ("public", new Credential("praxis", "geheim")));

        Assert.Equal(0, secret.Reads);
        Assert.Equal("TR-064", Assert.Single(router.Sources, source => source.Detail.Code == EvidenceCode.SourceSecretNothingToConfirm).Source);
    }

    [Fact]
    public async Task Another_address_of_the_practice_is_confirmed_by_itself()
    {
        Recorder secret = new("SNMP"), harmless = new("UPnP");

        await ExamineAsync("127.0.0.1", new Practice { PracticeId = "A", FurtherWanAddresses = [Address] }, null, secret, harmless);

        Assert.Equal((1, 1), (secret.Reads, harmless.Reads));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_inventorys_certificate_confirms_a_device_that_says_nothing_of_itself(bool isShown)
    {
        // The pin itself is tested with TLS: here its peer is accepted, or not there.
        using HttpFetcher fetcher = new(new Peer(isShown));
        using PortScanner scanner = Closed();
        DeviceConfirmation confirmation = new(new RouterExaminationOptions { Community = "praxis-lesen" }, new RouterSources { Management = [new Recorder("SNMP")] }, scanner, fetcher);
        Practice practice = new() { PracticeId = "A", WanAddress = Name, RouterCertificate = new string('a', 64) };

        Evidence? withheld = await confirmation.WithheldAsync(new RouterTarget(Address, IPAddress.Parse(Address), TimeSpan.FromSeconds(1)), practice, false, CancellationToken.None);

        Assert.Equal(isShown ? null : EvidenceCode.SourceSecretUnconfirmed, withheld?.Code);
    }

    private static PortScanner Closed() =>
        new(new PortScanOptions(), (_, _, _) => Task.FromResult(new ConnectOutcome(PortState.Closed, TimeSpan.FromMilliseconds(1))));

    private static async Task<RouterExposure> ExamineAsync(
        string address, Practice practice, string? shown, Recorder secret, Recorder harmless, Action<RouterExaminationOptions>? change = null)
    {
        RouterExaminationOptions options = new() { Vantage = Vantage.Outside, Ports = [443], Community = "praxis-lesen" };
        change?.Invoke(options);
        RouterSources sources = new()
        {
            Management = [secret],
            WithoutSecrets = [harmless],
            Confirming = [new Recorder("page") { Identity = shown is null ? null : new RouterIdentity { Model = shown, Confidence = Confidence.High } }],
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
