// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>The practice of Celle as one practice of a fleet: real router tables, real Samba.</summary>
[Collection(CelleNetwork.Name)]
public class CelleAuditTests
{
    private const string Celle = "[pscustomobject]@{ PracticeId = 'CELLE'; WanAddress = '203.0.113.1'; IntendedPorts = @(80, 443); AuthorizedBy = 'Dr. Muster'; RouterModel = 'MODEL' }";

    [Fact]
    public async Task Router_ports_and_shares_come_together_and_nothing_changes()
    {
        await CelleLab.StageAsync("fault");
        string before = await CelleLab.SnapshotAsync();

        PSObject audit = Assert.Single(await CelleLab.InvokeAsync("internet", Celle.Replace("MODEL", "Digitalisierungsbox Premium", StringComparison.Ordinal) + " | Invoke-PracticeAudit"));

        Assert.Equal(before, await CelleLab.SnapshotAsync());
        Assert.Equal("", (await CelleLab.AuditedWritesAsync()).Trim());
        Assert.Equal("Exposed", audit.Text("Verdict"));
        Assert.Equal("Confirmed", audit.Text("Identity"));
        Assert.Equal("InScope", audit.One("Scope").Text("State"));
        PSObject server = Assert.Single(audit.List("ShareReachability"));
        Assert.Equal("Write", server.List("Shares").Single(share => share.Text("Name") == "daten").Text("GuestAccess"));
        Assert.Contains(audit.List("Findings"), finding => finding.Text("RuleId") == "router.widened-forward");
        Assert.Contains(audit.List("Findings"), finding => finding.Text("RuleId").StartsWith("share.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_router_of_another_practice_is_not_queried_further()
    {
        await CelleLab.StageAsync("fault");

        PSObject audit = Assert.Single(await CelleLab.InvokeAsync("internet", Celle.Replace("MODEL", "FRITZ!Box 7590", StringComparison.Ordinal) + " | Invoke-PracticeAudit"));

        Assert.Equal("Differs", audit.Text("Identity"));
        Assert.Equal("Undetermined", audit.Text("Verdict"));
        Assert.Empty(audit.List("ShareReachability"));
        Assert.Empty(audit.One("RouterExposure").List("Ports"));
        Assert.Contains("FRITZ!Box 7590", audit.List("Reasons")[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_three_stages_in_one_ledger_show_that_the_update_did_not_correct_the_settings()
    {
        string ledger = System.IO.Path.Combine(System.IO.Directory.CreateTempSubdirectory("pns").FullName, "celle.db");
        string audit = Celle.Replace("MODEL", "Digitalisierungsbox Premium", StringComparison.Ordinal) + $" | Invoke-PracticeAudit -LedgerPath '{ledger}'";
        await CelleLab.StageAsync("fault");
        await CelleLab.InvokeAsync("internet", audit);
        await CelleLab.StageAsync("first-update");
        PSObject[] update = await CelleLab.InvokeAsync("internet", $"& {{ $null = {audit}; Compare-ExposureSnapshot '{ledger}' }}");
        await CelleLab.StageAsync("patched");
        PSObject[] patch = await CelleLab.InvokeAsync("internet", $"& {{ $null = {audit}; Compare-ExposureSnapshot '{ledger}' }}");

        Assert.Contains(update, change => change.Text("RuleId") == "router.widened-forward" && change.Text("State") == "Unchanged" && change.Text("Note").Contains("did not correct the settings", StringComparison.Ordinal));
        Assert.All(patch.Where(change => change.Text("RuleId") is "router.widened-forward" or "router.dangerous-port-open" or "share.writable"), change => Assert.Equal("Resolved", change.Text("State")));
        Assert.Contains(patch, change => change.Text("State") == "Resolved");
        System.IO.Directory.Delete(System.IO.Path.GetDirectoryName(ledger)!, recursive: true);
    }
}
