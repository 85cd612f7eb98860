// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>What looks like an all-clear and is none: a forward for one sender, another customer's router, a second address, protocols that open ports.</summary>
public sealed class EarnedClearanceTests
{
    private const string Address = "203.0.113.7";

    [Theory]
    [InlineData(3389, 3389)]
    [InlineData(8445, 9999)]
    public void A_port_that_is_open_although_its_forward_is_for_one_sender_is_not_cleared(int outside, int inside)
    {
        RouterExposure router = WithForward(outside, 443, outside);
        (router.Forwards[0].InternalStart, router.Forwards[0].InternalEnd, router.Forwards[0].RemoteAddress) = (inside, inside, "198.51.100.7/32");

        router = router.Assessed();

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Contains(router.Reasons, reason => reason.Code is EvidenceCode.CheckOpenThoughRestricted or EvidenceCode.CheckServiceUnknown);
    }

    [Fact]
    public void A_forward_for_one_sender_whose_port_refuses_this_machine_is_cleared()
    {
        RouterExposure router = WithForward(3389, 443);
        router.Forwards[0].RemoteAddress = "198.51.100.7/32";

        Assert.Equal(Verdict.NotExposed, router.Assessed().Verdict);
    }

    [Theory]
    [InlineData(443)]
    [InlineData(443, 445)]
    public void A_device_that_is_not_the_practices_neither_clears_nor_exposes_it(params int[] open)
    {
        RouterExposure router = Measured(open);
        router.Practice = new Practice { PracticeId = "A", WanAddress = "praxis.example", RouterSerialNumber = "DB7-1" };
        router.Identity = new RouterIdentity { Vendor = "LANCOM", Model = "1793VA", SerialNumber = "4711", Confidence = Confidence.High };

        router = router.Assessed();

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Empty(router.Findings);
        Assert.Equal(EvidenceCode.CheckIdentityDiffers, Assert.Single(router.Reasons).Code);
        Assert.All(router.Coverage.Ports, port => Assert.Equal(PortCoverageState.NotMeasured, port.State));
    }

    [Theory]
    [InlineData("198.51.100.7", false, Verdict.Undetermined)]
    [InlineData("198.51.100.7", true, Verdict.NotExposed)]
    [InlineData(Address, false, Verdict.NotExposed)]
    public void Another_address_that_the_router_reports_is_measured_or_covered_by_the_table(string reported, bool tableRead, Verdict expected)
    {
        RouterExposure router = Measured(443);
        router.ReportedWanAddresses = [reported];
        router.ForwardsComplete = tableRead;

        Assert.Equal(expected, router.Assessed().Verdict);
    }

    [Theory]
    [InlineData("NAT-PMP", Vantage.Outside, Verdict.Exposed)]
    [InlineData("NAT-PMP", Vantage.Inside, Verdict.Undetermined)]
    [InlineData("UPnP", Vantage.Outside, Verdict.Exposed)]
    public void A_protocol_that_opens_ports_and_answers_the_Internet_exposes(string source, Vantage vantage, Verdict expected)
    {
        RouterExposure router = Measured(443);
        router.Vantage = vantage;
        router.Sources = [new SourceReport { Source = source, Complete = true, Detail = source == "UPnP" ? EvidenceOf.UpnpRead("http://203.0.113.7/", [EvidenceOf.UpnpMappingsRead(0)], source) : EvidenceOf.NatpmpOpensPorts(source) }];

        router = router.Assessed();

        Assert.Equal(expected, router.Verdict);
        Assert.Equal(expected == Verdict.Exposed, router.Findings.Any(finding => finding.RuleId == "router.port-mapping-reachable"));
    }

    [Fact]
    public void A_forward_of_every_protocol_is_known_by_its_TCP_and_not_by_a_VPN_over_UDP()
    {
        RouterExposure router = WithForward(500, 443);
        router.Forwards[0].Protocol = "any";

        Assert.Equal(Verdict.Undetermined, router.Assessed().Verdict);
    }

    [Fact]
    public void A_server_that_nobody_asked_answers_nothing() =>
        Assert.Null(ShareReachability.OfSharedAddress(Address, System.Net.IPAddress.Parse(Address), 445, Vantage.Outside, default).AllowsUnauthenticatedRead());

    /// <summary>A complete table with one forward.</summary>
    private static RouterExposure WithForward(int port, params int[] open)
    {
        RouterExposure router = Measured(open);
        router.ForwardsComplete = true;
        router.Forwards = [TcpForward.Of(port, port)];
        return router;
    }

    private static RouterExposure Measured(params int[] open) => new()
    {
        ComputerName = Address,
        WanAddress = Address,
        Vantage = Vantage.Outside,
        ProvenPorts = PortList.Default.ToArray(),
        Ports = PortList.Default.Select(port => new PortResult { Address = Address, Port = port, State = open.Contains(port) ? PortState.Open : PortState.Closed, IdentifiedService = port is 80 or 443 ? "http" : null, HostAnsweredAt = DateTimeOffset.UnixEpoch }).ToArray(),
    };
}
