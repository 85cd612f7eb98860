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

            Assert.DoesNotContain(lines, line => line.StartsWith("WRONG", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith("wrong all-clears: 0 of ", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.StartsWith("wrong alarms: 0 of ", StringComparison.Ordinal));
            Assert.True(lines.Count(line => line.StartsWith("ok", StringComparison.Ordinal)) >= 45, string.Join(Environment.NewLine, lines));
        }
        finally
        {
            await LabProcess.LabAsync("truth.sh", "down");
        }
    }
}
