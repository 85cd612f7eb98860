// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>What shows IPv6 beside an address, and openings that lead elsewhere than to the measured machines.</summary>
public sealed class UnexaminedIPv6Tests
{
    private const string Lan = "192.168.178.1";
    private const string Machine = "2001:db8:1::10";
    private const string Other = "2001:db8:1::20";

    /// <summary>The machine of the inventory is closed; the router lets everyone in to another one, at a port whose service is unknown.</summary>
    [Theory]
    [InlineData(Machine, Verdict.NotExposed)]
    [InlineData(Other, Verdict.Undetermined)]
    public void An_opening_to_a_machine_that_was_not_measured_is_not_cleared(string leadsTo, Verdict expected)
    {
        RouterExposure router = Outside();
        router.IPv6 = new IPv6Status
        {
            Machines = [Machine],
            KnownMachines = [Machine],
            Openings = [new PortForward { Protocol = "tcp", ExternalStart = 8080, ExternalEnd = 8080, InternalAddress = leadsTo, InternalStart = 8080, InternalEnd = 8080, Source = "TR-064" }],
        };

        Assert.Equal(expected, router.Assessed().Verdict);
    }

    /// <summary>A FRITZ!Box that reports the address of its LAN as the one outside is on DS-Lite: such a line has IPv6.</summary>
    [Fact]
    public void A_FRITZBox_on_DS_Lite_has_IPv6_as_a_tunnel_has()
    {
        RouterExposure router = Inside(Lan, "AVM");

        router = router.Assessed();

        Assert.Equal((LineKind.SharedAddress, IPv6Coverage.NotExamined), (router.Line.Kind, router.Coverage.IPv6));
        Assert.Equal(Verdict.Undetermined, router.Verdict);
    }

    /// <summary>A second line behind a router of its own, such as one for LTE, is in neither the table nor the measurement of the first.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_second_line_behind_another_router_is_not_cleared_by_the_first(bool tableRead)
    {
        RouterExposure router = Outside();
        router.ReportedWanAddresses = ["203.0.113.7"];
        router.PrivateWanAddress = "192.168.8.100";
        router.ForwardsComplete = tableRead;

        Assert.Equal(Verdict.Undetermined, router.Assessed().Verdict);
    }

    private static RouterExposure Inside(string outside, string vendor) => new()
    {
        ComputerName = Lan,
        Vantage = Vantage.Inside,
        ForwardsComplete = true,
        PrivateWanAddress = outside,
        Identity = new RouterIdentity { Vendor = vendor, Model = "FRITZ!Box 7590", Confidence = Confidence.High },
    };

    private static RouterExposure Outside() => new()
    {
        ComputerName = "203.0.113.7",
        WanAddress = "203.0.113.7",
        Vantage = Vantage.Outside,
        Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Basic", Confidence = Confidence.High },
        ProvenPorts = PortList.Default.ToArray(),
        Ports = PortList.Default
            .Select(port => new PortResult { ComputerName = "203.0.113.7", Address = "203.0.113.7", Port = port, State = port == 443 ? PortState.Open : PortState.Closed, IdentifiedService = port == 443 ? "http" : null, HostAnsweredAt = DateTimeOffset.UnixEpoch })
            .ToArray(),
    };
}
