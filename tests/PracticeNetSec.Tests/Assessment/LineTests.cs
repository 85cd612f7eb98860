// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Assessment;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.Inventory;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Rules;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>Whose address a line has decides what its forwards and its outside view show: RFC 6598, RFC 6333 and routers behind routers.</summary>
public sealed class LineTests
{
    private const string Public = "203.0.113.1";
    private const string Lan = "192.168.178.1";

    [Theory]
    [InlineData(null, Public, LineKind.Undetermined, LineKind.OwnAddress, EvidenceCode.LineOwnAddress)]
    [InlineData("100.64.7.9", null, LineKind.Undetermined, LineKind.SharedAddress, EvidenceCode.LineSharedRange)]
    [InlineData("100.127.255.254", null, LineKind.OwnAddress, LineKind.SharedAddress, EvidenceCode.LineSharedRange)]
    [InlineData("192.0.0.2", null, LineKind.Undetermined, LineKind.SharedAddress, EvidenceCode.LineTunnel)]
    [InlineData(Lan, null, LineKind.Undetermined, LineKind.SharedAddress, EvidenceCode.LineLanAddress)]
    [InlineData("192.168.100.2", null, LineKind.Undetermined, LineKind.Cascade, EvidenceCode.LinePrivate)]
    [InlineData("10.0.0.2", null, LineKind.SharedAddress, LineKind.SharedAddress, EvidenceCode.LineStated)]
    [InlineData("192.168.100.2", Public, LineKind.Cascade, LineKind.OwnAddress, EvidenceCode.LineOwnAddress)]
    [InlineData("100.64.0.1", Public, LineKind.Undetermined, LineKind.OwnAddress, EvidenceCode.LineOwnAddress)]
    [InlineData(null, null, LineKind.SharedAddress, LineKind.SharedAddress, EvidenceCode.LineStated)]
    [InlineData(null, "2001:db8::1", LineKind.SharedAddress, LineKind.SharedAddress, EvidenceCode.LineStated)]
    [InlineData(null, null, LineKind.Undetermined, LineKind.Undetermined, null)]
    public void What_the_router_reports_has_precedence_over_the_inventory(string? inside, string? reported, LineKind stated, LineKind expected, string? evidence)
    {
        RouterExposure router = Inside(inside, reported, stated);
        router.Identity.Vendor = inside == Lan ? "AVM" : "Telekom";

        Line line = router.Assessed().Line;

        Assert.Equal(expected, line.Kind);
        Assert.Equal(evidence, line.Evidence.FirstOrDefault()?.Code);
    }

    [Theory]
    [InlineData("100.64.7.9")]
    [InlineData("192.0.0.2")]
    [InlineData(Lan)]
    [InlineData("192.168.100.2")]
    public void A_dangerous_forward_behind_another_translation_is_a_risk_and_names_what_decides(string inside)
    {
        RouterExposure router = Inside(inside);
        router.Identity.Vendor = inside == Lan ? "AVM" : "Telekom";
        router.Forwards = [TcpForward.Of(445, 445), TcpForward.Of(440, 449)];

        router = router.Assessed();

        Assert.Equal(Verdict.AtRisk, router.Verdict);
        Assert.All(router.Findings, finding => Assert.True(finding.Severity <= Severity.High));
        Assert.Contains(router.Reasons, reason => reason.Code == EvidenceCode.LineForwardsBehind);
        Assert.Equal(BreachReach.None, BreachReport.Create(router, Array.Empty<ShareReachability>(), new BreachReportOptions()).Reach);
    }

    [Fact]
    public void With_an_address_of_its_own_the_same_forward_is_exposed()
    {
        RouterExposure router = Inside(null, Public);
        router.Forwards = [TcpForward.Of(445, 445)];

        Assert.Equal(Verdict.Exposed, router.Assessed().Verdict);
    }

    [Fact]
    public void What_is_open_at_a_shared_address_is_attributed_to_nobody()
    {
        RouterExposure router = Outside(LineKind.SharedAddress, 443, 445, 3389);
        router.Identity = new RouterIdentity { Vendor = "QNAP", Model = "TS-251", Confidence = Confidence.High };
        router.Devices = [new DeviceFingerprint { Vendor = "QNAP", Role = DeviceRole.Nas, Confidence = Confidence.High, Ports = [443] }];

        router = router.Assessed();

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Empty(router.Findings);
        Assert.Contains(EvidenceOf.CheckLineShared(Public), router.Reasons);
        Assert.DoesNotContain(router.Coverage.Ports, port => port.State != PortCoverageState.NotMeasured);
    }

