// SPDX-License-Identifier: MIT
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using PracticeNetSec.Probing;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>The three stages of 2019, seen from the Internet by the shipped module.</summary>
[Collection(CelleNetwork.Name)]
public class CelleStageTests
{
    private const string Wan = "203.0.113.1";

    [Theory]
    [InlineData("fault", new[] { 80, 443, 445, 4443 }, 18)]
    [InlineData("first-update", new[] { 80, 443, 445, 4443, 8443 }, 17)]
    [InlineData("patched", new[] { 80, 443, 4443, 8443 }, 0)]
    public async Task The_ports_are_as_the_stage_left_them(string stage, int[] open, int refusedAtLeast)
    {
        await CelleLab.StageAsync(stage);

        PSObject[] ports = await CelleLab.InvokeAsync("internet", $"Test-PortReachability {Wan}");

        Assert.Equal(PortList.Default.Count, ports.Length);
        Assert.Equal(open, ports.Where(port => port.Text("State") == "Open").Select(port => (int)port.Properties["Port"].Value).Order());
        int refused = ports.Count(port => port.Text("State") == "Closed");
        Assert.InRange(refused, refusedAtLeast == 0 ? 0 : refusedAtLeast - 1, refusedAtLeast);
        Assert.Equal(PortList.Default.Count - open.Length - refused, ports.Count(port => port.Text("State") == "Filtered"));
    }

    [Theory]
    [InlineData("fault", "Exposed", "10.2.1.104", new[] { "440-449", "80-89" }, false)]
    [InlineData("first-update", "Exposed", "10.2.6.101", new[] { "440-449", "80-89" }, true)]
    [InlineData("patched", "AtRisk", "11.1.2.102", new string[0], false)] // its SNMP agent answers the Internet
    public async Task The_verdict_of_the_router_is_that_of_its_stage(string stage, string verdict, string firmware, string[] widened, bool notCorrected)
    {
        await CelleLab.StageAsync(stage);

        PSObject router = Assert.Single(await CelleLab.InvokeAsync("internet", $"Get-RouterExposure {Wan}"));

        Assert.Equal(verdict, router.Text("Verdict"));
        Assert.Equal("Digitalisierungsbox Premium", router.One("Identity").Text("Model"));
        Assert.Equal(firmware, router.One("Firmware").Text("Version"));
        Assert.Equal("Outside", router.Text("Vantage"));
        Assert.Equal(widened, router.List("WidenedRanges").Select(range => $"{range.Text("Start")}-{range.Text("End")}").Order());
        Assert.All(router.List("WidenedRanges"), range => Assert.Equal("forward table + measured", range.Text("Source")));
        Assert.Equal(notCorrected, router.List("Findings").Any(finding => finding.Text("RuleId") == "router.settings-not-corrected"));
    }

    [Theory]
    [InlineData("fault")]
    [InlineData("first-update")]
    [InlineData("patched")]
    public async Task The_shares_show_their_rights_and_nothing_behind_them_changes(string stage)
    {
        await CelleLab.StageAsync(stage);
        string before = await CelleLab.SnapshotAsync();

        PSObject[] found = await CelleLab.InvokeAsync("internet", $"Get-RouterExposure {Wan} | Test-ShareReachability");

        Assert.Equal(before, await CelleLab.SnapshotAsync());
        Assert.Equal("", (await CelleLab.AuditedWritesAsync()).Trim());
        Assert.Equal("", (await CelleLab.AuditedReadsAsync()).Trim());
        PSObject server = Assert.Single(found);
        if (stage == "patched")
        {
            Assert.Equal("Filtered", server.Text("State"));
            Assert.Equal("NotExposed", server.Text("Verdict"));
            return;
        }

        Assert.Equal("Exposed", server.Text("Verdict"));
        Assert.Equal("3.1.1", Assert.Single(server.List("Dialects")).ToString());
        Assert.Equal("PRAXIS-SERVER", server.Text("ServerName"));
        AssertShare(server, "daten", "Write");
        AssertShare(server, "befunde", "Read");
        AssertShare(server, "verwaltung", "None");
        Assert.Contains(server.List("Findings"), finding => finding.Text("Severity") == "Critical");
    }

    [Fact]
    public async Task From_inside_hairpin_nat_proves_nothing_and_the_konnektor_is_not_flagged()
    {
        await CelleLab.StageAsync("fault");

        PSObject konnektor = Assert.Single(await CelleLab.InvokeAsync("practice", "Get-RouterExposure 192.168.2.20"));
        Assert.Equal("True", konnektor.Text("IsKonnektor"));
        Assert.Empty(konnektor.List("Findings"));
        Assert.NotEqual("Exposed", konnektor.Text("Verdict"));

        PSObject[] hairpin = await CelleLab.InvokeAsync("practice", $"Get-RouterExposure {Wan} -Vantage Inside -Community wrong-on-purpose -TimeoutSeconds 1");
        Assert.Equal("Undetermined", Assert.Single(hairpin).Text("Verdict"));
        Assert.Empty(hairpin[0].List("Findings"));

        // The forward table is evidence wherever it is read.
        PSObject table = Assert.Single(await CelleLab.InvokeAsync("practice", "Get-RouterExposure 192.168.2.1"));
        Assert.Equal("Inside", table.Text("Vantage"));
        Assert.Equal("Exposed", table.Text("Verdict"));
    }

    [Theory]
    [InlineData("203.0.113.77")]
    [InlineData("198.51.100.1")]
    public async Task A_dead_or_unroutable_address_is_undetermined(string address)
    {
        PSObject router = Assert.Single(await CelleLab.InvokeAsync("internet", $"Get-RouterExposure {address} -TimeoutSeconds 0.5"));

        Assert.Equal("Undetermined", router.Text("Verdict"));
    }

    [Fact]
    public async Task The_community_appears_in_no_output()
    {
        await CelleLab.StageAsync("fault");

        ProcessResult result = await LabProcess.PwshAsync(
            "internet",
            $"$r = Get-RouterExposure {Wan} -Community geheim-4711 -TimeoutSeconds 1 -Verbose; $r; [System.Management.Automation.PSSerializer]::Serialize($r, 8)");

        Assert.DoesNotContain("geheim-4711", result.Output + result.Error);
    }

    private static void AssertShare(PSObject server, string name, string access)
    {
        PSObject share = server.List("Shares").Single(share => share.Text("Name") == name);
        Assert.Equal(access, share.Text("GuestAccess"));
    }
}
