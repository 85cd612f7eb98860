// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Examination;

/// <summary>A second line that another practice has as well is attributed to neither, also where a scan was of it alone.</summary>
public sealed class ContestedFurtherAddressTests
{
    [Fact]
    public void What_a_scan_found_at_a_second_address_of_two_practices_is_not_one_practices()
    {
        const string second = "198.51.100.9";
        Practice owner = new() { PracticeId = "A", WanAddress = "203.0.113.7", FurtherWanAddresses = [second], CommonAddresses = [second], SharesAddressWith = ["B"], SharesAddressCount = 1 };
        NmapHost host = new() { Address = second, Ports = [new PortResult { ComputerName = second, Address = second, Port = 445, State = PortState.Open }] };

        RouterExposure seen = RouterExaminer.AssessScan(host, owner, Vantage.Undetermined);

        Assert.Empty(seen.Findings);
        Assert.NotEqual(Verdict.Exposed, seen.Verdict);
    }
}
