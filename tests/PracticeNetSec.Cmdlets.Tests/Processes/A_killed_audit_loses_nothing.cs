// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Processes;

/// <summary>What an audit has shown is in the ledger, however the audit ended, and the next one continues. tests/Benchmarks/history.sh does the same a hundred times.</summary>
[Collection(MeasuredTimes.Name)]
public sealed class A_killed_audit_loses_nothing : IDisposable
{
    private const int Rounds = 4;

    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Fact]
    [Trait("System", "Linux")]
    public async Task At_any_moment()
    {
        string ledger = Path.Combine(_folder, "fleet.db"), export = Path.Combine(_folder, "fleet.jsonl");
        string audit = $"1..3000 | ForEach-Object {{ [PracticeNetSec.Model.Practice]@{{ PracticeId = \"P$_\"; WanAddress = \"127.0.$($_ % 200).1\"; AuthorizedBy = 'Dr. Muster' }} }} | " +
            $"Invoke-PracticeAudit -LedgerPath '{ledger}' -Resume -Port 9 -SkipRouter -SkipShares -TimeoutSeconds 0.2 -WarningAction Ignore | Where-Object RouterExposure | ForEach-Object PracticeId";
        // What was found before the run was resumed comes without a router.
        HashSet<string> shown = [];
        for (int round = 1; round <= Rounds; round++)
        {
            using ChildProcess shell = Pwsh.Start(["-NonInteractive", "-Command", "Import-Module PracticeNetSec; " + audit]);
            shell.CloseInput();
            shell.WaitFor("P");
            await Task.Delay(37 * round);
            shell.Signal("KILL");

            // The last line may have been cut by the kill.
            string[] lines = (await shell.FinishAsync(TimeSpan.FromSeconds(60))).Output.Split('\n')[..^1];
            Assert.All(lines, id => Assert.True(shown.Add(id.Trim()), $"{id} was checked twice"));
        }

        ProcessResult after = await Pwsh.RunAsync("-NonInteractive", "-Command", $"(Test-ExposureHistory '{ledger}').State; (Get-ExposureRun '{ledger}').Count; Export-ExposureHistory '{ledger}' '{export}'");

        Assert.Equal(["Consistent", "1"], after.Lines);
        string kept = await File.ReadAllTextAsync(export);
        Assert.NotEmpty(shown);
        Assert.All(shown, id => Assert.Contains($"\"practiceId\":\"{id}\"", kept, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
