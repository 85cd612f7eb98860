// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Examination;

/// <summary>What answers at a second connection is judged by what is known of it, and not by what is known of the first.</summary>
public sealed class FurtherNameTests
{
    private const string First = "203.0.113.1";
    private const string Second = "198.51.100.9";

    /// <summary>The dynamic name of the second line may be another customer's by now, as that of the first may; its device did not say what it is.</summary>
    [Theory]
    [InlineData(Second, Verdict.NotExposed)]
    [InlineData("lte.dyndns.example", Verdict.Undetermined)]
    public async Task A_second_line_by_a_dynamic_name_is_not_cleared_by_an_unknown_device(string further, Verdict expected)
    {
        RouterObservation first = Measured(First, 443) with
        {
            Practice = new Practice { PracticeId = "A", WanAddress = First, FurtherWanAddresses = [further], RouterModel = "Digitalisierungsbox Basic" },
            Identity = new RouterIdentity { Vendor = "Telekom", Model = "Digitalisierungsbox Basic", Confidence = Confidence.High },
        };

        Assert.Equal(expected, (await ExamineAsync(first, Measured(Second, 443))).Verdict);
    }

    /// <summary>Something before the first address accepts every port; the second address was measured, and its port is open.</summary>
    [Fact]
    public async Task A_first_address_that_accepts_every_port_does_not_hide_the_second() =>
        Assert.Equal(Verdict.Exposed, (await ExamineAsync(Measured(First, 443) with { AcceptsAllPorts = true }, Measured(Second, 443, 3389))).Verdict);

    private static async Task<RouterExposure> ExamineAsync(RouterObservation first, RouterObservation second)
    {
        RouterObservation joined = await FurtherAddresses.MeasureAsync(first, new FurtherTargets([IPAddress.Parse(Second)], [], []), () => true, (_, _) => Task.FromResult(second), default);
        return RouterExposure.Of(joined, PracticeNetSec.Assessment.RouterAssessor.Assess(joined));
    }

    private static RouterObservation Measured(string name, params int[] open) => new()
    {
        ComputerName = name,
        WanAddress = name,
        Vantage = Vantage.Outside,
        ProvenPorts = PortList.Default.ToArray(),
        Ports = PortList.Default.Select(port => new PortResult
        {
            ComputerName = name,
            Address = name,
            Port = port,
            State = open.Contains(port) ? PortState.Open : PortState.Closed,
            IdentifiedService = port is 80 or 443 ? "http" : null,
            HostAnsweredAt = DateTimeOffset.UnixEpoch,
        }).ToArray(),
    };
}
