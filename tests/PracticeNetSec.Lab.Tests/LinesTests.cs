// SPDX-License-Identifier: MIT
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>
/// German access lines, examined from inside and from the Internet by the shipped module. What is true of each is known, because the
/// rules of every router and of the provider are the lab's.
/// </summary>
[Collection(LinesNetwork.Name)]
public class LinesTests
{
    private const string ExamineInside = $"Get-RouterExposure {LinesLab.Router} -Community public";
    private const string ExamineDual = $"Get-RouterExposure {LinesLab.Dual} -MachineAddress {LinesLab.DualMachine}";

    /// <summary>The provider lets connections through to b alone; neither router shows that.</summary>
    [Theory]
    [InlineData("a-lan", "100.64.7.9")]
    [InlineData("b-lan", "100.64.7.10")]
    public async Task A_forward_behind_the_providers_translation_is_a_risk(string place, string wan)
    {
        PSObject router = Assert.Single(await LinesLab.ExamineAsync(place, ExamineInside));

        Assert.Equal(wan, router.Text("PrivateWanAddress"));
        AssertLine(router, "SharedAddress", "line.shared-range");
        Assert.True(router.IsComplete("ForwardsComplete"));
        Assert.Equal(["tcp 445 -> 192.168.2.10:445"], router.Forwards());
        Assert.Equal("AtRisk", router.Text("Verdict"));
        Assert.Equal(["router.dangerous-forward"], router.Rules());
    }

    [Fact]
    public async Task The_share_of_another_customer_is_not_attributed_to_this_one()
    {
        string walk = await LinesLab.WalkAsync("a-lan");

        PSObject[] seen = await LinesLab.ExamineOutsideAsync(
            $"$outside = {LinesLab.Practice("A")} | Get-RouterExposure; $outside; $outside | Get-RouterExposure -WalkPath '{walk}'; {LinesLab.Practice("A")} | Invoke-PracticeAudit");

        Assert.Equal(3, seen.Length);
        Assert.Contains($"{LinesLab.Shared} 445", Open(seen[0]));
        AssertLine(seen[0], "SharedAddress", "line.stated");
        Assert.Equal("Undetermined", seen[0].Text("Verdict"));
        Assert.Empty(seen[0].Rules());

        // Both views together: the forward is A's own, the open port is not.
        Assert.Contains($"{LinesLab.Shared} 445", Open(seen[1]));
        AssertLine(seen[1], "SharedAddress", "line.shared-range");
        Assert.Equal("AtRisk", seen[1].Text("Verdict"));
        Assert.Equal(["router.dangerous-forward"], seen[1].Rules());

        Assert.Contains($"{LinesLab.Shared} 445", Open(seen[2].One("RouterExposure")));
        Assert.Equal("Undetermined", seen[2].Text("Verdict"));
        Assert.Empty(seen[2].Rules());
        Assert.Empty(seen[2].List("ShareReachability"));
    }

    [Theory]
    [InlineData("both", "Exposed", "AtRisk", "Exposed")]
    [InlineData("second", "NotExposed", "AtRisk", "NotExposed")]
    [InlineData("first", "NotExposed", "Undetermined", "Exposed")] // the first router's table shows a forward to a file share, not that the second one refuses it
    [InlineData("none", "NotExposed", "Undetermined", "NotExposed")]
    public async Task A_cascade_is_as_open_as_both_its_routers_together(string forwarding, string outside, string second, string first)
    {
        await LinesLab.SetAsync("cascade", forwarding);

        Task<PSObject[]> fromInside = LinesLab.ExamineAsync("second-lan", $"{ExamineInside}; Get-RouterExposure 192.168.100.1 -Community public");
        PSObject seen = Assert.Single(await LinesLab.ExamineOutsideAsync($"Get-RouterExposure {LinesLab.First}"));
        PSObject[] inside = await fromInside;

        Assert.Contains($"{LinesLab.First} 443", Open(seen));
        Assert.Equal(forwarding == "both", Open(seen).Contains($"{LinesLab.First} 445"));
        Assert.Equal(outside, seen.Text("Verdict"));
        Assert.Equal(forwarding == "both" ? ["router.dangerous-port-open"] : [], seen.Rules());

        AssertLine(inside[0], "Cascade", "line.private");
        Assert.True(inside[0].IsComplete("ForwardsComplete"));
        Assert.Equal(second, inside[0].Text("Verdict"));
        AssertLine(inside[1], "OwnAddress", "line.own-address");
        Assert.Equal(first, inside[1].Text("Verdict"));
    }

