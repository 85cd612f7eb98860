// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>What silence and refusal prove about a router, and what the complete table proves without them.</summary>
public sealed class SilenceTests
{
    private const int Decisive = 3050;

    [Theory]
    [InlineData(PortState.Filtered, true, true, Verdict.NotExposed)]
    [InlineData(PortState.Closed, true, true, Verdict.NotExposed)]
    [InlineData(PortState.Filtered, false, true, Verdict.Undetermined)]
    [InlineData(PortState.Closed, false, true, Verdict.Undetermined)]
    [InlineData(PortState.Filtered, true, false, Verdict.Undetermined)]
    [InlineData(PortState.Closed, true, false, Verdict.Undetermined)]
    [InlineData(PortState.Unreachable, true, true, Verdict.Undetermined)]
    public void Silence_and_refusal_clear_a_port_only_where_the_host_and_the_vantage_point_are_proven(PortState state, bool hostAnswered, bool vantageProven, Verdict verdict)
    {
        PortResult[] ports = PortList.Default
            .Select(port => new PortResult { Port = port, State = port == 443 ? PortState.Open : PortState.Filtered, IdentifiedService = port == 443 ? "https" : null, HostAnsweredAt = DateTimeOffset.UnixEpoch })
            .ToArray();
        PortResult decisive = ports.Single(port => port.Port == Decisive);
        decisive.State = state;
        decisive.HostAnsweredAt = hostAnswered ? DateTimeOffset.UnixEpoch : null;
        RouterExposure router = new()
        {
            ComputerName = "203.0.113.1",
            Vantage = Vantage.Outside,
            Ports = ports,
            ProvenPorts = PortList.Default.Where(port => vantageProven || port != Decisive).ToArray(),
        };

        RouterExposure assessed = router.Assessed();

        Assert.Equal(verdict, assessed.Verdict);
        Assert.Equal(verdict == Verdict.NotExposed, assessed.Coverage.Ports.Single(port => port.Port == Decisive).State >= PortCoverageState.Filtered);
        Assert.Equal(!vantageProven, assessed.NextActions.Contains(new NextAction { Target = NextActionTarget.Canary }));
        Assert.Equal(verdict == Verdict.NotExposed, assessed.ProvesUnreachable(Decisive));
    }

    /// <summary>A web server on its own port may list files or need a name: only its page clears it, whatever a table says of the port.</summary>
    [Theory]
    [InlineData("https", false, false, Verdict.NotExposed)]
    [InlineData(null, false, false, Verdict.Undetermined)]
    [InlineData(null, false, true, Verdict.Undetermined)]
    [InlineData("http", true, false, Verdict.Undetermined)]
    [InlineData("http", true, true, Verdict.Undetermined)]
    [InlineData("http", true, true, Verdict.Undetermined, Vantage.Recorded)] // a scan beside a walk
    [InlineData("http", false, true, Verdict.NotExposed, Vantage.Recorded)]
    [InlineData("directory-listing", false, true, Verdict.Exposed)]
    public void An_open_web_port_is_cleared_by_its_page(string? service, bool isUnread, bool isForwarded, Verdict verdict, Vantage vantage = Vantage.Outside)
    {
        RouterExposure router = new()
        {
            ComputerName = "203.0.113.1",
            Vantage = vantage,
            ForwardsComplete = isForwarded,
            Forwards = isForwarded ? [TcpForward.Of(443, 443)] : [],
            Ports = PortList.Default.Select(port => new PortResult { Port = port, State = port == 443 ? PortState.Open : PortState.Closed, IdentifiedService = port == 443 ? service : null, IsPageUnread = isUnread && port == 443, HostAnsweredAt = DateTimeOffset.UnixEpoch }).ToArray(),
            ProvenPorts = vantage == Vantage.Outside ? PortList.Default.ToArray() : [],
        };

        RouterExposure assessed = router.Assessed();

        Assert.Equal(verdict, assessed.Verdict);
        Assert.Equal(verdict == Verdict.Undetermined, assessed.Reasons.Contains(EvidenceOf.CheckServiceUnknown(1, "443")));
    }

    [Theory]
    [InlineData(Confidence.None, PortState.Closed, Verdict.Undetermined)]
    [InlineData(Confidence.None, PortState.Filtered, Verdict.Undetermined)]
    [InlineData(Confidence.None, PortState.Open, Verdict.NotExposed)]
    [InlineData(Confidence.High, PortState.Closed, Verdict.NotExposed)] // SNMP, UPnP or a page answered as well
    public void A_host_with_nothing_open_may_have_blocked_this_machine(Confidence identity, PortState web, Verdict verdict)
    {
        RouterExposure router = new()
        {
            ComputerName = "203.0.113.1",
            Vantage = Vantage.Outside,
            Identity = new RouterIdentity { Confidence = identity },
            Ports = PortList.Default.Select(port => new PortResult { Port = port, State = port == 443 ? web : PortState.Closed, IdentifiedService = port == 443 ? "https" : null, HostAnsweredAt = DateTimeOffset.UnixEpoch }).ToArray(),
            ProvenPorts = PortList.Default.ToArray(),
        };

        RouterExposure assessed = router.Assessed();

        Assert.Equal(verdict, assessed.Verdict);
        Assert.Equal(verdict == Verdict.NotExposed, assessed.ProvesUnreachable(Decisive));
        Assert.Equal(verdict == Verdict.Undetermined, assessed.Reasons.Contains(EvidenceOf.CheckNothingOpen()));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)] // the table has a forward of it
    public void A_complete_table_proves_what_it_does_not_forward(bool complete, bool forwarded, bool expected)
    {
        RouterExposure router = new()
        {
            ForwardsComplete = complete,
            Forwards = forwarded ? [new PortForward { Protocol = "tcp", ExternalStart = 440, ExternalEnd = 449, InternalAddress = "192.168.2.10" }] : [],
        };

        Assert.Equal(expected, router.ProvesUnreachable(445));
    }
}