    [Fact]
    public void Silence_at_a_shared_address_clears_nobody() => Assert.Equal(Verdict.Undetermined, Outside(LineKind.SharedAddress, 443).Assessed().Verdict);

    /// <summary>Seen: a router at 100.64.7.9, joined with an outside view of 203.0.113.1, was cleared as measured from outside.</summary>
    [Fact]
    public void An_outside_view_of_the_providers_gateway_does_not_clear_the_router_behind_it()
    {
        RouterExposure router = Outside(LineKind.Undetermined, 443);
        router.PrivateWanAddress = "100.64.7.9";

        Assert.Equal(Verdict.Undetermined, router.Assessed().Verdict);
    }

    /// <summary>Two customers of a provider that shares its addresses, or two practices in one house: only the inventory can state which.</summary>
    [Theory]
    [InlineData(LineKind.Undetermined, LineKind.Undetermined, Verdict.Undetermined)]
    [InlineData(LineKind.SharedAddress, LineKind.SharedAddress, Verdict.Undetermined)]
    [InlineData(LineKind.OwnAddress, LineKind.OwnAddress, Verdict.Exposed)]
    public void What_is_open_at_the_address_of_two_practices_is_attributed_where_the_inventory_states_it(LineKind stated, LineKind expected, Verdict verdict)
    {
        Practice[] practices = [Neighbour("A"), Neighbour("B")];
        CommonAddresses.Mark(practices);
        RouterExposure router = Outside(stated, 443, 445);
        router.Practice = practices[0];
        router.Practice.Line = stated;

        router = router.Assessed();

        Assert.Equal((expected, verdict), (router.Line.Kind, router.Verdict));
        Assert.Equal(stated == LineKind.Undetermined, router.Reasons.Contains(EvidenceOf.LineSeveralPractices(Public, 1)));
        Assert.DoesNotContain(router.Reasons, reason => reason.ToString().Contains("\"B\"", StringComparison.Ordinal));
        Assert.Equal(verdict == Verdict.Exposed, router.ConclusivePorts.Any(port => port.Port == 445));
    }

    /// <summary>Whether another practice has the address that a name leads to is not known until it was looked up.</summary>
    [Theory]
    [InlineData(LineKind.Undetermined, Verdict.Undetermined)]
    [InlineData(LineKind.OwnAddress, Verdict.Exposed)]
    public void What_is_open_at_a_name_that_was_not_compared_is_attributed_where_the_inventory_states_it(LineKind stated, Verdict expected)
    {
        RouterExposure router = Outside(stated, 443, 445);
        router.Practice = new() { PracticeId = "A", WanAddress = "praxis.example", Line = stated, UncomparedAddresses = ["praxis.example"] };

        router = router.Assessed();

        Assert.Equal(expected, router.Verdict);
        Assert.Equal(stated == LineKind.Undetermined, router.Reasons.Contains(EvidenceOf.LineNotCompared("praxis.example")));
        Assert.Equal(stated == LineKind.Undetermined, router.Line.AnswersMayBeAnothers);
    }

    /// <summary>Neighbours behind one router: a clean table of one's own says nothing about that router, and a forward in it is one.</summary>
    [Theory]
    [InlineData(false, true, Verdict.Undetermined)]
    [InlineData(false, false, Verdict.Undetermined)]
    [InlineData(true, false, Verdict.Exposed)]
    public void At_the_address_of_two_practices_a_table_clears_nothing_and_its_forwards_count(bool forwards, bool isOpen, Verdict expected)
    {
        RouterExposure router = isOpen ? Outside(LineKind.Undetermined, 443, 445) : Outside(LineKind.Undetermined, 443);
        router.Practice = Neighbour("A");
        (router.Practice.SharesAddressWith, router.Practice.CommonAddresses) = (["B"], [Public]);
        router.Vantage = Vantage.Recorded;
        router.ForwardsComplete = true;
        router.Forwards = forwards ? [TcpForward.Of(445, 445)] : [];

        router = router.Assessed();

        Assert.Equal(expected, router.Verdict);
        Assert.False(router.TableDecides);
    }

