// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Tests.Assessment;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Audit;

/// <summary>What each of several views proves, it proves by itself: one view's evidence does not complete another's.</summary>
public sealed class MergedEvidenceTests
{
    private const string Address = "203.0.113.1";

    /// <summary>A device that blocks both machines, one before its first packet by RST, the other after the open port.</summary>
    [Fact]
    public void Two_blocked_views_clear_nothing_together()
    {
        RouterExposure refused = View(Vantage.Outside, _ => PortState.Closed, isConfirmed: true);
        RouterExposure blocked = View(Vantage.Outside, port => port == 443 ? PortState.Open : PortState.Filtered, isConfirmed: false);

        PracticeAudit merged = Merge(refused, blocked);

        Assert.Equal((Verdict.Undetermined, Verdict.Undetermined, Verdict.Undetermined), (refused.Verdict, blocked.Verdict, merged.Verdict));
    }

    [Fact]
    public void What_answers_inside_is_no_answer_to_the_Internet_and_the_table_of_inside_counts()
    {
        RouterExposure inside = View(Vantage.Inside, port => port is 445 or 23 ? PortState.Open : PortState.Closed, isConfirmed: true);
        inside.Sources = [new SourceReport { Source = SourceNames.Snmp, Complete = true, Detail = Evidence.Of("2 tables") }];
        inside.ForwardsComplete = true;
        inside.Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Basic", Confidence = Confidence.High };
        inside = inside.Assessed();
        RouterExposure outside = View(Vantage.Outside, port => port == 443 ? PortState.Open : PortState.Filtered, isConfirmed: false);

        PracticeAudit merged = Merge(outside, inside);

        Assert.Empty(merged.RouterExposure!.Findings);
        Assert.Equal(Verdict.NotExposed, merged.RouterExposure.Verdict);
    }

    /// <summary>A walk that is read later is of the same router: what answered the Internet before still does.</summary>
    [Fact]
    public void An_agent_that_answered_from_outside_stays_a_finding_beside_a_recording()
    {
        RouterExposure recorded = View(Vantage.Recorded, port => port == 443 ? PortState.Open : PortState.Filtered, isConfirmed: true);
        recorded.ForwardsComplete = true;
        recorded.Sources = [new SourceReport { Source = SourceNames.Snmp, Complete = true, Detail = Evidence.Of("2 tables") }.From(Vantage.Outside)];

        Assert.Equal(Verdict.AtRisk, recorded.Assessed().Verdict);

        recorded.Sources[0].Vantage = Vantage.Inside;
        Assert.Equal(Verdict.NotExposed, recorded.Assessed().Verdict);
    }

    /// <summary>A firewall may have been opened between two views, and a source that reads no firewall says nothing of it.</summary>
    [Theory]
    [InlineData(FirewallDecision.Denied, FirewallDecision.LetThrough, FirewallDecision.LetThrough)]
    [InlineData(FirewallDecision.LetThrough, FirewallDecision.Denied, FirewallDecision.LetThrough)]
    [InlineData(FirewallDecision.Undetermined, FirewallDecision.Denied, FirewallDecision.Denied)]
    public void Of_two_views_of_one_forward_the_one_that_allows_it_counts(FirewallDecision first, FirewallDecision second, FirewallDecision expected)
    {
        PortForward forward = Assert.Single(Merge(Forwarding(first), Forwarding(second)).RouterExposure!.Forwards);

        Assert.Equal(expected, forward.Firewall);
    }

    /// <summary>From inside, a second line can only be named; from outside it was measured.</summary>
    [Theory]
    [InlineData(true, Verdict.NotExposed)]
    [InlineData(false, Verdict.Undetermined)]
    public void A_second_line_that_another_view_measured_is_measured(bool isMeasured, Verdict expected)
    {
        RouterExposure inside = View(Vantage.Inside, _ => PortState.Closed, isConfirmed: true);
        inside.ForwardsComplete = true;
        inside.UnmeasuredAddresses = ["198.51.100.7"];
        RouterExposure outside = View(Vantage.Outside, port => port == 443 ? PortState.Open : PortState.Closed, isConfirmed: true);
        outside.MeasuredAddresses = isMeasured ? ["198.51.100.7"] : [];

        RouterExposure merged = Merge(inside.Assessed(), outside.Assessed()).RouterExposure!;

        Assert.Equal(expected, merged.Verdict);
        Assert.Equal(isMeasured ? [] : ["198.51.100.7"], merged.UnmeasuredAddresses);
    }

    /// <summary>What one view refused at the main line alone says nothing of a line that only another view measured, or of IPv6.</summary>
    [Theory]
    [InlineData("198.51.100.7")]
    [InlineData("2001:db8::7")]
    public void Silence_of_a_view_that_lacks_a_further_address_proves_nothing_for_it(string further)
    {
        RouterExposure narrow = View(Vantage.Outside, port => port == 443 ? PortState.Open : PortState.Closed, isConfirmed: true);
        narrow.UnmeasuredAddresses = [further];
        RouterExposure wide = View(Vantage.Outside, port => port == 443 ? PortState.Open : PortState.Closed, isConfirmed: false);
        wide.MeasuredAddresses = [further];

        Assert.Equal(Verdict.Undetermined, Merge(narrow.Assessed(), wide.Assessed()).RouterExposure!.Verdict);
    }

    private static RouterExposure Forwarding(FirewallDecision decision)
    {
        RouterExposure router = View(Vantage.Outside, port => port == 443 ? PortState.Open : PortState.Closed, isConfirmed: true);
        router.ForwardsComplete = true;
        router.Forwards = [TcpForward.Of(443, 443)];
        router.Forwards[0].Firewall = decision;
        return router.Assessed();
    }

    private static PracticeAudit Merge(params RouterExposure[] views) => AuditMerge.Merge(
        [.. views.Select((view, index) => ($"machine {index}", new PracticeAudit { Address = Address, Verdict = view.Verdict, RouterExposure = view }))]);

    private static RouterExposure View(Vantage vantage, Func<int, PortState> state, bool isConfirmed) => new RouterExposure
    {
        ComputerName = Address,
        WanAddress = Address,
        Vantage = vantage,
        ProvenPorts = PortList.Default.ToArray(),
        Ports = [.. PortList.Default.Select(port => new PortResult { Address = Address, Port = port, State = state(port), IdentifiedService = port == 443 ? "https" : null, HostAnsweredAt = isConfirmed ? DateTimeOffset.UnixEpoch : null })],
    }.Assessed();
}
