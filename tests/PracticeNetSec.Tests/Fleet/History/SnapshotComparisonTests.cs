// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.History;

public sealed class SnapshotComparisonTests : IDisposable
{
    private const string Widened = "router.widened-forward";
    private const string Dangerous = "router.dangerous-port-open";

    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Fact]
    public void New_unchanged_resolved_and_undetermined_are_distinguished()
    {
        ExposureSnapshot[] before = { SnapshotSamples.Of("A", 0, Widened), SnapshotSamples.Of("B", 0, Widened), SnapshotSamples.Of("C", 0), SnapshotSamples.Of("D", 0, Widened), SnapshotSamples.Of("E", 0, Widened) };
        ExposureSnapshot[] after = { SnapshotSamples.Of("A", 1, Widened), SnapshotSamples.Of("B", 1), SnapshotSamples.Of("C", 1, Dangerous), SnapshotSamples.Of("D", 1, Verdict.Undetermined) };

        ExposureChange[] changes = SnapshotComparison.Compare(before, after).ToArray();

        Assert.Equal(
            new[] { ChangeState.Unchanged, ChangeState.Resolved, ChangeState.New, ChangeState.Undetermined, ChangeState.Undetermined },
            changes.Select(change => change.State));
        Assert.Equal(EvidenceOf.ChangeNotInSecond(), changes[4].Note);
    }

    [Fact]
    public async Task The_comparison_of_the_recorded_case_shows_that_the_update_did_not_correct_the_settings()
    {
        ExposureSnapshot fault = await RecordedAsync("fault");
        ExposureSnapshot update = await RecordedAsync("first-update");
        ExposureSnapshot patched = await RecordedAsync("patched");

        ExposureChange[] first = SnapshotComparison.Compare(new[] { fault }, new[] { update }).ToArray();
        ExposureChange[] second = SnapshotComparison.Compare(new[] { update }, new[] { patched }).ToArray();

        ExposureChange[] kept = first.Where(change => change.RuleId == Widened).ToArray();
        Assert.NotEmpty(kept);
        Assert.All(kept, change => Assert.Equal(ChangeState.Unchanged, change.State));
        Assert.All(kept, change => Assert.Equal(EvidenceCode.ChangeUpdateKeptSettings, change.Note!.Code));
        Assert.All(kept, change => Assert.NotEqual(change.FirmwareBefore, change.FirmwareAfter));
        Assert.All(second.Where(change => change.RuleId == Widened), change => Assert.Equal(ChangeState.Resolved, change.State));
        Assert.Contains(second, change => change.State == ChangeState.Resolved && change.RuleId == Widened);
    }

    [Fact]
    public async Task A_session_is_undetermined_where_the_sessions_were_not_read()
    {
        ExposureChange change = Assert.Single(
            SnapshotComparison.Compare(new[] { await RecordedAsync("fault") }, new[] { await RecordedAsync("first-update") }),
            found => found.RuleId == "router.incoming-session");

        Assert.Equal(ChangeState.Undetermined, change.State);
        Assert.Equal(EvidenceOf.ChangeSessionsNotRead(), change.Note);
    }

    [Fact]
    public void One_more_unintended_port_changes_nothing_about_the_others()
    {
        ExposureChange[] changes = SnapshotComparison.Compare(new[] { WithPorts("4443") }, new[] { WithPorts("4443", "8443") }).ToArray();
        Assert.Equal(new[] { (ChangeState.Unchanged, "4443"), (ChangeState.New, "8443") }, changes.Select(change => (change.State, change.Title.Split(' ')[^1])));

        changes = SnapshotComparison.Compare(new[] { WithPorts("4443", "8443") }, new[] { WithPorts("4443", "9000") }).ToArray();
        Assert.Equal(new[] { ChangeState.Unchanged, ChangeState.New, ChangeState.Resolved }, changes.Select(change => change.State));
    }

    [Theory]
    [InlineData(PortCoverageState.Refused, false, ChangeState.Resolved)]
    [InlineData(PortCoverageState.Filtered, false, ChangeState.Undetermined)]
    [InlineData(PortCoverageState.Unproven, false, ChangeState.Undetermined)]
    [InlineData(PortCoverageState.Unconfirmed, false, ChangeState.Undetermined)]
    [InlineData(PortCoverageState.NotMeasured, false, ChangeState.Undetermined)]
    [InlineData(PortCoverageState.NotMeasured, true, ChangeState.Undetermined)] // no forward led there, so the table without one shows nothing
    public void A_measured_port_is_resolved_only_by_its_refusal(PortCoverageState state, bool tableRead, ChangeState expected)
    {
        RouterExposure before = new()
        {
            PracticeId = "A",
            ComputerName = "203.0.113.7",
            Verdict = Verdict.Exposed,
            Findings = new[] { FindingRule.Get("router.dangerous-port-open").Create("203.0.113.7:445", SnapshotSamples.Night, [EvidenceOf.PortsOpen("445")], "445", "SMB") },
        };
        RouterExposure after = new()
        {
            PracticeId = "A",
            ComputerName = "203.0.113.7",
            Verdict = Verdict.NotExposed,
            ForwardsComplete = tableRead,
            Coverage = new Coverage { Ports = [new PortCoverage { Port = 445, State = state }] },
        };

        ExposureChange change = Assert.Single(SnapshotComparison.Compare([ExposureSnapshot.From(before, [])], [ExposureSnapshot.From(after, [])]));

        Assert.Equal(expected, change.State);
    }

    private static ExposureSnapshot WithPorts(params string[] ports)
    {
        RouterExposure router = new()
        {
            PracticeId = "A",
            ComputerName = "203.0.113.7",
            Verdict = Verdict.NotExposed,
            Coverage = new Coverage { Ports = [new PortCoverage { Port = 8443, State = ports.Contains("8443") ? PortCoverageState.Answered : PortCoverageState.Refused }] },
            Findings = new[] { FindingRule.Get("router.unintended-port").Create("203.0.113.7", SnapshotSamples.Night, ports.Select(port => EvidenceOf.PortsOpen(port)), string.Join(", ", ports), "80, 443") },
        };
        return ExposureSnapshot.From(router, Array.Empty<ShareReachability>());
    }

    [Fact]
    public async Task A_finding_that_recurs_is_regressed()
    {
        string ledger = Path.Combine(_folder, "fleet.db");
        foreach (string[] rules in new[] { new[] { Widened }, Array.Empty<string>(), new[] { Widened, Dangerous } })
        {
            await WriteAsync(ledger, rules);
        }

        ExposureChange[] changes = LedgerComparison.Compare(ledger).ToArray();

        Assert.Equal(ChangeState.Regressed, changes.Single(change => change.RuleId == Widened).State);
        Assert.Equal(ChangeState.New, changes.Single(change => change.RuleId == Dangerous).State);
    }

    [Fact]
    public async Task A_comparison_requires_two_runs_and_an_unknown_id_names_the_known_ones()
    {
        string ledger = Path.Combine(_folder, "fleet.db");
        await WriteAsync(ledger, new[] { Widened });

        Assert.Equal("TooFewRuns", Assert.Throws<InputException>(() => LedgerComparison.Compare(ledger).ToArray()).Id);
        InputException wrong = Assert.Throws<InputException>(() => LedgerComparison.Compare(ledger, "yesterday").ToArray());
        Assert.Equal("RunNotFound", wrong.Id);
        Assert.Contains(ExposureLedger.Runs(ledger)[0].Id, wrong.Message);
    }

    [Theory]
    [InlineData("203.0.113.1", "198.51.100.9", "router.dangerous-port-open @:445 445")]
    [InlineData("praxis.example", "praxis.example", "router.dangerous-port-open @:445 445")]
    public void A_new_address_does_not_make_an_old_finding_new(string first, string second, string key)
    {
        Assert.Equal(key, KeyAt(first));
        Assert.Equal(key, KeyAt(second));
    }

    [Fact]
    public void An_address_inside_a_longer_one_is_left_alone()
    {
        Finding finding = new() { RuleId = "router.dangerous-port-open", Target = "203.0.113.10:445" };

        Assert.Contains("203.0.113.10:445", SnapshotFinding.KeyOf(finding, new[] { "203.0.113.1" }));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string KeyAt(string host) =>
        SnapshotFinding.KeyOf(FindingRule.Get("router.dangerous-port-open").Create(host + ":445", default, Array.Empty<Evidence>(), "445", "SMB"), new[] { host });

    private static async Task WriteAsync(string ledger, string[] rules)
    {
        using AuditLedger run = new(ledger, resume: false);
        await run.BeginAsync(1);
        PracticeAudit audit = SnapshotSamples.Audit("A", rules.Length > 0 ? Verdict.Exposed : Verdict.NotExposed);
        audit.RouterExposure = new RouterExposure { ForwardsComplete = true, Ports = new[] { new PortResult { Port = 445, State = PortState.Filtered } } };
        audit.Findings = rules.Select(rule => new Finding { RuleId = rule, Title = rule, Target = audit.Address! }).ToArray();
        await run.RecordAsync(audit);
        await run.EndAsync();
    }

    private static async Task<ExposureSnapshot> RecordedAsync(string stage)
    {
        string samples = Path.Combine(Root(), "samples/celle");
        using FileStream scan = File.OpenRead(Path.Combine(samples, $"nmap-{stage}.xml"));
        RouterExposure seen = RouterExaminer.AssessScan(NmapScan.Read(scan).First(), null, Vantage.Undetermined);
        using RouterExaminer examiner = new(new RouterExaminationOptions());
        RouterExposure router = await examiner.ReadWalkAsync(Path.Combine(samples, $"walk-{stage}.txt"), seen, CancellationToken.None);
        return ExposureSnapshot.From(router, Array.Empty<ShareReachability>());
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
}
