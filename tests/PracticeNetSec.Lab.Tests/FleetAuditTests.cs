// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Fleet.Ledger;
using Xunit;
using Xunit.Abstractions;

namespace PracticeNetSec.Lab.Tests;

/// <summary>A fleet of a thousand practices: 2 % exposed, 5 % dead, 1 % hostile.</summary>
[Collection(FleetNetwork.Name)]
[Trait("Category", "Figure")]
public class FleetAuditTests(FleetLab lab, ITestOutputHelper log)
{
    private const string Fast = "-TimeoutSeconds 1";

    [Fact]
    public async Task All_exposed_practices_are_found_and_no_other_and_memory_stays_flat()
    {
        string ledger = Path.Combine(lab.Folder, "all.db");

        string output = await FleetLab.RunAsync($$"""
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $count = 0
            Import-PracticeInventory '{{lab.Inventory}}' | Invoke-PracticeAudit -LedgerPath '{{ledger}}' {{Fast}} | ForEach-Object {
                '{0} {1}' -f $_.PracticeId, $_.Verdict
                $count++
                if ($count -in 100, 500, 850) { 'held {0} {1} {2}' -f $count, [int]([GC]::GetTotalMemory($true) / 1MB), [int]([Diagnostics.Process]::GetCurrentProcess().WorkingSet64 / 1MB) }
            }
            'seconds {0:0.0}' -f $watch.Elapsed.TotalSeconds
            """);

        log.WriteLine(output.Split('\n').Last(line => line.StartsWith("seconds", StringComparison.Ordinal)));
        Dictionary<string, string> verdicts = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Contains('-'))
            .Select(line => line.Trim().Split(' '))
            .ToDictionary(parts => parts[0], parts => parts[1]);
        Assert.Equal(lab.Ids().Order(), verdicts.Keys.Order());
        Assert.Equal(lab.Ids("OPEN").Order(), verdicts.Where(verdict => verdict.Value == "Exposed").Select(verdict => verdict.Key).Order());
        Assert.All(lab.Ids("DEAD"), id => Assert.Equal("Undetermined", verdicts[id]));
        // No canary proves this vantage point, so silence clears nobody.
        Assert.All(lab.Ids("OK"), id => Assert.Equal("Undetermined", verdicts[id]));
        AssertWhole(ledger, 1);
        AssertFlat(output);
    }

    [Fact]
    public async Task Killed_at_random_moments_and_resumed_nothing_is_lost_or_doubled()
    {
        string ledger = Path.Combine(lab.Folder, "killed.db");
        string script = $"Import-PracticeInventory '{lab.Inventory}' | Invoke-PracticeAudit -LedgerPath '{ledger}' -Resume -SkipRouter -SkipShares {Fast} | Out-Null";
        Random random = new();
        int kills = 0;
        for (int round = 0; round < 4; round++)
        {
            int milliseconds = 4000 + random.Next(5000);
            await FleetLab.KillAfterAsync(TimeSpan.FromMilliseconds(milliseconds), script);
            kills++;
            log.WriteLine($"killed after {milliseconds} ms, {(File.Exists(ledger) ? new FileInfo(ledger).Length : 0)} bytes");
        }

        await FleetLab.RunAsync(script);

        Assert.Equal(4, kills);
        AssertWhole(ledger, 1);
    }

    /// <summary>What is held after a collection, in the middle of the work, early and late.</summary>
    private void AssertFlat(string output)
    {
        int[][] held = output.Split('\n').Where(line => line.StartsWith("held", StringComparison.Ordinal))
            .Select(line => line.Trim().Split(' ').Skip(1).Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
        log.WriteLine(string.Join("; ", held.Select(at => $"after {at[0]}: {at[1]} MiB held, working set {at[2]} MiB")));
        Assert.Equal(3, held.Length);
        Assert.InRange(held[2][1], 0, held[0][1] + 12);
    }

    /// <summary>The ledger as others would read it: whole, one run, every practice once.</summary>
    private void AssertWhole(string ledger, int runs)
    {
        StringWriter lines = new();
        LedgerExchange.Export(ledger, lines, TimeProvider.System);
        JObject[] records = lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (JObject)JObject.Parse(line)["record"]!).ToArray();
        string[] practices = records.Where(record => (string)record["kind"]! == "practice").Select(record => (string)record["snapshot"]!["practiceId"]!).ToArray();

        Assert.True(ExposureLedger.Test(ledger).IsWhole);
        Assert.Equal(runs, records.Count(record => (string)record["kind"]! == "run"));
        Assert.Equal(runs, records.Count(record => (string)record["kind"]! == "end"));
        Assert.Equal(lab.Ids().Order(), practices.Order());
    }
}
