// SPDX-License-Identifier: MIT
using System.IO;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>
/// Exposed practices, and a connection that is disturbed for six seconds in mid-run: none is cleared, and each is found after the end. A few
/// kinds and practices; tests/Benchmarks/outage.sh has all kinds, a thousand practices and twenty runs of each.
/// </summary>
[Trait("Category", "Figure")]
public sealed class OutageTests : IAsyncLifetime
{
    private const int Count = 200;

    private readonly string _folder = Directory.CreateTempSubdirectory("pns-outage").FullName;

    public async Task InitializeAsync() => await LabProcess.LabAsync("outage.sh", "up", $"{Count}");

    public async Task DisposeAsync()
    {
        await LabProcess.LabAsync("outage.sh", "down");
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("drop", "")]
    [InlineData("link", "")]
    [InlineData("names", "names")]
    [InlineData("portal", "")]
    public async Task Nothing_is_cleared_that_was_measured_in_an_outage(string kind, string names)
    {
        string inventory = Path.Combine(_folder, $"{kind}.csv");
        await File.WriteAllTextAsync(inventory, await LabProcess.LabAsync("outage.sh", "inventory", $"{Count}", names));
        string started = Path.Combine(_folder, $"{kind}.started");
        Task<ProcessResult> auditing = LabProcess.PwshThroughAsync(["outage.sh", "exec"], $$"""
            $all = @(Import-PracticeInventory '{{inventory}}')
            Set-Content '{{started}}' ''
            $all | Invoke-PracticeAudit -SkipRouter -SkipShares -ThrottleLimit 50 -ConnectionLimitPerHost 80 -TimeoutSeconds 1 -CanaryAddress 198.18.96.200 -WarningAction SilentlyContinue |
                Group-Object Verdict -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" }
            """);
        while (!File.Exists(started) && !auditing.IsCompleted)
        {
            await Task.Delay(100);
        }

        await Task.Delay(4000);
        await LabProcess.LabAsync("outage.sh", "disturb", kind, "6");
        ProcessResult run = await auditing;

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        Assert.Equal($"Exposed {Count}", Assert.Single(run.Lines));
    }
}