    /// <summary>RFC 6333 leaves the translation to the provider's AFTR; routers translate or not. The address of the tunnel shows it either way.</summary>
    [Theory]
    [InlineData("on")]
    [InlineData("off")]
    public async Task A_DS_Lite_tunnel_is_recognised_and_IPv6_is_not_passed_over(string translation)
    {
        await LinesLab.SetAsync("translation", translation);

        PSObject router = Assert.Single(await LinesLab.ExamineAsync("b4-lan", ExamineInside));

        Assert.Equal("NotExamined", router.One("Coverage").Text("IPv6"));
        Assert.Equal("Undetermined", router.Text("Verdict"));
        Assert.Equal("192.0.0.2", router.Text("PrivateWanAddress"));
        AssertLine(router, "SharedAddress", "line.tunnel");
    }

    [Theory]
    [InlineData("on", "Exposed")]
    [InlineData("off", "Undetermined")]
    public async Task Behind_DS_Lite_the_machine_over_IPv6_decides(string opening, string verdict)
    {
        await LinesLab.SetAsync("opening", opening);

        PSObject router = Assert.Single(await LinesLab.ExamineOutsideAsync($"{LinesLab.Practice("TUNNEL")} | Get-RouterExposure -MachineAddress {LinesLab.TunnelMachine}"));

        AssertLine(router, "SharedAddress", "line.stated");
        Assert.Equal(verdict, router.Text("Verdict"));
        Assert.Equal(opening == "on" ? [$"[{LinesLab.TunnelMachine}]:445"] : [], Targets(router));
        Assert.Equal(opening == "on" ? [$"{LinesLab.TunnelMachine} 445"] : [], Open(router));
    }

    [Fact]
    public async Task The_state_of_the_IPv6_firewall_is_read_over_UPnP()
    {
        PSObject router = Assert.Single(await LinesLab.ExamineAsync("dual-lan", ExamineInside));

        Assert.Equal("True", router.One("IPv6").Text("FirewallEnabled"));
        Assert.Equal("True", router.One("IPv6").Text("InboundPinholeAllowed"));
        AssertLine(router, "OwnAddress", "line.own-address");
    }

    /// <summary>The machine that measures has a global IPv6 address, and its share is open to the Internet there; the router's tables know IPv4 alone.</summary>
    [Fact]
    public async Task An_IPv6_address_of_the_measuring_machine_inside_shows_that_the_line_has_IPv6()
    {
        await LinesLab.SetAsync("pinhole", "on");

        PSObject router = Assert.Single(await LinesLab.ExamineAsync("dual-lan", ExamineInside));

        Assert.True(router.IsComplete("ForwardsComplete"));
        Assert.NotEqual("NotExposed", router.Text("Verdict"));
        Assert.Equal("NotExamined", router.One("Coverage").Text("IPv6"));
    }

    [Theory]
    [InlineData("on", "Exposed", $"{LinesLab.DualMachine} 10445")]
    [InlineData("web", "NotExposed", $"{LinesLab.DualMachine} 8443")]
    [InlineData("off", "Undetermined", null)] // a silent machine may be switched off
    public async Task A_pinhole_of_UPnP_is_measured_at_the_machine(string pinhole, string verdict, string? open)
    {
        await LinesLab.SetAsync("pinhole", pinhole);

        PSObject router = Assert.Single(await LinesLab.ExamineOutsideAsync(ExamineDual));

        Assert.Equal(open is null ? [$"{LinesLab.Dual} 443"] : [open, $"{LinesLab.Dual} 443"], Open(router));
        Assert.Equal(verdict, router.Text("Verdict"));
        Assert.Equal(pinhole == "on" ? [$"[{LinesLab.DualMachine}]:10445"] : [], Targets(router));
    }

