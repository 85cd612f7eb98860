// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Shell;

[CollectionDefinition("Times", DisableParallelization = true)]
public sealed class Times_are_measured_undisturbed;

[Collection("Times")]
public sealed class Interruption_stops_at_once
{
    [OnLinuxTheory]
    [InlineData("'ready'; while ($true) { }", "INT", 130)]
    [InlineData("'ready'; Start-Sleep -Seconds 60; 'not reached'", "INT", 130)]
    [InlineData("'ready'; 1..1e9 | ForEach-Object { $_ } | Out-Null", "INT", 130)]
    [InlineData("'ready'; $ExecutionContext | ConvertTo-Json -Depth 100 -WarningAction SilentlyContinue | Out-Null", "INT", 130)]
    [InlineData("'ready'; while ($true) { }", "TERM", 143)]
    public void Within_a_second_and_never_as_a_success(string script, string signal, int expected)
    {
        // A busy machine only ever adds time, so the best of three counts; how it ends must be right each time.
        TimeSpan best = TimeSpan.MaxValue;
        for (int run = 0; run < 3 && best >= TimeSpan.FromSeconds(1); run++)
        {
            using ShellProcess shell = ShellProcess.Start("-Command", script);
            shell.WaitFor("ready");

            var watch = Stopwatch.StartNew();
            shell.Signal(signal);
            ShellResult result = shell.Finish();
            best = watch.Elapsed < best ? watch.Elapsed : best;

            Assert.Equal(expected, result.ExitCode);
            Assert.Equal(["ready"], result.Lines);
            Assert.Empty(result.Error);
        }

        Assert.True(best < TimeSpan.FromSeconds(1), $"took {best} at best");
    }

    [OnLinuxFact]
    public void A_script_file_reports_it_too()
    {
        using var folder = new TemporaryFolder();
        using ShellProcess shell = ShellProcess.Start("-File", folder.Write("a.ps1", "try { 'ready'; while ($true) { } } finally { Write-Host 'cleaned up' }"));
        shell.WaitFor("ready");

        shell.Signal("INT");
        ShellResult result = shell.Finish();

        Assert.Equal(130, result.ExitCode);
        Assert.Equal(["ready", "cleaned up"], result.Lines);
    }

    [OnLinuxFact]
    public void A_second_one_ends_a_command_that_will_not_stop()
    {
        using ShellProcess shell = ShellProcess.Start("-Command", "'ready'; [System.Threading.Thread]::Sleep(60000)");
        shell.WaitFor("ready");

        shell.Signal("INT");
        shell.Signal("INT");

        Assert.Equal(130, shell.Finish().ExitCode);
    }
}