    /// <summary>Seen: the device at the address reported it as its own, and its ports and its table became those of both practices.</summary>
    [Theory]
    [InlineData(Vantage.Outside, Public, null, LineKind.Undetermined, Verdict.Undetermined)]
    [InlineData(Vantage.Outside, null, "192.168.100.2", LineKind.Undetermined, Verdict.Undetermined)]
    [InlineData(Vantage.Inside, Public, null, LineKind.OwnAddress, Verdict.Exposed)]
    [InlineData(Vantage.Inside, "198.51.100.7", null, LineKind.Undetermined, Verdict.Exposed)] // a forward in the own table counts wherever it leads out
    [InlineData(Vantage.Inside, null, "100.64.7.9", LineKind.SharedAddress, Verdict.AtRisk)]
    public void At_the_address_of_two_practices_only_the_own_router_shows_whose_it_is(Vantage vantage, string? reported, string? inside, LineKind expected, Verdict verdict)
    {
        RouterExposure router = vantage == Vantage.Outside ? Outside(LineKind.Undetermined, 443, 445) : Inside(inside, reported);
        router.WanAddress = Public;
        router.ReportedWanAddresses = reported is null ? [] : [reported];
        router.PrivateWanAddress = inside;
        router.ForwardsComplete = true;
        router.Forwards = [TcpForward.Of(445, 445)];
        router.Practice = Neighbour("A");
        (router.Practice.SharesAddressWith, router.Practice.CommonAddresses) = (["B"], [Public]);

        router = router.Assessed();

        Assert.Equal((expected, verdict), (router.Line.Kind, router.Verdict));
        Assert.Equal(vantage == Vantage.Outside, router.Forwards.Length == 0);
        Assert.Equal(vantage == Vantage.Inside && expected != LineKind.Undetermined, router.TableDecides);
    }

    private static Practice Neighbour(string id) => new() { PracticeId = id, WanAddress = Public };

    [Fact]
    public void A_complete_table_without_forwards_clears_a_line_with_a_shared_address() => Assert.Equal(Verdict.NotExposed, Inside("100.64.7.9").Assessed().Verdict);

    [Fact]
    public void Behind_another_router_the_own_table_alone_clears_nothing()
    {
        RouterExposure router = Inside("192.168.100.2").Assessed();

        Assert.Equal(Verdict.Undetermined, router.Verdict);
        Assert.Contains(EvidenceOf.CheckUpstreamRouter("192.168.100.2"), router.Reasons);
    }

    /// <summary>A line whose address the provider shares beside one behind another router: neither its answers nor its table alone say anything.</summary>
    [Theory]
    [InlineData("192.168.100.2", "100.64.7.9")]
    [InlineData("100.64.7.9", "192.168.100.2")]
    public void Two_lines_without_a_public_address_are_cleared_by_neither_and_blamed_for_nothing(string first, string second)
    {
        RouterExposure inside = Inside(first), outside = Outside(LineKind.Undetermined, 443, 445), safe = Outside(LineKind.Undetermined, 443);
        foreach (RouterExposure view in new[] { inside, outside, safe })
        {
            (view.PrivateWanAddress, view.FurtherPrivateWanAddresses) = (first, [second]);
        }

        Assert.Equal(Verdict.Undetermined, inside.Assessed().Verdict);
        Assert.Equal(Verdict.Undetermined, outside.Assessed().Verdict);
        Assert.Equal(Verdict.Undetermined, safe.Assessed().Verdict);
        Assert.False(inside.Assessed().TableDecides);
    }

    [Fact]
    public void Behind_another_router_a_measurement_from_outside_decides()
    {
        RouterExposure safe = Outside(LineKind.Undetermined, 443);
        safe.PrivateWanAddress = "192.168.100.2";
        RouterExposure open = Outside(LineKind.Undetermined, 443, 445);
        open.PrivateWanAddress = "192.168.100.2";

        Assert.Equal(Verdict.NotExposed, safe.Assessed().Verdict);
        Assert.Equal(Verdict.Exposed, open.Assessed().Verdict);
    }

    [Fact]
    public void A_widened_block_that_was_measured_open_is_exposed_behind_another_router_too()
    {
        RouterExposure router = Outside(LineKind.Cascade, 443, 440, 441, 442, 444, 445, 446, 447, 448, 449);
        router.Forwards = [TcpForward.Of(440, 449)];

        router = router.Assessed();

        Assert.Equal(Verdict.Exposed, router.Verdict);
        Assert.Contains(router.Findings, finding => finding.RuleId == "router.widened-forward" && finding.Severity == Severity.Critical);
    }

    [Theory]
    [InlineData(445)]
    [InlineData(10445)]
    public void A_forward_whose_port_was_measured_open_is_exposed_behind_another_router_too(int outside)
    {
        RouterExposure router = Outside(LineKind.Cascade, 443, outside);
        router.Forwards = [TcpForward.Of(outside, outside)];
        router.Forwards[0].InternalStart = router.Forwards[0].InternalEnd = 445;

        router = router.Assessed();

        Assert.Equal(Verdict.Exposed, router.Verdict);
        Assert.Contains(router.Findings, finding => finding.Severity == Severity.Critical);
    }