    /// <summary>
    /// The router before the machine refuses in its place, at the first hop: a packet that no router passes on is refused as well. Over IPv6
    /// as over IPv4, such a refusal shows nothing of the machine.
    /// </summary>
    [Fact]
    public async Task A_refusal_of_the_next_router_over_IPv6_is_not_the_machines()
    {
        await LinesLab.SetAsync("pinhole", "web");
        await RulesAsync("add table ip6 refuse; add chain ip6 refuse way { type filter hook prerouting priority -300; }; "
            + $"add rule ip6 refuse way ip6 daddr {LinesLab.DualMachine} tcp dport 3389 reject with tcp reset");
        try
        {
            PSObject router = Assert.Single(await LinesLab.ExamineOutsideAsync(ExamineDual));

            Assert.Equal("Undetermined", router.Text("Verdict"));
            Assert.Empty(router.One("IPv6").List("KnownMachines"));
            Assert.Equal("NotExamined", router.One("Coverage").Text("IPv6"));
        }
        finally
        {
            await RulesAsync("delete table ip6 refuse");
        }

        static Task<string> RulesAsync(string rules) => LabProcess.LabAsync("lines.sh", "exec", "dual", "nft", rules);
    }

    [Fact]
    public async Task An_address_that_the_machine_no_longer_has_clears_nothing()
    {
        await LinesLab.SetAsync("renumber");
        try
        {
            await LinesLab.SetAsync("pinhole", "on");

            PSObject[] seen = [.. (await LinesLab.ExamineOutsideAsync($"{LinesLab.Practice("DUAL")}, {LinesLab.Practice("DUAL-LATER")} | Get-RouterExposure")).OrderBy(router => router.Text("PracticeId"))];

            Assert.Equal([LinesLab.DualMachine, LinesLab.DualMachineLater], seen.Select(router => Assert.Single(router.One("IPv6").List("Machines")).ToString()));
            Assert.Equal([$"{LinesLab.Dual} 443"], Open(seen[0]));
            Assert.Equal("Undetermined", seen[0].Text("Verdict"));
            Assert.Equal("NotExamined", seen[0].One("Coverage").Text("IPv6"));
            Assert.Equal("Exposed", seen[1].Text("Verdict"));
            Assert.Equal([$"[{LinesLab.DualMachineLater}]:10445"], Targets(seen[1]));
        }
        finally
        {
            await LinesLab.SetAsync("up");
        }
    }

    [Fact]
    public async Task A_router_measured_over_IPv6_alone_is_not_cleared()
    {
        // The prober is a neighbour of this router, which would make it the next one on the way, and so seen from inside.
        PSObject router = Assert.Single(await LinesLab.ExamineOutsideAsync($"Get-RouterExposure {LinesLab.Version6Only} -Vantage Outside"));

        Assert.Equal([$"{LinesLab.Version6Only} 443"], Open(router));
        Assert.All(router.List("Ports"), port => Assert.Equal(LinesLab.Version6Only, port.Text("Address")));
        Assert.Equal("Undetermined", router.Text("Verdict"));
        Assert.Contains(router.List("Reasons"), reason => reason.Text("Code") == "check.ipv6-alone");
    }

    /// <summary>Each practice that answers on a port proves it once more; none of them takes away what the canary proved over the other version of IP.</summary>
    [Fact]
    public async Task What_other_practices_answer_leaves_the_proof_of_the_canary()
    {
        await LinesLab.SetAsync("opening", "on");
        await LinesLab.SetAsync("cascade", "none");
        await LinesLab.SetAsync("pinhole", "web");

        PSObject[] seen = await LinesLab.ExamineOutsideAsync(
            $"{LinesLab.Practice("TUNNEL")} | Get-RouterExposure -MachineAddress {LinesLab.TunnelMachine} -Port 443, 445; Get-RouterExposure {LinesLab.First}; {ExamineDual}");

        Assert.Equal(["Exposed", "NotExposed", "NotExposed"], seen.Select(router => router.Text("Verdict")));
    }

    private static void AssertLine(PSObject router, string kind, string evidence)
    {
        Assert.Equal(kind, router.One("Line").Text("Kind"));
        Assert.Contains(router.One("Line").List("Evidence"), shown => shown.Text("Code") == evidence);
    }

    private static string[] Open(PSObject router) =>
        [.. router.List("Ports").Where(port => port.Text("State").StartsWith("Open", System.StringComparison.Ordinal)).Select(port => $"{port.Text("Address")} {port.Text("Port")}").Order()];

    private static string[] Targets(PSObject router) => [.. router.List("Findings").Select(finding => finding.Text("Target"))];
}
