// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Ledger;

/// <summary>A fleet that several machines checked is never smaller than its parts.</summary>
public sealed class LedgerMergeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    private string All => Path.Combine(_folder, "all.db");

    [Fact]
    public async Task Runs_of_one_night_become_one_run()
    {
        await RunAsync("north", 0, 2, "A", "B");
        await RunAsync("south", 1, 1, "C");
        await RunAsync("north", 24, 2, "A", "B");
        await RunAsync("south", 25, 1, "C");

        Merge("north", "south");

        Assert.Equal([(3, (int?)3, true), (3, 3, true)], ExposureLedger.AllRuns(All).Select(run => (run.Checked, run.Total, run.IsComplete)));
        Assert.Equal(["A", "B", "C"], ExposureLedger.Latest(All).Snapshots.Select(snapshot => snapshot.PracticeId).Order());
        Assert.Empty(ExposureLedger.Latest(All).Problems);
        Assert.Equal(LedgerState.Consistent, ExposureLedger.Test(All).State);
    }

    [Fact]
    public async Task A_part_that_is_missing_or_interrupted_leaves_the_run_interrupted()
    {
        await RunAsync("north", 0, 2, "A", "B");
        await RunAsync("south", 1, 1, "C");
        await RunAsync("north", 24, 2, "A", "B");
        Merge("north", "south");
        Assert.Equal((2, (int?)3, false), Last());
        Assert.Equal(EvidenceCode.HistoryInterrupted, Assert.Single(ExposureLedger.Latest(All).Problems).Code);

        await RunAsync("south", 25, 2, "C");
        Merge("north", "south");
        Assert.Equal((3, (int?)4, false), Last());

        await RunAsync("south", 26, 2, "C", "D");
        Merge("north", "south");
        Assert.Equal((4, (int?)4, true), Last());
    }

    [Fact]
    public async Task All_parts_into_which_the_fleet_was_divided_make_it_whole_and_nothing_less()
    {
        await ShardAsync("first", "1/3", "A");
        await ShardAsync("second", "2/3", "B");
        await ShardAsync("third", "3/3", "C");

        Merge("first", "second");
        Assert.False(Last().IsComplete);

        Merge("first", "second", "third");
        Assert.Equal((3, (int?)3, true), Last());
    }

    /// <summary>The same part on two machines, by an error in copying: another part is missing.</summary>
    [Fact]
    public async Task A_practice_in_two_parts_leaves_the_run_interrupted()
    {
        await RunAsync("north", 0, 2, "A", "B");
        await RunAsync("south", 1, 2, "A", "B");
        await ShardAsync("first", "1/2", "A");
        await ShardAsync("again", "1/2", "C");

        Merge("north", "south");
        Assert.Equal((2, (int?)4, false), Last());

        Merge("first", "again");
        Assert.False(Last().IsComplete);
    }

    /// <summary>Machines write at the same time: their checks in the order of the parts would look like a clock that was set back.</summary>
    [Fact]
    public async Task Checks_are_in_the_order_of_time()
    {
        foreach (string part in new[] { "north", "south" })
        {
            FakeTimeProvider time = new(SnapshotSamples.Night.AddMinutes(part == "south" ? 1 : 0));
            using AuditLedger ledger = new(Path.Combine(_folder, part + ".db"), resume: false, time);
            await ledger.BeginAsync(3);
            for (int number = 0; number < 3; number++)
            {
                time.Advance(TimeSpan.FromMinutes(20));
                await ledger.RecordAsync(SnapshotSamples.Audit(part + number));
            }

            await ledger.EndAsync();
        }

        Merge("north", "south");

        Assert.Empty(ExposureLedger.Latest(All).Problems);
        Assert.Equal(["north0", "south0", "north1", "south1", "north2", "south2"], ExposureLedger.Latest(All).Snapshots.Select(snapshot => snapshot.PracticeId));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (int Checked, int? Total, bool IsComplete) Last()
    {
        LedgerRun run = ExposureLedger.AllRuns(All)[^1];
        return (run.Checked, run.Total, run.IsComplete);
    }

    private Task RunAsync(string part, int hours, int total, params string[] ids) =>
        LedgerRuns.WriteAsync(Path.Combine(_folder, part + ".db"), new FakeTimeProvider(SnapshotSamples.Night.AddHours(hours)), total, null, ids);

    private async Task ShardAsync(string part, string shard, string practice)
    {
        using AuditLedger ledger = new(Path.Combine(_folder, part + ".db"), resume: false, HistoryAge.Default, Shard.Parse(shard), null);
        await ledger.BeginAsync(1);
        await ledger.RecordAsync(SnapshotSamples.Audit(practice));
        await ledger.EndAsync();
    }

    private void Merge(params string[] parts) => LedgerMerge.Merge([.. parts.Select(part => Path.Combine(_folder, part + ".db"))], All, overwrite: true, TimeSpan.FromHours(12));
}
