// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>What a forward leads to decides, by the same rules as for a port measured outside: dangerous, meant, or to be found out.</summary>
public class ForwardedServiceTests
{
    [Theory]
    [InlineData("udp", 161, Verdict.Exposed)]
    [InlineData("udp", 137, Verdict.Exposed)]
    [InlineData("udp", 1434, Verdict.Exposed)]
    [InlineData("udp", 3389, Verdict.Exposed)]
    [InlineData("udp", 69, Verdict.Exposed)]
    [InlineData("udp", 5351, Verdict.Exposed)]
    [InlineData("any", 161, Verdict.Exposed)]
    [InlineData("udp", 443, Verdict.NotExposed)]
    [InlineData("udp", 500, Verdict.NotExposed)]
    [InlineData("udp", 4500, Verdict.NotExposed)]
    [InlineData("udp", 51820, Verdict.NotExposed)]
    [InlineData("any", 443, Verdict.NotExposed)]
    [InlineData("udp", 5060, Verdict.Undetermined)]
    [InlineData("udp", 445, Verdict.Undetermined)]
    [InlineData("tcp", 443, Verdict.NotExposed)]
    [InlineData("tcp", 22, Verdict.Undetermined)]
    [InlineData("tcp", 8080, Verdict.Undetermined)]
    [InlineData("tcp", 5000, Verdict.Undetermined)]
    [InlineData("protocol 132", 36412, Verdict.Undetermined)]
    public void A_forward_is_judged_by_the_service_it_leads_to(string protocol, int inside, Verdict verdict)
    {
        RouterExposure router = Box(Forward(protocol, 20000, inside)).Assessed();

        Assert.Equal(verdict, router.Verdict);
        Assert.Equal(verdict == Verdict.Undetermined, router.Reasons.Any(reason => reason.Code == EvidenceCode.CheckForwardsUnknown));
    }

    [Theory]
    [InlineData("gre")]
    [InlineData("esp")]
    [InlineData("icmp")]
    public void Protocols_without_ports_lead_to_no_file_service(string protocol) =>
        Assert.Equal(Verdict.NotExposed, Box(Forward(protocol, 1, 1, 65535)).Assessed().Verdict);

    [Fact]
    public void A_finding_about_UDP_names_the_protocol_beside_the_port()
    {
        Finding finding = Assert.Single(Box(Forward("udp", 10161, 161)).Assessed().Findings);

        Assert.Equal("router.dangerous-forward", finding.RuleId);
        Assert.Equal("203.0.113.1:10161/udp", finding.Target);
        Assert.Equal(["10161/udp", "SNMP"], finding.Values.Take(2));
    }

    [Fact]
    public void A_service_that_the_inventory_names_is_meant()
    {
        RouterExposure router = Box(Forward("tcp", 20000, 8080), Forward("udp", 5060, 5060));
        router.Practice = new Practice
        {
            IntendedPorts = [20000],
            IntendedForwards = [new PracticeForward { Protocol = "udp", ExternalStart = 5060, ExternalEnd = 5061 }],
        };

        Assert.Equal(Verdict.NotExposed, router.Assessed().Verdict);
    }

    [Theory]
    [InlineData(PortState.Open, "ssh", Verdict.NotExposed)]
    [InlineData(PortState.Open, "microsoft-ds", Verdict.Exposed)]
    [InlineData(PortState.Open, null, Verdict.Undetermined)]
    [InlineData(PortState.Closed, null, Verdict.NotExposed)]
    public void A_measurement_from_outside_decides_what_the_number_does_not(PortState state, string? service, Verdict verdict)
    {
        RouterExposure router = Box(Forward("tcp", 20000, 8080));
        router.Ports = [new PortResult { Port = 20000, State = state, IdentifiedService = service, HostAnsweredAt = DateTimeOffset.UnixEpoch }];
        router.ProvenPorts = [20000];

        Assert.Equal(verdict, router.Assessed().Verdict);
    }

    [Fact]
    public void An_open_port_that_no_forward_of_the_whole_table_explains_is_still_unknown()
    {
        RouterExposure router = Box(Forward("tcp", 443, 443));
        router.Ports = [new PortResult { Port = 8443, State = PortState.Open, HostAnsweredAt = DateTimeOffset.UnixEpoch }];

        RouterExposure assessed = router.Assessed();

        Assert.Equal(Verdict.Undetermined, assessed.Verdict);
        Assert.Contains(assessed.Reasons, reason => reason.Code == EvidenceCode.CheckServiceUnknown);
    }

    [Fact]
    public void Senders_that_add_up_to_the_Internet_are_everyone()
    {
        // 1.0.0.0/8 to 223.0.0.0/8, each with another end, so that no row contains the others.
        PortForward[] forwards = Enumerable.Range(1, 223).Select(network =>
        {
            PortForward forward = Forward("tcp", 445, 445, 1 + (network % 7));
            forward.RemoteAddress = $"{network}.0.0.0/8";
            return forward;
        }).ToArray();

        RouterExposure router = Box(forwards).Assessed();

        Assert.Equal(Verdict.Exposed, router.Verdict);
        Assert.Contains(router.Findings, finding => finding.RuleId == "router.dangerous-forward");
    }

    [Fact]
    public void Senders_of_few_networks_remain_a_restriction()
    {
        PortForward[] forwards = Enumerable.Range(1, 200).Select(network =>
        {
            PortForward forward = Forward("tcp", 445, 445);
            forward.RemoteAddress = $"198.51.{network}.0/24";
            return forward;
        }).ToArray();

        RouterExposure router = Box(forwards).Assessed();

        Assert.Equal(Verdict.NotExposed, router.Verdict);
        Assert.All(router.Findings, finding => Assert.Equal("router.restricted-forward", finding.RuleId));
    }

    private static RouterExposure Box(params PortForward[] forwards) => new()
    {
        ComputerName = "203.0.113.1",
        Vantage = Vantage.Outside,
        Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Premium", Confidence = Confidence.High },
        Firmware = new RouterFirmware { Text = "11.1.2.102", Version = "11.1.2.102", BuildDate = new DateTime(2019, 11, 6) },
        Forwards = forwards,
        ForwardsComplete = true,
    };

    private static PortForward Forward(string protocol, int outside, int inside, int ports = 1) => new()
    {
        Protocol = protocol,
        ExternalStart = outside,
        ExternalEnd = outside + ports - 1,
        InternalAddress = "192.168.2.10",
        InternalStart = inside,
        InternalEnd = inside + ports - 1,
        Source = "ipNatPresetTable",
    };
}