    [Fact]
    public void The_lines_own_IPv6_address_is_no_shared_one()
    {
        const string Version6 = "2001:db8::5";
        RouterExposure router = Outside(LineKind.SharedAddress, 443, 5001);
        router.ComputerName = router.WanAddress = Version6;
        Array.ForEach(router.Ports, port => port.Address = Version6);
        router.Devices = [new DeviceFingerprint { Vendor = "Synology", Role = DeviceRole.Nas, Confidence = Confidence.High, Ports = [5001] }];

        router = router.Assessed();

        Assert.Equal(Verdict.Exposed, router.Verdict);
        Assert.DoesNotContain(router.Reasons, reason => reason.Code == EvidenceCode.CheckLineShared);
    }

    /// <summary>Of a router that is no FRITZ!Box, the examined address is that of the network before it.</summary>
    [Fact]
    public void Another_vendors_router_at_a_private_address_outside_is_behind_a_router()
    {
        RouterExposure router = Inside(Lan).Assessed();

        Assert.Equal((LineKind.Cascade, Verdict.Undetermined), (router.Line.Kind, router.Verdict));
    }

    [Fact]
    public void The_own_table_behind_another_router_proves_nothing_about_a_measured_port()
    {
        RouterExposure router = Inside("192.168.100.2").Assessed();

        Assert.False(router.ProvesUnreachable(445));
        Assert.False(RuleCatalog.WasRechecked(new Finding { RuleId = "router.dangerous-port-open", Target = Public + ":445" }, new Recheck(router, [], [])));
        Assert.True(Inside("100.64.7.9").Assessed().ProvesUnreachable(445));
    }

    /// <summary>An SNMP agent that answers at the provider's address is another customer's, and so is its table.</summary>
    [Fact]
    public void A_table_that_was_read_at_a_shared_address_is_another_customers()
    {
        RouterExposure router = Outside(LineKind.SharedAddress, 443);
        router.ForwardsComplete = true;

        Assert.Equal(Verdict.Undetermined, router.Assessed().Verdict);

        router.Forwards = [TcpForward.Of(445, 445)];
        Assert.Equal((Verdict.Undetermined, 0), (router.Assessed().Verdict, router.Assessed().Findings.Length));
    }

    [Fact]
    public void What_one_view_found_at_an_address_that_another_knows_to_be_shared_is_nobodys()
    {
        PracticeAudit stated = new() { Address = Public, Verdict = Verdict.Undetermined, RouterExposure = Outside(LineKind.SharedAddress, 443).Assessed() };
        PracticeAudit old = new()
        {
            Address = Public,
            Verdict = Verdict.Exposed,
            RouterExposure = Outside(LineKind.Undetermined, 443, 445).Assessed(),
            ShareReachability = [new ShareReachability { ComputerName = Public, Port = 445, Vantage = Vantage.Outside, Verdict = Verdict.Exposed }],
        };

        PracticeAudit merged = AuditMerge.Merge([("a", old), ("b", stated)]);

        Assert.Equal((Verdict.Undetermined, 0, 0), (merged.Verdict, merged.RouterExposure!.Findings.Length, merged.ShareReachability.Length));
    }

    [Fact]
    public void Views_of_both_sides_are_merged_with_what_the_router_reports_of_its_line()
    {
        PracticeAudit outside = new() { Address = Public, Verdict = Verdict.NotExposed, RouterExposure = Outside(LineKind.Undetermined, 443).Assessed() };
        PracticeAudit inside = new() { Address = Public, Verdict = Verdict.NotExposed, RouterExposure = Inside("100.64.7.9").Assessed() };

        PracticeAudit merged = AuditMerge.Merge([("agency", outside), ("practice", inside)]);

        Assert.Equal(LineKind.SharedAddress, merged.RouterExposure!.Line.Kind);
        Assert.Empty(merged.RouterExposure.ConclusivePorts);
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

    private static RouterExposure Outside(LineKind stated, params int[] open) => new()
    {
        ComputerName = Public,
        WanAddress = Public,
        Vantage = Vantage.Outside,
        Practice = new Practice { PracticeId = "P-1", WanAddress = Public, Line = stated },
        ProvenPorts = PortList.Default.ToArray(),
        Ports = PortList.Default
            .Select(port => new PortResult { Address = Public, Port = port, State = open.Contains(port) ? PortState.Open : PortState.Filtered, IdentifiedService = port is 80 or 443 ? "http" : null, HostAnsweredAt = DateTimeOffset.UnixEpoch })
            .ToArray(),
    };
}
