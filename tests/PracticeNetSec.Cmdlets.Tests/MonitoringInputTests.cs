// SPDX-License-Identifier: MIT
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>What failed before a monitoring line, and how old what it was given is.</summary>
public sealed class MonitoringInputTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    /// <summary>Every command's begin runs before that of ConvertTo-RmmResult.</summary>
    [Theory]
    [InlineData("ForEach-Object -Begin { Import-PracticeInventory ./missing.csv } -Process { $_ }")]
    [InlineData("& { begin { Write-Error 'broken' } process { $_ } }")]
    public void An_error_in_the_begin_of_a_command_before_it_is_a_failure(string command) =>
        Assert.Equal("3", ExitCode($"{Audit(0)}; $a | {command} 2>$null | ConvertTo-RmmResult Nagios"));

    [Theory]
    [InlineData(400, "-MaximumAge 1")]
    [InlineData(400, "")]
    [InlineData(-3, "")]
    public void Results_that_were_saved_long_ago_or_are_of_the_future_are_not_good(int days, string parameters) =>
        Assert.Equal("3", ExitCode($"{Audit(days)}; [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($a, 8)) | ConvertTo-RmmResult Nagios {parameters}"));

    /// <summary>When it was measured is not known, so whether it still holds is not either.</summary>
    [Fact]
    public void A_result_without_its_time_is_not_good() =>
        Assert.Equal("3", ExitCode("[PracticeNetSec.Fleet.Audit.PracticeAudit]@{ PracticeId = 'A'; Verdict = 'NotExposed' } | ConvertTo-RmmResult Nagios"));

    private static string Audit(int days) =>
        $"$at = [DateTimeOffset]::Now.AddDays(-({days})); $a = [PracticeNetSec.Fleet.Audit.PracticeAudit]@{{ PracticeId = 'A'; Verdict = 'NotExposed'; StartedAt = $at; EndedAt = $at }}";

    private string ExitCode(string script)
    {
        EngineResult run = engine.Run($"$r = & {{ {script} }}; $r.ExitCode");
        return run.Output[^1].ToString()!;
    }
}
