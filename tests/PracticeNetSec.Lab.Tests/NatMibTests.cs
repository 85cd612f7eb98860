// SPDX-License-Identifier: MIT
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>A router of another vendor that offers NAT-MIB (RFC 4008), read from an agent with three ways of answering GETBULK.</summary>
[Collection(CelleNetwork.Name)]
public class NatMibTests : IClassFixture<SnmpAgentQuirks>
{
    // Not the ports of its web pages: they say that it is a Digitalisierungsbox.
    private const string Router = "Get-RouterExposure 203.0.113.1 -Port 446 -TimeoutSeconds 3";

    [Theory]
    [InlineData("other", true)]
    [InlineData("other-short-bulk", false)]
    [InlineData("other-without-bulk", false)]
    public async Task The_forwards_are_the_same_however_the_agent_answers_GETBULK(string agent, bool takesItWell)
    {
        await CelleLab.StageAsync("fault");
        await CelleLab.AgentAsync(agent);

        PSObject router = Assert.Single(await CelleLab.InvokeAsync("internet", Router));

        Assert.Equal(["tcp 440-449 -> 192.168.2.10:440-449", "tcp 80-89 -> 192.168.2.10:80-89"], router.Forwards());
        Assert.True(router.IsComplete("ForwardsComplete"));
        Assert.Equal("Exposed", router.Text("Verdict"));
        Assert.Equal(["440-449", "80-89"], router.Widened());
        Assert.Contains(router.Reports("SNMP"), report => report.Text("Detail").StartsWith("natAddrMapTable: 2 rows read, 2 of them forwards", System.StringComparison.Ordinal) && report.IsComplete());
        (long next, long bulk, long set) = await RequestsAsync();
        Assert.Equal(0, set);
        Assert.True(next > 0);

        // Tried in each case; gone on with only where the first answer was right.
        Assert.True(bulk > 0);
        if (takesItWell)
        {
            Assert.True(bulk >= 2, $"GETBULK was sent {bulk} times");
        }
        else if (agent == "other-short-bulk")
        {
            Assert.Equal(1, bulk);
        }
    }

    private static async Task<(long Next, long Bulk, long Set)> RequestsAsync()
    {
        long[] counts = [.. (await LabProcess.LabAsync("celle.sh", "requests")).Trim().Split('\n').Select(line => long.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))];
        return (counts[0], counts[1], counts[2]);
    }
}
