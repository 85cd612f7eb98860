// SPDX-License-Identifier: MIT
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>Real UPnP gateways and a TR-064 endpoint, read from inside by the shipped module.</summary>
[Collection(IgdNetwork.Name)]
public class IgdTests
{
    private const string Examine = $"Get-RouterExposure {IgdLab.Router}";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_mappings_are_the_forwards_and_nothing_is_written(int version)
    {
        await IgdLab.UpAsync(version);
        string before = await IgdLab.MappingsAsync();
        Assert.Contains("dport 11112", before);

        PSObject[] seen = await IgdLab.InvokeAsync($"$router = {Examine}; $router; $router | Test-PortReachability -Port 443, 8443 -IncludeReportedAddress");
        PSObject router = seen[0];

        Assert.Equal(before, await IgdLab.MappingsAsync());
        Assert.Equal(["tcp 11112 -> 192.168.3.20:11112", "tcp 8443 -> 192.168.3.20:443", "udp 51820 -> 192.168.3.20:51820"], router.Forwards());
        Assert.All(router.List("Forwards"), forward => Assert.Equal("UPnP", forward.Text("Source")));
        Assert.Equal(["Bildarchiv", "Fernwartung", "Terminserver"], router.List("Forwards").Select(forward => forward.Text("Description")).Order());
        Assert.Equal("Inside", router.Text("Vantage"));
        Assert.Equal(IgdLab.Wan, router.Text("WanAddress"));

        // On request, the next cmdlet measures the address outside that the router reports.
        Assert.Equal([IgdLab.Wan, IgdLab.Wan], seen[1..].Select(port => port.Text("ComputerName")));
        Assert.Contains($"external address {IgdLab.Wan}", router.Report("NAT-PMP").Text("Detail"));
        Assert.True(router.Report("NAT-PMP").IsComplete());
        Assert.Contains(router.List("DynamicPortMapping"), known => known.Text("Code") == "natpmp.pcp-answered");

        // Read to its end, and still not the router's whole table.
        Assert.True(router.Report("UPnP").IsComplete());
        Assert.Contains("not the router's whole table", router.Report("UPnP").Text("Detail"));
        Assert.False(router.IsComplete("ForwardsComplete"));
        Assert.Equal("Exposed", router.Text("Verdict"));
        Assert.Contains("router.dangerous-forward", router.Rules());
    }

    /// <summary>A forward is reachable nowhere by itself where the provider or another router translates before it; a real miniupnpd then maps nothing.</summary>
    [Theory]
    [InlineData("100.64.7.9", "SharedAddress", "line.shared-range")]
    [InlineData("192.0.0.2", "SharedAddress", "line.tunnel")]
    [InlineData("192.168.100.2", "Cascade", "line.private")]
    public async Task A_mapping_behind_another_translation_is_a_risk(string wan, string kind, string evidence)
    {
        await IgdLab.UpAsync(2, wan);

        PSObject router = Assert.Single(await IgdLab.InvokeAsync($"{Examine} -Credential {Login("labor-tr064")}"));

        Assert.Equal(wan, router.Text("PrivateWanAddress"));
        Assert.Equal(kind, router.One("Line").Text("Kind"));
        Assert.Contains(router.One("Line").List("Evidence"), shown => shown.Text("Code") == evidence);
        Assert.Equal("AtRisk", router.Text("Verdict"));
        Assert.Contains("router.dangerous-forward", router.Rules());
    }

    [Fact]
    public async Task An_empty_list_is_no_proof_of_no_forwards()
    {
        await IgdLab.UpAsync(2);
        await LabProcess.LabAsync("igd.sh", "unmap");
        Assert.DoesNotContain("dport 11112", await IgdLab.MappingsAsync());

        PSObject router = Assert.Single(await IgdLab.InvokeAsync(Examine));

        Assert.Empty(router.Forwards());
        Assert.StartsWith($"http://{IgdLab.Router}:5000/rootDesc.xml: 0 mappings read", router.Report("UPnP").Text("Detail"));
        Assert.Contains("not the router's whole table", router.Report("UPnP").Text("Detail"));
        Assert.False(router.IsComplete("ForwardsComplete"));
        Assert.NotEqual("NotExposed", router.Text("Verdict"));
        Assert.DoesNotContain("Exposed", router.Text("Verdict"));
    }

    [Fact]
    public async Task TR_064_returns_its_table_to_the_valid_login_alone_and_no_output_contains_the_login()
    {
        await IgdLab.UpAsync(2);

        string pipeline = $"{Examine}; {Examine} -Credential {Login("labor-tr064")} -Verbose; {Examine} -Credential {Login("ganz-falsch-4711")} -Verbose";
        ProcessResult result = await IgdLab.PwshAsync(Saved.AsSaved(pipeline) + "; $found; $found | Format-List *");

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("labor-tr064", result.Output + result.Error);
        Assert.DoesNotContain("ganz-falsch-4711", result.Output + result.Error);
        PSObject[] seen = Saved.Read(result.Output);
        Assert.Equal(3, seen.Length);
        Assert.All(seen, router =>
        {
            Assert.Equal("AVM", router.One("Identity").Text("Vendor"));
            Assert.Equal("FRITZ!Box 7590", router.One("Identity").Text("Model"));
            Assert.Equal("LAB0002", router.One("Identity").Text("SerialNumber"));
            Assert.Equal("7.29", router.One("Firmware").Text("Version"));
            Assert.True(router.Report("boxinfo.xml").IsComplete());
            Assert.Equal(IgdLab.Wan, router.Text("WanAddress"));
        });
        Assert.Contains("the forwards require a login, pass -Credential", seen[0].Report("TR-064").Text("Detail"));
        Assert.Contains("the login was not accepted", seen[2].Report("TR-064").Text("Detail"));
        Assert.All(new[] { seen[0], seen[2] }, router =>
        {
            Assert.False(router.IsComplete("ForwardsComplete"));
            Assert.All(router.List("Forwards"), forward => Assert.Equal("UPnP", forward.Text("Source")));
        });

        PSObject whole = seen[1];
        Assert.True(whole.Report("TR-064").IsComplete());
        Assert.False(whole.IsComplete("ForwardsComplete"));
        Assert.StartsWith("4 forwards of WANPPPConnection read over https", whole.Report("TR-064").Text("Detail"));
        string[] told = [.. whole.List("Forwards").Where(forward => forward.Text("Source") == "TR-064").Select(forward => $"{forward.Text("ExternalStart")} {forward.Text("Enabled")} {forward.Text("RemoteAddress")}".TrimEnd())];
        Assert.Equal(["443 True", "11112 True", "3389 False", "5900 True 11.0.0.100"], told);
        Assert.Equal(["router.dangerous-forward", "router.restricted-forward"], whole.Rules().Where(rule => rule.EndsWith("-forward", System.StringComparison.Ordinal)));
    }

    private static string Login(string password) => $"([pscredential]::new('praxis', (ConvertTo-SecureString '{password}' -AsPlainText -Force)))";
}
