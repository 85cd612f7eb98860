// SPDX-License-Identifier: MIT
using System.Management.Automation;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>The recorded Celle practice, read by the shipped module.</summary>
internal static class CelleSample
{
    private const string ReadStage = """
        param($samples, $stage)
        Import-NmapScan "$samples/nmap-$stage.xml" -Practice (Import-PracticeInventory "$samples/practices.csv") |
            Get-RouterExposure -WalkPath "$samples/walk-$stage.txt"
        """;

    /// <summary>The examined router of a stage: fault, first-update or patched.</summary>
    public static PSObject Read(string stage)
    {
        RunResult run = ModuleRun.Invoke(ReadStage, ModuleRun.Samples, stage);
        Assert.Empty(run.Errors);
        return Assert.Single(run.Output);
    }
}
