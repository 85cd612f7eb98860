// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Assessment;

/// <summary>Where the inventory names the destination of a forward, another destination is not the one that is meant.</summary>
public sealed class IntendedDestinationTests
{
    [Theory]
    [InlineData("8443>192.168.2.10:8080", Verdict.NotExposed)]
    [InlineData("8443>192.168.2.99:8080", Verdict.Undetermined)] // another machine
    [InlineData("8443>192.168.2.10:443", Verdict.Undetermined)] // another service of it
    public void A_forward_to_another_destination_than_the_inventory_names_is_not_cleared(string intended, Verdict expected)
    {
        PortForward forward = TcpForward.Of(8443, 8443);
        (forward.InternalStart, forward.InternalEnd) = (8080, 8080);
        RouterExposure router = new()
        {
            ComputerName = "192.168.2.1",
            WanAddress = "203.0.113.7",
            Vantage = Vantage.Inside,
            ForwardsComplete = true,
            Forwards = [forward],
            Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Basic", Confidence = Confidence.High },
            Practice = new Practice { PracticeId = "A", WanAddress = "203.0.113.7", IntendedForwards = [PracticeForward.TryParse(intended)!] },
        };

        Assert.Equal(expected, router.Assessed().Verdict);
    }
}
