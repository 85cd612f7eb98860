// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.History;

/// <summary>Who is missing in a history, and how old it is.</summary>
public sealed class PopulationTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(SnapshotSamples.Night);
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    private string File => Path.Combine(_folder, "fleet.db");

    [Fact]
    public async Task The_members_of_the_last_run_are_expected_of_the_next_one()
    {
        await RunAsync(3, "A", "B", "C");
        using AuditLedger next = new(File, resume: false, _time);

        Assert.Equal(["A", "B", "C"], next.Members.Select(member => member.Key).Order());
    }

    [Fact]
    public async Task Those_of_an_interrupted_run_are_expected_together_with_those_before_it()
    {
        await RunAsync(2, "A", "B");
        await RunAsync(9, "A", "D");
        using AuditLedger next = new(File, resume: false, _time);

        Assert.Equal(["A", "B", "D"], next.Members.Select(member => member.Key).Order());
        Assert.Equal("2 of 9 practices were checked, then the run was interrupted: continue it with -Resume.", Assert.Single(ExposureLedger.Latest(File).Problems).Text);
    }

    [Fact]
    public async Task A_run_that_checked_nothing_is_interrupted_too()
    {
        await RunAsync(2, "A", "B");
        await RunAsync(2);

        Assert.Equal(EvidenceCode.HistoryInterrupted, Assert.Single(ExposureLedger.Latest(File).Problems).Code);
    }

    [Fact]
    public async Task A_practice_that_is_not_passed_again_is_a_member_until_it_is_retired()
    {
        await RunAsync(2, "A", "B");
        using AuditLedger next = new(File, resume: false, _time);
        RunPopulation population = new(_time);
        population.TryAdd(new Practice { PracticeId = "a", WanAddress = "203.0.113.7" });
        population.AddMissing(next.Members, []);
        RunPopulation retired = new(_time);
        retired.AddMissing(next.Members, ["A", "b"]);

        PracticeAudit missing = Assert.Single(population.Unchecked);
        Assert.Equal(("B", Verdict.Undetermined, EvidenceCode.AuditLeftInventory), (missing.PracticeId, missing.Verdict, Assert.Single(missing.Reasons).Code));
        Assert.Equal(2, population.Count);
        Assert.Equal(0, retired.Count);
    }

    [Fact]
    public async Task An_entry_without_an_id_is_not_expected_again_and_one_with_an_id_is()
    {
        using (AuditLedger ledger = new(File, resume: false, _time))
        {
            await ledger.BeginAsync(2);
            await ledger.RecordAsync(PracticeAudit.NotChecked(new Practice { PracticeId = "list:7" }, EvidenceOf.InventoryEntryUnreadable("list", 7), _time.GetLocalNow()));
            await ledger.RecordAsync(PracticeAudit.NotChecked(new Practice { PracticeId = "B" }, EvidenceOf.InventoryValueUnusable("list", 8, "Land", "XX"), _time.GetLocalNow()));
        }

        using AuditLedger next = new(File, resume: true, _time);

        Assert.Equal(["B"], next.Members.Select(member => member.Key));
        Assert.True(next.IsResumed);
        Assert.False(next.IsDone(new Practice { PracticeId = "B" }));
    }

    [Fact]
    public async Task A_member_that_no_earlier_run_had_is_known_by_its_id_before_it_is_checked()
    {
        using (AuditLedger broken = new(File, resume: false, _time))
        {
            await broken.BeginAsync(3, Named("A", "B", "C"));
            await broken.RecordAsync(SnapshotSamples.Audit("A"));
        }

        FleetState state = ExposureLedger.Latest(File);
        Assert.Equal(["A NotExposed", "B Undetermined", "C Undetermined"], state.Snapshots.Select(practice => $"{practice.PracticeId} {practice.Verdict}").Order());
        Assert.Equal(EvidenceCode.AuditNotChecked, Assert.Single(state.Snapshots.Single(practice => practice.PracticeId == "B").Reasons).Code);
        Assert.Equal((1, 3, false), (state.Runs[0].Checked, state.Runs[0].Total, state.Runs[0].IsComplete));
        Assert.True(ExposureLedger.Test(File).IsWhole);

        // C was never checked, and is not in the inventory any more: it is missed by name.
        using AuditLedger resumed = new(File, resume: true, _time);
        RunPopulation population = new(_time);
        Assert.All(Named("A", "B", "D"), practice => Assert.True(population.TryAdd(practice)));
        population.AddMissing(resumed.Members, []);
        PracticeAudit missing = Assert.Single(population.Unchecked);
        Assert.Equal(("C", "Praxis C", EvidenceCode.AuditLeftInventory), (missing.PracticeId, missing.Practice!.Name, missing.Reasons[0].Code));

        await resumed.BeginAsync(population.Count, population.Practices);
        await resumed.RecordAsync(SnapshotSamples.Audit("B"));
        await resumed.RecordAsync(missing);
        Assert.Equal(1, await resumed.EndAsync());
        await resumed.RecordAsync(SnapshotSamples.Audit("D"));
        Assert.Equal(0, await resumed.EndAsync());
        Assert.Equal(Verdict.Undetermined, ExposureLedger.Latest(File).Snapshots.Single(practice => practice.PracticeId == "C").Verdict);
        Assert.True(ExposureLedger.Test(File).IsWhole);
    }

    [Fact]
    public async Task A_resumed_run_ends_without_the_practices_that_were_retired_since()
    {
        using (AuditLedger broken = new(File, resume: false, _time))
        {
            await broken.BeginAsync(3, Named("A", "B", "C"));
            await broken.RecordAsync(SnapshotSamples.Audit("A"));
        }

        using AuditLedger resumed = new(File, resume: true, _time);
        RunPopulation population = new(_time);
        Assert.All(Named("A", "B"), practice => Assert.True(population.TryAdd(practice)));
        population.AddMissing(resumed.Members, ["C"]);
        await resumed.BeginAsync(population.Count, population.Practices);
        await resumed.RecordAsync(SnapshotSamples.Audit("B"));

        Assert.Equal(0, await resumed.EndAsync());
        Assert.True(Assert.Single(ExposureLedger.Runs(File)).IsComplete);
    }

    /// <summary>The address in the inventory was corrected while the run was interrupted: what was measured at the old one is no result.</summary>
    [Theory]
    [InlineData("203.0.113.7", true)]
    [InlineData("203.0.113.8", false)]
    [InlineData("praxis.example", true)]
    [InlineData(null, true)]
    public async Task A_practice_is_done_at_the_address_that_was_checked(string? address, bool isDone)
    {
        await RunAsync(2, "A");
        using AuditLedger resumed = new(File, resume: true, _time);
        Practice practice = new() { PracticeId = "A", WanAddress = address };

        Assert.Equal((isDone, isDone), (resumed.IsDone(practice), resumed.CheckOf(practice) is not null));
    }

    [Theory]
    [InlineData("ports=443", true)]
    [InlineData("ports=445", false)]
    [InlineData(null, false)]
    public async Task A_run_that_measured_something_else_is_not_resumed(string? options, bool isResumed)
    {
        using (AuditLedger broken = new(File, resume: false, HistoryAge.Default, _time, options: "ports=443"))
        {
            await broken.BeginAsync(2);
            await broken.RecordAsync(SnapshotSamples.Audit("A"));
        }

        using AuditLedger next = new(File, resume: true, HistoryAge.Default, _time, options: options);

        Assert.Equal((isResumed, !isResumed), (next.IsResumed, next.HasOtherOptions));
        Assert.Equal(new AuditOptions().Measured(), new AuditOptions { AtOnce = 7, Force = true }.Measured());
        Assert.NotEqual(new AuditOptions().Measured(), new AuditOptions { Shares = false }.Measured());
    }

    /// <summary>That a run is complete is in the table of sums: what reads the state of the fleet compares it with the entries.</summary>
    [Theory]
    [InlineData(2, "UPDATE run SET complete = 1, total = 1")]
    [InlineData(2, "UPDATE run SET complete = 1")]
    [InlineData(1, "UPDATE run SET complete = 0")]
    public async Task A_run_that_is_made_complete_by_hand_is_found(int total, string sql)
    {
        await RunAsync(total, "A");
        using (SqliteConnection connection = new($"Data Source={File};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        Assert.Throws<InvalidDataException>(() => ExposureLedger.Latest(File));
    }

    /// <summary>So many entries that they are read over several connections: what a later part states replaces what an earlier one does.</summary>
    [Fact]
    public async Task The_newest_entry_of_a_practice_counts_in_a_long_run_too()
    {
        using (AuditLedger broken = new(File, resume: false, _time))
        {
            await broken.BeginAsync(99_999);
            await broken.RecordAsync(SnapshotSamples.Audit("A"));
            await broken.RecordAsync(SnapshotSamples.Audit("B"));
            await Task.WhenAll(Enumerable.Range(0, 9000).Select(number => broken.RecordAsync(SnapshotSamples.Audit($"P{number}"))));
            await broken.RecordAsync(PracticeAudit.NotChecked(new Practice { PracticeId = "A" }, EvidenceOf.AuditLeftInventory(), _time.GetLocalNow()));
        }

        using AuditLedger resumed = new(File, resume: true, _time);

        Assert.Equal((false, true, true), (resumed.IsDone(Named("A")[0]), resumed.IsDone(Named("B")[0]), resumed.IsDone(Named("P8999")[0])));
        Assert.Equal(9002, ExposureLedger.SnapshotsOf(File, resumed.RunId).Count);
        Assert.Equal(Verdict.Undetermined, ExposureLedger.Latest(File).Snapshots.Single(practice => practice.PracticeId == "A").Verdict);
        Assert.True(ExposureLedger.Test(File).IsWhole);
    }

    [Fact]
    public async Task A_night_without_new_members_writes_no_names()
    {
        foreach (int night in new[] { 1, 2 })
        {
            using AuditLedger ledger = new(File, resume: false, _time);
            await ledger.BeginAsync(2, Named("A", "B"));
            await ledger.RecordAsync(SnapshotSamples.Audit("A"));
            await ledger.RecordAsync(SnapshotSamples.Audit("B"));
            await ledger.EndAsync();
        }

        // Begin, two checks and end of each, and the two names of the first.
        Assert.Equal(10, ExposureLedger.Test(File).Entries);
    }

    [Fact]
    public async Task What_a_run_found_before_it_was_resumed_is_output_with_the_rest()
    {
        PracticeAudit exposed = SnapshotSamples.Audit("A", Verdict.Exposed);
        exposed.Findings = [FindingRule.Get("router.dangerous-port-open").Create("203.0.113.7:445", SnapshotSamples.Night, [], "445", "SMB")];
        using (AuditLedger broken = new(File, resume: false, _time))
        {
            await broken.BeginAsync(2, Named("A", "B"));
            await broken.RecordAsync(exposed);
        }

        using AuditLedger resumed = new(File, resume: true, _time);
        PracticeAudit earlier = resumed.CheckOf(new Practice { PracticeId = "a" })!;

        Assert.Null(resumed.CheckOf(new Practice { PracticeId = "B" }));
        Assert.Equal((Verdict.Exposed, "router.dangerous-port-open", EvidenceCode.AuditCheckedEarlier), (earlier.Verdict, Assert.Single(earlier.Findings).RuleId, earlier.Reasons[0].Code));
        Assert.Equal(Assert.Single(ExposureLedger.SnapshotsOf(File, resumed.RunId)).Findings[0].Key, ExposureSnapshot.From(earlier).Findings[0].Key);
    }

    [Fact]
    public void A_practice_that_is_passed_twice_and_an_input_that_is_none_are_members()
    {
        RunPopulation population = new(_time);

        Assert.True(population.TryAdd(new Practice { PracticeId = "A" }));
        Assert.False(population.TryAdd(new Practice { PracticeId = "a" }));
        population.AddUnusable("DateTime");

        Assert.Equal(3, population.Count);
        Assert.Equal([EvidenceCode.AuditPassedTwice, EvidenceCode.AuditInputUnusable], population.Unchecked.Select(audit => audit.Reasons[0].Code));
        Assert.Equal(3, population.Unchecked.Select(audit => audit.PracticeId).Append("A").Distinct().Count());
    }

    [Theory]
    [InlineData(35, true)]
    [InlineData(37, false)]
    [InlineData(-3, false)]
    public async Task A_run_is_resumed_only_while_it_is_recent(int hours, bool isResumed)
    {
        await RunAsync(3, "A");
        FakeTimeProvider later = new(SnapshotSamples.Night.AddHours(hours));
        using AuditLedger next = new(File, resume: true, later);

        Assert.Equal(isResumed, next.IsResumed);
        Assert.Equal(hours < 0, next.ClockProblem is not null);
    }

    [Fact]
    public async Task A_check_that_is_too_old_or_of_the_future_counts_no_longer_unless_something_was_exposed()
    {
        await RunAsync(2, "A", "B");
        FleetState state = ExposureLedger.Latest(File);

        FleetState old = state.AsOf(new HistoryAge(SnapshotSamples.Night.AddHours(37), HistoryAge.Default));
        FleetState early = state.AsOf(new HistoryAge(SnapshotSamples.Night.AddHours(-1), HistoryAge.Default));
        ExposureSnapshot exposed = new HistoryAge(SnapshotSamples.Night.AddHours(37), HistoryAge.Default).Apply(SnapshotSamples.Of("C", 0, Verdict.Exposed));

        Assert.All(state.AsOf(new HistoryAge(SnapshotSamples.Night.AddHours(36), HistoryAge.Default)).Snapshots, snapshot => Assert.Equal(Verdict.NotExposed, snapshot.Verdict));
        Assert.All(old.Snapshots, snapshot => Assert.Equal((Verdict.Undetermined, EvidenceCode.HistoryTooOld), (snapshot.Verdict, snapshot.Reasons[0].Code)));
        Assert.All(early.Snapshots, snapshot => Assert.Equal((Verdict.Undetermined, EvidenceCode.HistoryInFuture), (snapshot.Verdict, snapshot.Reasons[0].Code)));
        Assert.Equal((Verdict.Exposed, EvidenceCode.HistoryTooOld), (exposed.Verdict, exposed.Reasons[0].Code));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_is_reported_and_no_duration_is_negative()
    {
        await RunAsync(1, "A");
        await RunAsync(1, new FakeTimeProvider(SnapshotSamples.Night.AddHours(-20)), "A");
        ExposureTimeline timeline = new();
        timeline.Add(SnapshotSamples.Of("A", 9));
        timeline.Add(SnapshotSamples.Of("A", 5, "router.widened-forward"));
        timeline.Add(SnapshotSamples.Of("A", 3, "router.widened-forward"));
        timeline.Add(SnapshotSamples.Of("A", 2));

        Assert.Equal(EvidenceCode.HistoryClockSetBack, Assert.Single(ExposureLedger.Latest(File).Problems).Code);
        ExposureSpan span = Assert.Single(timeline.Spans);
        Assert.Equal(TimeSpan.Zero, span.ExposedAtLeast);
        Assert.Null(span.ExposedAtMost);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Practice[] Named(params string[] ids) => [.. ids.Select(id => new Practice { PracticeId = id, Name = "Praxis " + id })];

    private Task RunAsync(int total, params string[] ids) => RunAsync(total, _time, ids);

    /// <summary>A run is ended where all were checked.</summary>
    private async Task RunAsync(int total, TimeProvider time, params string[] ids)
    {
        using AuditLedger ledger = new(File, resume: false, time);
        await ledger.BeginAsync(total);
        foreach (string id in ids)
        {
            await ledger.RecordAsync(SnapshotSamples.Audit(id));
        }

        if (total == ids.Length)
        {
            await ledger.EndAsync();
        }
    }
}
