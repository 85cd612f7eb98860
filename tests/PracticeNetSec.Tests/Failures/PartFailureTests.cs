// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.FileServices;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Client;
using PracticeNetSec.Snmp.Recorded;
using PracticeNetSec.Tests.Snmp;
using Xunit;

namespace PracticeNetSec.Tests.Failures;

/// <summary>Siblings of the router's sources: SNMP requests, file services, servers and the steps of an audit.</summary>
public class PartFailureTests
{
    private static readonly ObjectIdentifier SysDescr = ObjectIdentifier.Parse("1.3.6.1.2.1.1.1.0");

    [Fact]
    public async Task An_snmp_request_that_this_machine_cannot_make_is_no_silence()
    {
        using LoopbackAgent agent = new(new MibTree().Add(SysDescr.ToString(), SnmpValue.OctetString("be.IP"u8.ToArray())));
        Faulty security = new() { FailingSeals = 1 };
        using SnmpClient client = new(agent.EndPoint, security, new SnmpClientOptions());

        SnmpObjects first = await client.GetAsync([SysDescr], default);
        SnmpObjects second = await client.GetAsync([SysDescr], default);

        Assert.Equal(SnmpOutcome.Failed, first.Outcome);
        Assert.Equal(EvidenceOf.SnmpNotQueried(agent.EndPoint.ToString(), EvidenceOf.CauseCryptographyFailed()), first.Reason);
        Assert.Equal(EvidenceOf.CauseCryptographyFailed(), client.LocalFailure);
        Assert.Equal("be.IP", second[SysDescr]?.AsText());
    }

    [Fact]
    public async Task A_datagram_that_makes_a_decoder_throw_does_not_end_the_receive()
    {
        using LoopbackAgent agent = new(new MibTree().Add(SysDescr.ToString(), SnmpValue.OctetString("be.IP"u8.ToArray())));
        Faulty security = new() { FailingOpens = 1 };
        using SnmpClient client = new(agent.EndPoint, security, new SnmpClientOptions());

        SnmpObjects answer = await client.GetAsync([SysDescr], default);

        Assert.Equal("be.IP", answer[SysDescr]?.AsText());
        Assert.Null(client.LocalFailure);
    }

    [Fact]
    public async Task A_table_that_cannot_be_read_leaves_the_reported_identity()
    {
        RecordedWalk walk = RecordedWalk.Load(Path.Combine(Root(), "samples", "celle", "walk-fault.txt"), CancellationToken.None);
        SourceResult whole = await DeviceReading.ReadAsync(walk, CancellationToken.None);

        SourceResult reading = await DeviceReading.ReadAsync(new Breaking(walk, tables: 3), CancellationToken.None);

        Assert.NotNull(whole.Identity!.Model);
        Assert.Equal((whole.Identity.Model, whole.Firmware?.ToString()), (reading.Identity!.Model, reading.Firmware?.ToString()));
        Assert.Equal(whole.Forwards.Count, reading.Forwards.Count);
        Assert.False(reading.ForwardsComplete);
        Assert.Equal(EvidenceOf.SourceNotRead(EvidenceOf.CauseUnexpected("InvalidCastException")), Assert.Single(reading.Reports, report => report.Failed).Detail.Stated());
    }

