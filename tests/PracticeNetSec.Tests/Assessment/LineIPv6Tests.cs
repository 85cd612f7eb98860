// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Rules;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>IPv6 is a path of its own: what shows that a line has it, and what a router reports of it, decides beside its forwards.</summary>
public sealed class LineIPv6Tests
{
    private const string Public = "203.0.113.1";
    private const string Lan = "192.168.178.1";
    private const string Machine = "2001:db8:1::10";

    [Theory]
    [InlineData(false, IPv6Coverage.NothingSeen, Verdict.NotExposed)]
    [InlineData(true, IPv6Coverage.NotExamined, Verdict.Undetermined)]
    public void A_router_that_does_not_answer_about_IPv6_is_not_cleared(bool isUnanswered, IPv6Coverage coverage, Verdict expected)
    {
        RouterExposure router = Inside(null, Public);
        router.IPv6 = new IPv6Status { IsUnanswered = isUnanswered };

        router = router.Assessed();

        Assert.Equal((expected, coverage), (router.Verdict, router.Coverage.IPv6));
        Assert.Equal(isUnanswered, router.Reasons.Any(reason => reason.Code == EvidenceCode.CheckIpv6Unanswered));
    }

    /// <summary>At the provider's address what answers is another's; a machine with an address of its own is the practice's, whatever it offers.</summary>
    [Theory]
    [InlineData("directory-listing", "router.files-listed")]
    [InlineData("microsoft-ds", "router.dangerous-port-open")]
    public void What_a_machine_offers_over_IPv6_is_found_on_a_shared_line(string service, string rule)
    {
        RouterExposure router = Inside("192.0.0.2", null);
        router.Vantage = Vantage.Outside;
        router.Ports = [new PortResult { ComputerName = "2001:db8:43::10", Address = "2001:db8:43::10", Port = 443, State = PortState.Open, IdentifiedService = service, HostAnsweredAt = DateTimeOffset.UnixEpoch }];

        router = router.Assessed();

        Assert.Equal(Verdict.Exposed, router.Verdict);
        Assert.Equal("[2001:db8:43::10]:443", router.Findings.Single(finding => finding.RuleId == rule).Target);
    }

    [Theory]
    [InlineData("2001:db8::1", null, false)]
    [InlineData(null, "2001:db8:1::/56", false)]
    [InlineData(null, null, true)]
    public void A_complete_table_clears_nothing_where_the_line_has_IPv6(string? address, string? prefix, bool isTunnel)
    {
        RouterExposure router = Inside(isTunnel ? "192.0.0.2" : null, isTunnel ? null : Public);
        Assert.Equal(isTunnel ? Verdict.Undetermined : Verdict.NotExposed, router.Assessed().Verdict);
        router.IPv6 = new IPv6Status { Addresses = address is null ? [] : [address], Prefix = prefix, FirewallEnabled = true, InboundPinholeAllowed = false };

        router = router.Assessed();

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Equal(IPv6Coverage.NotExamined, router.Coverage.IPv6);
        Assert.Contains(EvidenceOf.CheckIpv6NotExamined(address ?? prefix ?? "DS-Lite"), router.Reasons);
    }

    /// <summary>Only a FRITZ!Box reports over UPnP whether its line has IPv6; another router that lets its filter be opened may have it.</summary>
    [Theory]
    [InlineData(true, Verdict.Undetermined)]
    [InlineData(false, Verdict.NotExposed)]
    [InlineData(null, Verdict.NotExposed)]
    public void A_router_whose_filter_for_IPv6_may_be_opened_from_inside_is_not_cleared(bool? pinholes, Verdict expected)
    {
        RouterExposure router = Inside(null, Public);
        router.IPv6 = new IPv6Status { FirewallEnabled = true, InboundPinholeAllowed = pinholes };

        router = router.Assessed();

        Assert.Equal(expected, router.Verdict);
        Assert.Equal(pinholes == true ? IPv6Coverage.NotExamined : IPv6Coverage.NothingSeen, router.Coverage.IPv6);
        Assert.Equal(pinholes == true, router.Reasons.Contains(EvidenceOf.CheckIpv6Pinholes()));
    }

