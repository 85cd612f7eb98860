// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Rules;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Examination;

/// <summary>What several sources report about one router, joined.</summary>
public sealed class ObservationMergeTests
{
    private const string Public = "203.0.113.9";

    /// <summary>The public address of a tunnel was taken as that of the line, which then counted as the practice's own.</summary>
    [Theory]
    [InlineData("100.64.7.9", LineKind.SharedAddress)]
    [InlineData("192.0.0.2", LineKind.SharedAddress)]
    [InlineData("192.168.100.2", LineKind.Cascade)]
    public void A_public_address_of_another_interface_than_the_one_that_leads_out_is_not_the_lines(string leadingOut, LineKind expected)
    {
        RouterObservation merged = Merge(new SourceResult { WanAddresses = [Public], PrivateWanAddresses = [leadingOut] });

        Assert.Null(merged.WanAddress);
        Assert.Equal([Public], merged.ReportedWanAddresses);
        Assert.Equal(expected, LineFinder.Find(merged).Kind);
    }

    [Fact]
    public void An_external_address_that_another_source_reports_is_the_lines()
    {
        RouterObservation merged = Merge(new SourceResult { PrivateWanAddresses = ["192.168.100.2"] }, new SourceResult { WanAddress = Public });

        Assert.Equal(Public, merged.WanAddress);
        Assert.Equal(LineKind.OwnAddress, LineFinder.Find(merged).Kind);
    }

    [Fact]
    public void Every_private_address_outside_is_kept()
    {
        RouterObservation merged = Merge(new SourceResult { PrivateWanAddresses = ["100.64.7.9"] }, new SourceResult { PrivateWanAddresses = ["192.168.100.2", "100.64.7.9"] });

        Assert.Equal(["100.64.7.9", "192.168.100.2"], merged.PrivateWanAddresses);
        Assert.Equal(["100.64.7.9", "192.168.100.2"], RouterExposure.Of(merged, RouterAssessor.Assess(merged)).PrivateWanAddresses());
    }

    private static RouterObservation Merge(params SourceResult[] results) =>
        ObservationMerge.Of(new RouterObservation { ComputerName = "192.168.2.1", Vantage = Vantage.Inside }, new RouterExaminationOptions(), DateTimeOffset.UnixEpoch, results, Enumerable.Empty<SourceReport>());
}
