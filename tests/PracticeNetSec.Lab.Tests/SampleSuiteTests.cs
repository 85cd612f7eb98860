// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>The Pester suite that samples/fleet offers for a provider's own CI, against the practice in Celle.</summary>
[Collection(CelleNetwork.Name)]
public sealed class SampleSuiteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns-suite").FullName;

    [Fact]
    public async Task It_passes_where_the_update_is_installed()
    {
        ProcessResult run = await RunAsync("patched");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Matches("Tests Passed: [1-9][0-9]+, Failed: 0, Skipped: 0", run.Output);
    }

    [Fact]
    public async Task It_fails_with_the_reason_where_445_is_reachable()
    {
        ProcessResult run = await RunAsync("fault");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("[-] has no practice with port 445 open", run.Output, StringComparison.Ordinal);
        Assert.Contains("[-] has no share that an unauthenticated user may write to", run.Output, StringComparison.Ordinal);
        Assert.Contains("'CELLE-2019'", run.Output, StringComparison.Ordinal);
        Assert.Contains("[+] has no practice with port 3389 open", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<ProcessResult> RunAsync(string stage)
    {
        await CelleLab.StageAsync(stage);
        string inventory = Path.Combine(_folder, $"{stage}.csv");
        await File.WriteAllTextAsync(inventory, "PracticeId;WanAddress;AuthorizedBy;AuthorizedUntil\nCELLE-2019;203.0.113.1;Dr. Muster;2099-12-31\n");
        return await LabProcess.PwshAsync("internet", $$"""
            $env:NO_COLOR = 1
            Import-Module Pester
            $suite = New-PesterContainer -Path '{{Checkout.Root}}/samples/fleet/Practices.Tests.ps1' -Data @{ Inventory = '{{inventory}}'; Ledger = '{{inventory}}.db' }
            Invoke-Pester -CI -Output Detailed -Container $suite
            """);
    }
}
