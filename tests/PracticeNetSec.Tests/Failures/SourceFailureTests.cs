// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Routers.Sources;
using Xunit;

namespace PracticeNetSec.Tests.Failures;

/// <summary>What one source throws costs that source: the others' results stay, and nothing is cleared by it.</summary>
public class SourceFailureTests
{
    private static readonly PortForward Forward = new()
    {
        Source = "walk",
        Protocol = "tcp",
        ExternalStart = 445,
        ExternalEnd = 445,
        InternalAddress = "192.168.2.10",
        InternalStart = 445,
        InternalEnd = 445,
    };

    [Theory]
    [MemberData(nameof(FaultySource.Kinds), MemberType = typeof(FaultySource))]
    public async Task Management_that_throws_leaves_ports_and_other_sources(string kind)
    {
        RouterExposure router = await ExamineAsync(
            new RouterSources
            {
                Management = [new Fixed("TR-064", new RouterIdentity { Model = "Box", Confidence = Confidence.High }), new FaultySource("SNMP", FaultySource.Of(kind)), new Fixed("UPnP", null)],
                Pages = [new Fixed("connector.sds", null)],
            });

        Assert.Equal("Box", router.Identity.Model);
        Assert.Equal(["TR-064", "SNMP", "UPnP", "connector.sds", "ports", "vantage", "vantage", "port confirmation"], router.Sources.Select(source => source.Source));
        AssertNotRead(router, "SNMP");
    }

    [Theory]
    [MemberData(nameof(FaultySource.Kinds), MemberType = typeof(FaultySource))]
    public async Task A_page_that_throws_leaves_the_management_and_the_open_port(string kind)
    {
        RouterExposure router = await ExamineAsync(
            new RouterSources
            {
                Management = [new Fixed("TR-064", new RouterIdentity { Model = "Box" })],
                Pages = [new IdentityPageSource(new FaultySource("status.xml", FaultySource.Of(kind)), new Fixed("boxinfo.xml", new RouterIdentity { SerialNumber = "1" }))],
            });

        Assert.Equal(("Box", "1"), (router.Identity.Model, router.Identity.SerialNumber));
        AssertNotRead(router, "status.xml");
    }

    [Fact]
    public async Task A_port_that_cannot_be_measured_leaves_the_others_and_is_no_silence()
    {
        using PortScanner scanner = new(new PortScanOptions(), (target, _, _) => target.Port == 445
            ? throw new SocketException((int)SocketError.TooManyOpenSockets, FaultySource.SystemText)
            : Task.FromResult(new ConnectOutcome(target.Port == 443 ? PortState.Open : PortState.Closed, TimeSpan.FromMilliseconds(1))));

        RouterExposure router = await ExamineAsync(new RouterSources(), scanner);

        Assert.Equal(PortState.Open, router.Ports.Single(port => port.Port == 443).State);
        PortResult missing = router.Ports.Single(port => port.Port == 445);
        Assert.Equal((PortState.Unreachable, EvidenceOf.CauseNoFreeSocket(), (TimeSpan?)null), (missing.State, missing.Failure, missing.Latency));
        SourceReport ports = router.Sources.Single(source => source.Source == "ports");
        Assert.True(ports.Failed && !ports.Complete);
        Assert.Equal([EvidenceOf.SourcePortsMeasured(PortList.Default.Count - 1, 1), EvidenceOf.SourcePortsNotMeasured(1, EvidenceOf.CauseNoFreeSocket())], ports.Parts.Stated());
        Assert.Equal(Verdict.Undetermined, router.Verdict);
    }

    [Fact]
    public async Task A_port_that_a_source_depends_on_is_not_reported_as_closed_when_it_was_not_measured()
    {
        using PortScanner scanner = new(new PortScanOptions(), (_, _, _) => throw new SocketException((int)SocketError.TooManyOpenSockets, FaultySource.SystemText));
        using HttpFetcher fetcher = new();
        RouterTarget target = new("router", IPAddress.Loopback, TimeSpan.FromSeconds(1), scanner);

        SourceResult reading = await SourceGuard.ReadAsync(new Tr064Source(fetcher, null), target, CancellationToken.None);

        SourceReport report = Assert.Single(reading.Reports);
        Assert.True(report.Failed);
        Assert.Equal(EvidenceOf.SourceNotRead(EvidenceOf.CausePortNotMeasured(49000, EvidenceOf.CauseNoFreeSocket())), report.Detail.Stated());
    }

