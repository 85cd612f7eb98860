// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.UserExperience;

/// <summary>Each in a process of its own: $PSStyle belongs to the process.</summary>
public sealed class ColourTests
{
    // PowerShell itself takes escape sequences out of what is redirected, so the scripts show them as a word.
    private const string Escape = "<ESC>";

    private static readonly string Show = $$"""
        (Import-NmapScan '{{Path.Combine(ModuleRun.Samples, "nmap-fault.xml")}}' | ForEach-Object { $_; $_.Findings | Format-Table } | Out-String).Replace([string][char]27, '{{Escape}}')
        """;

    [Fact]
    public async Task Redirected_output_has_none() => AssertPlain(await Pwsh.RunAsync("-Command", Show));

    [Fact]
    public async Task Colours_are_printed_on_request_and_columns_stay_aligned()
    {
        ProcessResult run = await Pwsh.RunAsync("-Command", $"$PSStyle.OutputRendering = 'Ansi'; $PSStyle.Formatting.FormatAccent = ''; $PSStyle.Formatting.TableHeader = ''; {Show}");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches($@"Verdict +: {Escape}\[[0-9;]+mExposed{Escape}\[0m", run.Output);
        Assert.Matches($@"{Escape}\[[0-9;]+mCritical{Escape}\[0m {{4}}203\.0\.113\.1", run.Output); // 11 columns and one between
    }

    [Theory]
    [InlineData("$PSStyle.OutputRendering = 'PlainText'; ")]
    [InlineData("$PSStyle.OutputRendering = 'Host'; ")] // and this host, redirected, has no virtual terminal
    public async Task Plain_text_is_printed_on_request(string setting) => AssertPlain(await Pwsh.RunAsync("-Command", setting + Show));

    [Fact]
    public async Task NO_COLOR_is_honoured_even_then() => Assert.Equal("Exposed", (await Pwsh.RunWithAsync(
        null,
        start => start.Environment["NO_COLOR"] = "1",
        "-Command",
        $"Import-Module PracticeNetSec; $PSStyle.OutputRendering = 'Ansi'; ([PracticeNetSec.Fleet.Audit.PracticeAudit]@{{ Verdict = 'Exposed' }}).View.Verdict.Replace([string][char]27, '{Escape}')")).Output.Trim());

    private static void AssertPlain(ProcessResult run)
    {
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Exposed", run.Output, StringComparison.Ordinal);
        Assert.Contains("Critical", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, run.Output, StringComparison.Ordinal);
    }
}