    [Fact]
    public void A_filter_for_IPv6_that_is_off_is_a_risk_until_the_router_says_that_it_is_on()
    {
        RouterExposure router = Inside(null, Public);
        router.IPv6 = new IPv6Status { FirewallEnabled = false };

        router = router.Assessed();

        Assert.Equal(Verdict.AtRisk, router.Verdict);
        Finding finding = Assert.Single(router.Findings);
        Assert.Equal("router.ipv6-firewall-off", finding.RuleId);
        Assert.False(RuleCatalog.WasRechecked(finding, new Recheck(Inside(null, Public), [], [])));
        RouterExposure later = Inside(null, Public);
        later.IPv6 = new IPv6Status { FirewallEnabled = true };
        Assert.True(RuleCatalog.WasRechecked(finding, new Recheck(later, [], [])));
    }
    /// <summary>An opening for IPv6 needs no forward, and no translation of the provider is before it.</summary>
    [Theory]
    [InlineData(null, Public, LineKind.OwnAddress)]
    [InlineData("192.0.0.2", null, LineKind.SharedAddress)]
    [InlineData("192.168.100.2", null, LineKind.Cascade)]
    public void An_opening_for_IPv6_to_a_service_that_must_stay_inside_exposes(string? inside, string? reported, LineKind line)
    {
        RouterExposure router = Inside(inside, reported);
        router.IPv6 = new IPv6Status { Openings = [Opening(445)] };

        router = router.Assessed();

        Assert.Equal((Verdict.Exposed, line), (router.Verdict, router.Line.Kind));
        Finding finding = router.Findings.Single(found => found.RuleId == "router.ipv6-opening");
        Assert.Equal(($"[{Machine}]:445", Severity.Critical), (finding.Target, finding.Severity));
        Assert.Contains(Opening(445).Seen, finding.Evidence);
    }

    [Theory]
    [InlineData(443, true)]
    [InlineData(445, false)]
    public void An_opening_of_another_service_or_one_that_is_switched_off_shows_that_the_line_has_IPv6(int port, bool isEnabled)
    {
        RouterExposure router = Inside(null, Public);
        PortForward opening = Opening(port);
        opening.Enabled = isEnabled;
        router.IPv6 = new IPv6Status { Openings = [opening] };

        router = router.Assessed();

        Assert.Empty(router.Findings);
        Assert.Equal((Verdict.Undetermined, IPv6Coverage.NotExamined), (router.Verdict, router.Coverage.IPv6));
        Assert.Contains(EvidenceOf.CheckIpv6NotExamined(Machine), router.Reasons);
    }

    /// <summary>That a list no longer has it shows nothing: an administrator may have opened the same port by hand.</summary>
    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void An_opening_is_resolved_by_the_machines_own_refusal(bool isMeasured, bool isRefused, bool expected)
    {
        Finding gone = new() { RuleId = "router.ipv6-opening", Target = $"[{Machine}]:445" };
        RouterExposure router = new()
        {
            Vantage = Vantage.Outside,
            ProvenPorts = [445],
            Ports =
            [
                new PortResult { Port = 443, State = PortState.Open, Address = Machine },
                new PortResult { Port = 445, State = isRefused ? PortState.Closed : PortState.Filtered, Address = Machine, HostAnsweredAt = default(System.DateTimeOffset) },
            ],
            IPv6 = new IPv6Status { Machines = [Machine], KnownMachines = isMeasured ? [Machine] : [] },
        };

        Assert.Equal(expected, RuleCatalog.WasRechecked(gone, new Recheck(router, [], [])));
    }

    /// <summary>What AVM does not document can be read on the box' own page alone.</summary>
    [Theory]
    [InlineData("AVM", true)]
    [InlineData("Vendor", false)]
    public void For_a_FRITZ_Box_the_page_with_its_openings_is_named(string vendor, bool expected)
    {
        RouterExposure router = Inside(null, Public);
        router.Identity.Vendor = vendor;
        router.IPv6 = new IPv6Status { Prefix = "2001:db8:1::/56" };

        Assert.Equal(expected, router.Assessed().Reasons.Contains(EvidenceOf.CheckIpv6Fritzbox()));
    }

    /// <summary>PCP opens the filter for IPv6, and has no list of what it opened (RFC 6887 §11).</summary>
    [Theory]
    [InlineData(true, "2001:db8:1::/56", true)]
    [InlineData(false, "2001:db8:1::/56", false)]
    [InlineData(true, null, false)]
    public void Where_the_line_has_IPv6_a_router_that_answers_PCP_may_be_open(bool speaksPcp, string? prefix, bool expected)
    {
        RouterExposure router = Inside(null, Public);
        router.DynamicPortMapping = speaksPcp ? [EvidenceOf.NatpmpPcpAnswered()] : [];
        router.IPv6 = new IPv6Status { Prefix = prefix };

        Assert.Equal(expected, router.Assessed().Reasons.Contains(EvidenceOf.CheckIpv6Pcp()));
    }

    private static PortForward Opening(int port) => new()
    {
        Protocol = "tcp",
        ExternalStart = port,
        ExternalEnd = port,
        InternalStart = port,
        InternalEnd = port,
        InternalAddress = Machine,
        Source = SourceNames.Tr064,
    };

    private static RouterExposure Inside(string? inside, string? reported = null, LineKind stated = LineKind.Undetermined) => new()
    {
        ComputerName = Lan,
        Vantage = Vantage.Inside,
        Practice = new Practice { PracticeId = "P-1", WanAddress = Public, Line = stated },
        WanAddress = Public,
        ForwardsComplete = true,
        PrivateWanAddress = inside,
        ReportedWanAddresses = reported is null ? [] : [reported],
        Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Basic", Confidence = Confidence.High },
    };
}
