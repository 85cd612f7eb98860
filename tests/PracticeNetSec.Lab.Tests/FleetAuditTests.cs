using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Xunit;
using Xunit.Abstractions;

namespace PracticeNetSec.Lab.Tests;

/// <summary>A fleet of a thousand practices: 2 % exposed, 5 % dead, 1 % hostile.</summary>
[Collection(FleetNetwork.Name)]
public class FleetAuditTests(FleetLab lab, ITestOutputHelper log)
{
    private const string Fast = "-TimeoutSeconds 1 -PracticeTimeoutSeconds 90";

    [Fact]
    public async Task All_exposed_practices_are_found_and_no_other()
    {
        string ledger = Path.Combine(lab.Folder, "all.jsonl");

        string output = await FleetLab.RunAsync($$"""
            $watch = [Diagnostics.Stopwatch]::StartNew()
            Import-PracticeInventory '{{lab.Inventory}}' | Invoke-PracticeAudit -LedgerPath '{{ledger}}' {{Fast}} | ForEach-Object { '{0} {1}' -f $_.PracticeId, $_.Verdict }
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
        Assert.All(lab.Ids("OK"), id => Assert.Equal("NotExposed", verdicts[id]));
        AssertWhole(ledger, 1);
    }

    [Fact]
    public async Task Killed_at_random_moments_and_resumed_nothing_is_lost_or_doubled()
    {
        string ledger = Path.Combine(lab.Folder, "killed.jsonl");
        string script = $"Import-PracticeInventory '{lab.Inventory}' | Invoke-PracticeAudit -LedgerPath '{ledger}' -Resume {Fast} | Out-Null";
        Random random = new();
        int kills = 0;
        for (int round = 0; round < 4; round++)
        {
            int milliseconds = 2500 + random.Next(4000);
            await FleetLab.KillAfterAsync(TimeSpan.FromMilliseconds(milliseconds), script);
            kills++;
            log.WriteLine($"killed after {milliseconds} ms, {(File.Exists(ledger) ? File.ReadLines(ledger).Count() : 0)} lines");
        }

        await FleetLab.RunAsync(script);

        Assert.Equal(4, kills);
        AssertWhole(ledger, 1);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_fleet()
    {
        long small = await PeakAsync(100);
        long large = await PeakAsync(FleetLab.Count);

        log.WriteLine($"peak working set: {small} MiB for 100 practices, {large} MiB for {FleetLab.Count}");
        Assert.InRange(large, 0, small * 3 / 2);
    }

    private async Task<long> PeakAsync(int count)
    {
        string output = await FleetLab.RunAsync($$"""
            Import-PracticeInventory '{{lab.Inventory}}' | Select-Object -First {{count}} | Invoke-PracticeAudit {{Fast}} -ThrottleLimit 100 | Out-Null
            'peak {0}' -f [int]([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB)
            """);
        return long.Parse(output.Split("peak ")[1].Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>The ledger as others would read it: whole, one run, every practice once.</summary>
    private void AssertWhole(string ledger, int runs)
    {
        JObject[] records = File.ReadLines(ledger).Select(line => (JObject)JObject.Parse(line)["record"]!).ToArray();
        string[] practices = records.Where(record => (string)record["kind"]! == "practice").Select(record => (string)record["snapshot"]!["practiceId"]!).ToArray();

        Assert.True(Fleet.ExposureLedger.Test(ledger).IsWhole);
        Assert.Equal(runs, records.Count(record => (string)record["kind"]! == "run"));
        Assert.Equal(runs, records.Count(record => (string)record["kind"]! == "end"));
        Assert.Equal(lab.Ids().Order(), practices.Order());
    }
}
