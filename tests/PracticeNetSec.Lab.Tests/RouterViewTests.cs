// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>The vantage points of a router: outside, inside and a recording; and forwards to the TI Konnektor.</summary>
[Collection(CelleNetwork.Name)]
public class RouterViewTests
{
    private const string Wan = "203.0.113.1";

    // Measured at the ports of the router itself: a recording does not show who can reach them.
    private static readonly string[] LiveOnly = ["router.snmp-reachable", "router.status-page-reachable"];

    [Theory]
    [InlineData("fault", "Exposed", "Exposed")]
    [InlineData("patched", "AtRisk", "Undetermined")] // only a measurement asks the service at 8443 what it is
    public async Task The_verdict_of_a_recording_is_that_of_the_router_as_far_as_it_goes(string stage, string verdict, string recordedVerdict)
    {
        await CelleLab.StageAsync(stage);
        string folder = Directory.CreateTempSubdirectory("pns-recorded-").FullName;
        try
        {
            await RecordAsync(folder);
            PSObject[] seen = await CelleLab.InvokeAsync("internet",
                $"Get-RouterExposure {Wan}; foreach ($walk in 'walk-On.txt', 'walk-OQn.txt') {{ Import-NmapScan {folder}/scan.xml | Get-RouterExposure -WalkPath {folder}/$walk }}");

            Assert.Equal(3, seen.Length);
            Assert.Equal("Outside", seen[0].Text("Vantage"));
            Assert.Equal(verdict, seen[0].Text("Verdict"));
            Assert.All(LiveOnly, rule => Assert.Contains(rule, seen[0].Rules()));
            foreach (PSObject recorded in seen[1..])
            {
                Assert.Equal("Recorded", recorded.Text("Vantage"));
                Assert.Equal(recordedVerdict, recorded.Text("Verdict"));
                Assert.NotEmpty(recorded.Forwards());
                Assert.Equal(seen[0].Forwards(), recorded.Forwards());
                Assert.True(recorded.IsComplete("ForwardsComplete"));
                Assert.Equal(seen[0].Widened(), recorded.Widened());
                Assert.Equal(seen[0].Rules().Except(LiveOnly), recorded.Rules());
                Assert.Equal(seen[0].One("Identity").Text("Model"), recorded.One("Identity").Text("Model"));
                Assert.Equal(seen[0].One("Firmware").Text("Version"), recorded.One("Firmware").Text("Version"));
                Assert.Equal(Open(seen[0]), Open(recorded));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_vantage_is_decided_and_shown()
    {
        await CelleLab.StageAsync("fault");

        ProcessResult outside = await LabProcess.PwshAsync("internet", $"Get-RouterExposure {Wan} -Port 443 | Out-String");
        PSObject[] inside = await CelleLab.InvokeAsync("practice", $"Get-RouterExposure 192.168.2.1 -Port 443; Get-RouterExposure {Wan} -Port 443,445 -Vantage Inside -Community wrong-on-purpose");

        Assert.Matches(@"Vantage\s*: Outside", outside.Output);
        Assert.Equal(["Inside", "Inside"], inside.Select(router => router.Text("Vantage")));
        Assert.Contains("the address is private", inside[0].Report("vantage").Text("Detail"));
        Assert.Contains("as stated by the caller", inside[1].Report("vantage").Text("Detail"));

        // Hairpin NAT answers on the own WAN address: seen, and taken for nothing.
        Assert.Contains("445", Open(inside[1]));
        Assert.Empty(inside[1].Rules());
        Assert.Equal("Undetermined", inside[1].Text("Verdict"));
        Assert.Contains(inside[1].List("Reasons"), reason => reason.ToString().StartsWith("Measured from inside: what answers here proves nothing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_forward_to_the_Konnektor_is_a_finding_although_the_router_is_fixed()
    {
        await CelleLab.StageAsync("konnektor");

        PSObject router = Assert.Single(await CelleLab.InvokeAsync("internet", $"Get-RouterExposure {Wan}"));

        Assert.Equal("Exposed", router.Text("Verdict"));
        Assert.Contains("tcp 8443 -> 192.168.2.20:443", router.Forwards());
        Assert.Contains("router.konnektor-reachable", router.Rules());
        Assert.Empty(router.Widened());
        Assert.Equal("Digitalisierungsbox Premium", router.One("Identity").Text("Model"));
        Assert.Contains(router.List("Reasons"), reason => reason.ToString().Contains("Konnektor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task From_inside_the_Konnektor_behind_a_forward_is_found_and_parallel_operation_is_reported()
    {
        await CelleLab.StageAsync("konnektor");

        PSObject[] seen = await CelleLab.InvokeAsync("practice", "$inside = Get-RouterExposure 192.168.2.1 -IncludeReportedAddress; $inside; $inside | Get-RouterExposure");

        Assert.Equal(2, seen.Length);
        Assert.Equal("Exposed", seen[0].Text("Verdict"));
        Assert.Contains("router.konnektor-forward", seen[0].Rules());
        Assert.Contains(seen[0].List("Reasons"), reason => reason.ToString().Contains("parallel", StringComparison.OrdinalIgnoreCase));

        // Who stood inside a moment ago stands inside still, and asks the router that was named, not the address that it reports.
        Assert.Equal("203.0.113.1", seen[0].Text("WanAddress"));
        Assert.Equal("Inside", seen[1].Text("Vantage"));
    }

    private static string[] Open(PSObject router) =>
        [.. router.List("Ports").Where(port => port.Text("State") == "Open").Select(port => port.Text("Port")).Order()];

    /// <summary>What an admin would save: both subtrees with snmpwalk, in two forms, and nmap's own document.</summary>
    private static async Task RecordAsync(string folder)
    {
        foreach (string form in new[] { "-On", "-OQn" })
        {
            string[] parts = await Task.WhenAll(new[] { ".1.3.6.1.2.1.1", ".1.3.6.1.4.1.272.4" }.Select(subtree =>
                LabProcess.LabAsync("celle.sh", "exec", "internet", "snmpwalk", "-v2c", "-c", "public", form, Wan, subtree)));
            await File.WriteAllTextAsync(Path.Combine(folder, $"walk{form}.txt"), string.Concat(parts));
        }

        await LabProcess.LabAsync("celle.sh", "exec", "internet", "nmap", "-sT", "-Pn", "-n", "-p", "21,23,79-90,104,139,439-450,1433,3306,3389,4443,5432,8080,8443,11112", "-oX", Path.Combine(folder, "scan.xml"), Wan);
    }
}