    [Fact]
    public async Task Control_ports_that_cannot_be_measured_are_reported()
    {
        using PortScanner scanner = new(new PortScanOptions(), (target, _, _) => target.Port >= 49152
            ? throw new SocketException((int)SocketError.TooManyOpenSockets, FaultySource.SystemText)
            : Task.FromResult(new ConnectOutcome(PortState.Open, TimeSpan.FromMilliseconds(1))));

        RouterExposure router = await ExamineAsync(new RouterSources(), scanner);

        Assert.False(router.AcceptsAllPorts);
        Assert.True(router.Sources.Single(source => source.Source == "control ports").Failed);
        Assert.Equal(Verdict.Exposed, router.Verdict);
    }

    [Fact]
    public async Task Without_any_failure_the_same_device_is_cleared()
    {
        RouterExposure router = await ExamineAsync(new RouterSources { Management = [new Fixed("TR-064", new RouterIdentity { Model = "Box" })], Pages = [new Fixed("services", null) { Services = new() { [443] = "https" } }] });

        Assert.Equal(Verdict.NotExposed, router.Verdict);
        Assert.DoesNotContain(router.Sources, source => source.Failed);
    }

    [Fact]
    public async Task What_another_source_shows_is_still_exposed()
    {
        RouterExposure router = await ExamineAsync(new RouterSources { Management = [new FaultySource("UPnP", new NotSupportedException()), new Fixed("SNMP", null, Forward)] });

        Assert.Equal(Verdict.Exposed, router.Verdict);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_yields_no_result()
    {
        using CancellationTokenSource caller = new(TimeSpan.FromMilliseconds(200));
        RouterSources sources = new() { Management = [new FaultySource("SNMP", null), new FaultySource("UPnP", new ArgumentNullException())] };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ExamineAsync(sources, null, caller.Token));
    }

    [Fact]
    public async Task One_host_behind_a_forward_does_not_hide_another()
    {
        using PortScanner scanner = Scanner();
        Fixed konnektor = new("connector.sds", null) { Devices = [new DeviceFingerprint { Role = DeviceRole.Konnektor, Model = "K" }] };
        ForwardTargets targets = new(scanner, [konnektor, new FaultySource("fingerprint", new InvalidOperationException(FaultySource.SystemText))]);

        SourceResult reading = await targets.ReadAsync(new RouterTarget("router", IPAddress.Loopback, TimeSpan.FromSeconds(1)), [Forward], CancellationToken.None);

        Assert.Equal("192.168.2.10", Assert.Single(reading.Devices).Address);
        SourceReport report = Assert.Single(reading.Reports);
        Assert.True(report.Failed && !report.Complete);
        Assert.Equal(
            EvidenceOf.TargetsSourceFailed("192.168.2.10", "fingerprint", [EvidenceOf.SourceNotRead(EvidenceOf.CauseUnexpected("InvalidOperationException"))]),
            report.Parts[^1].Stated());
    }

    private static void AssertNotRead(RouterExposure router, string source)
    {
        SourceReport report = router.Sources.Single(report => report.Source == source);
        Assert.True(report.Failed);
        Assert.False(report.Complete);
        Assert.Equal(EvidenceCode.SourceNotRead, report.Detail.Code);
        Assert.Equal(PortState.Open, router.Ports.Single(port => port.Port == 443).State);
        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Contains(EvidenceOf.CheckSourcesFailed([source]), router.Reasons);
        Assert.All(router.Sources.Select(seen => seen.Detail).Concat(router.Reasons), evidence => Assert.DoesNotContain("Socket ist nicht", evidence.Text, StringComparison.Ordinal));
    }

    private static PortScanner Scanner() => new(
        new PortScanOptions(), (target, _, _) => Task.FromResult(new ConnectOutcome(target.Port == 443 ? PortState.Open : PortState.Closed, TimeSpan.FromMilliseconds(1))));

    /// <summary>A device seen from outside, port 443 open and everything else closed; nothing is sent.</summary>
    private static async Task<RouterExposure> ExamineAsync(RouterSources sources, PortScanner? scanner = null, CancellationToken cancellation = default)
    {
        using PortScanner ports = scanner ?? Scanner();
        RouterExaminationOptions options = new() { Vantage = Vantage.Outside };
        options.Proof.Add(PortList.Default, "a canary", DateTimeOffset.UtcNow);
        using RouterExaminer examiner = new(options, sources, ports);
        return await examiner.ExamineAsync("127.0.0.1", null, cancellation);
    }

    private sealed class Fixed(string name, RouterIdentity? identity, params PortForward[] forwards) : IRouterSource
    {
        public string Name => name;

        public DeviceFingerprint[] Devices { get; init; } = [];

        public Dictionary<int, string> Services { get; init; } = [];

        public Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation) =>
            Task.FromResult(new SourceResult(new SourceReport { Source = name, Complete = true }) { Identity = identity, Forwards = forwards, Devices = Devices, Services = Services });
    }
}
