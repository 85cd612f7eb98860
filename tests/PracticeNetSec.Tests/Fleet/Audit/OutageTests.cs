// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Probing.Watch;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Audit;

/// <summary>
/// A practice with an exposed share, measured while something on the way answers 443 in the place of every host and refuses everything else.
/// The attempts are scripted, and the addresses are those of loopback: no packet is sent.
/// </summary>
public sealed class OutageTests
{
    private const int Web = 443;
    private const int Smb = 445;

    private readonly VantageProof _proof = new(() => "home");
    private volatile bool _isDisturbed;

    public OutageTests() => _proof.Add(new VantagePoint { CanaryAddress = "127.0.0.200", ProvenPorts = [.. PortList.Default], EndedAt = DateTimeOffset.Now });

    [Fact]
    public async Task What_was_measured_in_an_outage_is_measured_again_after_it()
    {
        _isDisturbed = true;
        using PracticeAuditor auditor = Auditor(TimeSpan.FromMinutes(1));
        Task<PracticeAudit> auditing = auditor.AuditAsync(Practice(), CancellationToken.None);
        await Task.Delay(TimeSpan.FromSeconds(4));
        Assert.False(auditing.IsCompleted);
        _isDisturbed = false;

        PracticeAudit audit = await auditing;

        Assert.Equal(Verdict.Exposed, audit.Verdict);
        Assert.Equal(EvidenceCode.AuditOutageRepeated, audit.Reasons[0].Code);
        Evidence outage = Assert.Single(auditor.Outages);
        Assert.Equal(EvidenceCode.AuditOutageEnded, outage.Code);
        Assert.EndsWith("Practices measured again afterwards: 1; left Undetermined: 0.", outage.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_that_lasts_leaves_the_practice_undetermined_and_resolves_nothing()
    {
        ExposureSnapshot before = ExposureSnapshot.From(await AuditAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(Verdict.Exposed, before.Verdict);
        _isDisturbed = true;
        using PracticeAuditor auditor = Auditor(TimeSpan.FromSeconds(1));

        PracticeAudit audit = await auditor.AuditAsync(Practice(), CancellationToken.None);

        Assert.Equal(Verdict.Undetermined, audit.Verdict);
        Assert.True(audit.Interrupted);
        Assert.Equal(EvidenceCode.AuditOutageUnresolved, audit.Reasons[0].Code);
        Assert.Equal(EvidenceCode.AuditOutageLasting, Assert.Single(auditor.Outages).Code);
        ExposureChange[] changes = [.. SnapshotComparison.Compare([before], [ExposureSnapshot.From(audit)])];
        Assert.NotEmpty(changes);
        Assert.All(changes, change => Assert.Equal(ChangeState.Undetermined, change.State));
    }

    [Fact]
    public async Task Without_an_outage_nothing_is_repeated()
    {
        PracticeAudit audit = await AuditAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(Verdict.Exposed, audit.Verdict);
        Assert.DoesNotContain(audit.Reasons, reason => reason.Code == EvidenceCode.AuditOutageRepeated);
    }

    [Fact]
    public async Task A_name_that_led_somewhere_in_this_run_is_looked_up_again()
    {
        int lookups = 0;
        VantageWatch watch = new(_ => Task.FromResult<OutageKind?>(null), (_, _, _) => Task.CompletedTask, TimeProvider.System);
        RunVantage vantage = RunVantage.Of(watch, TimeProvider.System, (_, _) => ++lookups == 2 ? throw new InputException("NameNotResolved", "not now") : Task.FromResult(new[] { IPAddress.Parse("127.83.19.7") }));
        using PracticeAuditor auditor = Auditor(vantage);
        await auditor.ResolveAllAsync("praxis.example", CancellationToken.None);
        Practice practice = Practice();
        practice.WanAddress = "praxis.example";

        PracticeAudit audit = await auditor.AuditAsync(practice, CancellationToken.None);

        Assert.Equal(Verdict.Exposed, audit.Verdict);
        Assert.Equal(3, lookups);
    }

    private static Practice Practice() => new() { PracticeId = "A", WanAddress = "127.83.19.7", AuthorizedBy = "Dr. Muster", IntendedPorts = [Web] };

    private async Task<PracticeAudit> AuditAsync(TimeSpan max)
    {
        using PracticeAuditor auditor = Auditor(max);
        return await auditor.AuditAsync(Practice(), CancellationToken.None);
    }

    private PracticeAuditor Auditor(TimeSpan max)
    {
        VantageWatch watch = new(_ => Task.FromResult<OutageKind?>(_isDisturbed ? OutageKind.AnsweredOnPath : null), (_, _, _) => Task.CompletedTask, TimeProvider.System)
        {
            Interval = TimeSpan.FromMilliseconds(10),
            MaxOutage = max,
        };
        return Auditor(RunVantage.Of(watch, TimeProvider.System));
    }

    private PracticeAuditor Auditor(RunVantage vantage)
    {
        AuditOptions options = new() { Shares = false, Router = new RouterExaminationOptions { Vantage = Vantage.Outside, Proof = _proof } };
        PortScanner scanner = new(new PortScanOptions { Timeout = TimeSpan.FromSeconds(0.2) }, AnswerAsync);
        return new PracticeAuditor(options, made => new RouterExaminer(made.Router, new RouterSources(), scanner), vantage);
    }

    private Task<ConnectOutcome> AnswerAsync(IPEndPoint target, Func<TimeSpan> patience, CancellationToken cancellation) => Task.FromResult(new ConnectOutcome(
        target.Port == Web || (target.Port == Smb && !_isDisturbed) ? PortState.Open : PortState.Closed, TimeSpan.FromMilliseconds(1)));
}
