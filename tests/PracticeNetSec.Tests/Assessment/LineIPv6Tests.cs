// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Rules;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>IPv6 is a path of its own: what shows that a line has it, and what a router reports of it, decides beside its forwards.</summary>
public sealed class LineIPv6Tests
{
    private const string Public = "203.0.113.1";
    private const string Lan = "192.168.178.1";

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
