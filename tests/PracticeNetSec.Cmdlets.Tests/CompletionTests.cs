// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>What Tab offers.</summary>
public sealed class CompletionTests
{
    private static readonly string Ledger = Path.Combine(ModuleRun.Root, "tests/PracticeNetSec.Cmdlets.Tests/Samples/examples/fleet.db");

    [Theory]
    [InlineData("Get-SupervisoryAuthority -Land N", "NI NW")]
    [InlineData("Get-BreachDeadline 2026-11-23 -Land SH", "SH")]
    [InlineData("Get-RouterAdvisory CVE-2022-1", "CVE-2022-1040")]
    [InlineData("Test-ShareReachability server -Service Rs", "Rsync")]
    [InlineData("Get-ExposureHistory LEDGER -PracticeId ce", "CELLE-2019")]
    [InlineData("Get-ExposureHistory ./fleet.db -PracticeId ce", "CELLE-2019")]
    [InlineData("Get-RouterAdvisory -Vendor zy", "Zyxel")]
    [InlineData("Get-RouterAdvisory -Vendor Zyxel -Model AT", "'ATP*'")]
    [InlineData("Get-RouterAdvisory -Vendor AVM -Model AT", "")]
    [InlineData("Compare-ExposureSnapshot ./fleet.db -ReferenceRun nothing", "")]
    [InlineData("Get-ExposureHistory ./nowhere.db -PracticeId P", "")]
    [InlineData("Get-ExposureHistory nodrive:/fleet.db -PracticeId P", "")]
    public void Tab_completion_offers_matching_values(string line, string offered)
    {
        RunResult run = ModuleRun.Invoke("[void]$ExecutionContext.SessionState.Path.SetLocation($args[1]); $line = $args[0]; [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches | Where-Object ResultType -eq ParameterValue | ForEach-Object CompletionText", line.Replace("LEDGER", Ledger, StringComparison.Ordinal), Path.GetDirectoryName(Ledger)!);

        Assert.Empty(run.Errors);
        Assert.Equal(offered.Split(' ', StringSplitOptions.RemoveEmptyEntries), run.Output.Select(text => text.ToString()));
    }
}
