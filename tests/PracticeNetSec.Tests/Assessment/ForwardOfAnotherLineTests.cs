// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>A refusal at one address says what a forward does there, and nothing of the router's other line.</summary>
public sealed class ForwardOfAnotherLineTests
{
    private const string Measured = "203.0.113.7";
    private const string Second = "198.51.100.7";

    /// <summary>The forward of 8000 may belong to the line that was not measured, where 8000 is then open.</summary>
    [Theory]
    [InlineData(Measured, Second)]
    [InlineData(Second)]
    public void A_forward_to_an_unknown_service_is_not_cleared_by_the_refusal_at_another_line(params string[] reported)
    {
        RouterExposure router = WithForward();
        router.ReportedWanAddresses = reported;

        Assert.Equal(Verdict.Undetermined, router.Assessed().Verdict);
    }

    /// <summary>TCP was refused; what the same row forwards over UDP was not asked, and a row for UDP alone is Undetermined.</summary>
    [Fact]
    public void A_refusal_over_TCP_does_not_clear_what_a_forward_carries_over_UDP()
    {
        RouterExposure router = WithForward();
        router.Forwards[0].Protocol = "any";

        Assert.Equal(Verdict.Undetermined, router.Assessed().Verdict);
    }

    private static RouterExposure WithForward() => new()
    {
        ComputerName = Measured,
        WanAddress = Measured,
        Vantage = Vantage.Outside,
        Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Basic", Confidence = Confidence.High },
        ForwardsComplete = true,
        Forwards = [TcpForward.Of(8080, 8080)],
        ProvenPorts = PortList.Default.ToArray(),
        Ports = PortList.Default
            .Select(port => new PortResult { ComputerName = Measured, Address = Measured, Port = port, State = port == 443 ? PortState.Open : PortState.Closed, IdentifiedService = port == 443 ? "http" : null, HostAnsweredAt = DateTimeOffset.UnixEpoch })
            .ToArray(),
    };
}
