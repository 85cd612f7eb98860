// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>
/// Practices behind everything that makes an open port look closed: blocks of scans, limits, scrubbers, providers, offices, proxies and
/// portals. None of them may be cleared, and none that is closed may be called exposed. tests/lab/truth.sh has the situations.
/// </summary>
public sealed class TruthTests
{
    [Fact]
    public async Task No_situation_is_wrongly_cleared_or_alarmed()
    {
        await LabProcess.LabAsync("truth.sh", "up");
        try
        {
            string cases = Path.GetTempFileName();
            await File.WriteAllTextAsync(cases, await LabProcess.LabAsync("truth.sh", "list", "chosen"));
            ProcessResult run = await LabProcess.PwshThroughAsync(["truth.sh", "exec"], $"& '{LabProcess.Script("lib/Measure-Truth.ps1")}' -Module '{Path.Combine(Checkout.Root, "artifacts/PracticeNetSec")}' -Cases '{cases}'");
            string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

            Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode} after {lines.Length} lines: {run.Error}");
            Assert.DoesNotContain(lines, line => line.StartsWith("WRONG", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith("wrong all-clears: 0 of ", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith("wrong alarms: 0 of ", StringComparison.Ordinal));
            Assert.True(lines.Count(line => line.StartsWith("ok", StringComparison.Ordinal)) >= 60, string.Join(Environment.NewLine, lines));
            await AssertOwnRouterIsInsideAsync();
        }
        finally
        {
            await LabProcess.LabAsync("truth.sh", "down");
        }
    }

    /// <summary>198.19.81.1 is the far side of the prober's own router, and its proxy listens there: a way to it shows nothing of the Internet.</summary>
    private static async Task AssertOwnRouterIsInsideAsync()
    {
        ProcessResult run = await LabProcess.PwshThroughAsync(
            ["truth.sh", "exec"],
            "Get-RouterExposure 198.19.81.1, 198.18.80.1 -Port 443,445,7007 -TimeoutSeconds 1 | Sort-Object ComputerName -Descending | ForEach-Object { \"$($_.ComputerName) $($_.Vantage)\" }");

        Assert.Equal(["198.19.81.1 Inside", "198.18.80.1 Outside"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()));
    }
}
