// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
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
        $"Import-Module PracticeNetSec; $PSStyle.OutputRendering = 'Ansi'; [PracticeNetSec.Cmdlets.Views.ViewFormatter]::Word('Exposed', $ExecutionContext).Replace([string][char]27, '{Escape}')")).Output.Trim());

    /// <summary>As in Windows PowerShell 5.1, which has no $PSStyle: a session without variables.</summary>
    [Fact]
    public void Without_PSStyle_values_are_plain_under_strict_mode_too()
    {
        using PowerShell importing = ModuleRun.New(); // loads the module's assembly
        InitialSessionState bare = InitialSessionState.CreateDefault2();
        bare.Variables.Remove("PSStyle", null);
        using PowerShell shell = PowerShell.Create(bare);
        shell.AddScript("""
            Set-StrictMode -Version Latest
            $style = $ExecutionContext.SessionState.PSVariable.GetValue('PSStyle')
            '{0}|{1}|{2}' -f ($null -eq $style), [PracticeNetSec.Cmdlets.Views.ViewFormatter]::Word('Exposed', $ExecutionContext), [PracticeNetSec.Cmdlets.Views.ViewFormatter]::Word($null, $ExecutionContext)
            """);

        Assert.Equal("True|Exposed|", shell.Invoke()[0].ToString());
    }

    private static void AssertPlain(ProcessResult run)
    {
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Exposed", run.Output, StringComparison.Ordinal);
        Assert.Contains("Critical", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, run.Output, StringComparison.Ordinal);
    }
}
