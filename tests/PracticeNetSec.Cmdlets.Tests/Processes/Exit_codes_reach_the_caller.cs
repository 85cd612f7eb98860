// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Processes;

/// <summary>The printed line of <c>ConvertTo-RmmResult</c> in a PowerShell process of its own, as a monitoring agent starts it.</summary>
public sealed class Exit_codes_reach_the_caller
{
    private const string Line = "ConvertTo-RmmResult Nagios | ForEach-Object { $_.Output; exit $_.ExitCode }";

    [Theory]
    [InlineData("fault", 2, "CRITICAL")]
    [InlineData("patched", 0, "OK")]
    public async Task Command_ends_with_the_verdict_of_the_recorded_practice(string stage, int code, string word)
    {
        ProcessResult run = await Pwsh.RunAsync("-NonInteractive", "-Command", $"{Recorded(stage)} | {Line}");

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(word, run.Lines[0], StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task File_ends_with_it_too()
    {
        string script = Path.GetTempFileName() + ".ps1";
        await File.WriteAllTextAsync(script, $"param([string] $Stage)\n{Recorded("$Stage")} | {Line}\n");

        ProcessResult run = await Pwsh.RunAsync("-NonInteractive", "-File", script, "-Stage", "fault");
        File.Delete(script);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("CRITICAL", run.Lines[0], StringComparison.Ordinal);
    }

    /// <summary>Nothing was judged, so nothing is printed that could be taken for a result.</summary>
    [Fact]
    public async Task A_refused_input_is_an_error_of_the_process()
    {
        ProcessResult run = await Pwsh.RunAsync("-NonInteractive", "-Command", $"$ErrorActionPreference = 'Stop'; Import-NmapScan ./missing.xml | {Line}");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("missing.xml", run.Error, StringComparison.Ordinal);
    }

    private static string Recorded(string stage) =>
        $"Import-NmapScan \"{Checkout.CelleSamples}/nmap-{stage}.xml\" -Practice (Import-PracticeInventory \"{Checkout.CelleSamples}/practices.csv\") | Get-RouterExposure -WalkPath \"{Checkout.CelleSamples}/walk-{stage}.txt\"";
}