    [Fact]
    public async Task File_services_that_fail_leave_what_smb_showed()
    {
        using TcpListener closed = new(IPAddress.Loopback, 0);
        closed.Start();
        int port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        ShareExaminationOptions options = new()
        {
            Vantage = Vantage.Outside,
            StepTimeout = TimeSpan.FromSeconds(2),
            Services = [FileService.Ftp],
            ServicePorts = _ => throw new InvalidOperationException(FaultySource.SystemText),
        };

        ShareReachability result = await ShareExaminer.ExamineAsync("server", IPAddress.Loopback, port, options, CancellationToken.None);

        Assert.Equal(PortState.Closed, result.State);
        Assert.Contains(EvidenceOf.SharePartNotChecked("file services", EvidenceOf.CauseUnexpected("InvalidOperationException")), result.Reasons);

        // Closed from outside alone would clear this port; what FTP would have shown is not known.
        Assert.Equal(Verdict.Undetermined, result.Verdict);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_still_ends_an_examination()
    {
        using CancellationTokenSource caller = new();
        ShareExaminationOptions options = new()
        {
            Services = [FileService.Ftp],
            ServicePorts = _ =>
            {
                caller.Cancel();
                throw new InvalidOperationException();
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ShareExaminer.ExamineAsync("server", IPAddress.Loopback, 9, options, caller.Token));
    }

    [Fact]
    public async Task An_audit_keeps_the_ports_whatever_the_router_throws()
    {
        RouterSources sources = new() { Management = [new FaultySource("SNMP", new CryptographicException(FaultySource.SystemText))], Pages = [new FaultySource("fingerprint", new SocketException((int)SocketError.NotConnected, FaultySource.SystemText))] };

        PracticeAudit audit = await AuditAsync(sources, new Practice { PracticeId = "A", WanAddress = "127.0.0.1" }, Vantage.Outside);

        Assert.Equal(PortState.Open, audit.RouterExposure!.Ports.Single(port => port.Port == 443).State);
        Assert.Equal(2, audit.RouterExposure.Sources.Count(source => source.Failed));
        Assert.Equal(Verdict.Undetermined, audit.Verdict);
        Assert.DoesNotContain(audit.Reasons, reason => reason.Code is EvidenceCode.AuditInterrupted or EvidenceCode.AuditSharesTimeout);
        Assert.DoesNotContain(audit.Reasons, reason => reason.Text.Contains("Socket ist nicht", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_cannot_be_examined_leaves_the_servers_before_and_after_it()
    {
        Practice practice = new() { PracticeId = "A", RouterAddress = "127.0.0.1", Servers = ["127.0.0.1", "300.1.2.3", "127.0.0.2"] };

        PracticeAudit audit = await AuditAsync(new RouterSources(), practice, Vantage.Inside);

        Assert.Equal(practice.Servers, audit.ShareReachability.Select(server => server.ComputerName));
        Assert.Equal(EvidenceOf.InputNoHost("300.1.2.3"), Assert.Single(audit.ShareReachability[1].Reasons));
        Assert.Equal(Verdict.Undetermined, audit.ShareReachability[1].Verdict);
        Assert.NotNull(audit.RouterExposure);
        Assert.NotEqual(Verdict.NotExposed, audit.Verdict);
    }

    [Theory]
    [InlineData(false, ChangeState.Resolved)]
    [InlineData(true, ChangeState.Undetermined)]
    public void A_finding_is_not_resolved_by_a_source_that_failed(bool failed, ChangeState state)
    {
        ExposureSnapshot before = new() { PracticeId = "A", Verdict = Verdict.Exposed, Findings = [new SnapshotFinding { RuleId = "router.self-opening", Key = "router.self-opening @" }] };
        RouterExposure router = new() { PracticeId = "A", Verdict = Verdict.AtRisk, Sources = [new SourceReport { Source = "SNMP", Complete = true, Failed = failed }] };
        ExposureSnapshot after = ExposureSnapshot.From(router, []);
        after.PracticeId = "A";

        Assert.Equal(state, SnapshotComparison.Compare([before], [after]).Single().State);
    }

    [Fact]
    public void A_file_service_that_failed_is_not_evidence_of_safety()
    {
        ShareReachability seen = new()
        {
            Port = 445,
            State = PortState.Closed,
            Vantage = Vantage.Outside,
            FileServices = [new FileServiceResult { Service = FileService.Nfs, Port = 2049, State = PortState.Open, Failed = true }],
        };

        seen = seen.Assessed();

        Assert.Equal(Verdict.Undetermined, seen.Verdict);
    }

    private static async Task<PracticeAudit> AuditAsync(RouterSources sources, Practice practice, Vantage vantage)
    {
        using PortScanner ports = new(
            new PortScanOptions(), (target, _, _) => Task.FromResult(new ConnectOutcome(target.Port == 443 ? PortState.Open : PortState.Closed, TimeSpan.FromMilliseconds(1))));
        AuditOptions options = new() { Force = true, ShareTimeout = TimeSpan.FromSeconds(1), Router = new RouterExaminationOptions { Vantage = vantage } };
        using PracticeAuditor auditor = new(options, made => new RouterExaminer(made.Router, sources, ports));
        return await auditor.AuditAsync(practice, CancellationToken.None);
    }

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PracticeNetSec.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    /// <summary>A device of whose tables only the first can be read.</summary>
    private sealed class Breaking(ISnmpSource inner, int tables) : ISnmpSource
    {
        private int _read;

        public string Kind => inner.Kind;

        public System.Net.IPAddress? Agent => inner.Agent;

        public Task<SnmpObjects> GetAsync(IReadOnlyList<ObjectIdentifier> names, CancellationToken cancellation) => inner.GetAsync(names, cancellation);

        public Task<SnmpTable> ReadTableAsync(TableRequest request, CancellationToken cancellation) =>
            Interlocked.Increment(ref _read) > tables ? throw new InvalidCastException(FaultySource.SystemText) : inner.ReadTableAsync(request, cancellation);
    }

    /// <summary>Community security on a machine whose cryptography or decoding fails a given number of times.</summary>
    private sealed class Faulty : IMessageSecurity
    {
        private readonly CommunitySecurity _inner = new(SnmpVersion.V2C, "public");

        public int FailingSeals { get; set; }

        public int FailingOpens { get; set; }

        public SnmpVersion Version => _inner.Version;

        public Evidence Silence(string agent, TimeSpan timeout) => _inner.Silence(agent, timeout);

        public byte[] Encode(SnmpPdu request) => FailingSeals-- > 0 ? throw new CryptographicException(FaultySource.SystemText) : _inner.Encode(request);

        public DecodedMessage Decode(ReadOnlyMemory<byte> datagram) => FailingOpens-- > 0 ? throw new ArgumentOutOfRangeException(nameof(datagram)) : _inner.Decode(datagram);

        public Evidence? RefusalIn(SnmpPdu report) => _inner.RefusalIn(report);
    }
}
