// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>No document says that no point was left unresolved while ports were not shown to be closed.</summary>
public sealed class UnmeasuredPortTests
{
    [Theory]
    [InlineData(PortCoverageState.NotMeasured)]
    [InlineData(PortCoverageState.Unreachable)]
    [InlineData(PortCoverageState.Unconfirmed)]
    [InlineData(PortCoverageState.Unproven)]
    public void A_port_whose_state_is_not_shown_is_an_unresolved_point(PortCoverageState state)
    {
        BreachReport report = Report(state);

        Assert.Equal(["445"], Assert.Single(report.Unchecked, line => line.Text == "unchecked.port-states").Values);
        foreach (ReportDocument document in Rendered.Documents)
        {
            Assert.DoesNotContain("kein Punkt offen", Rendered.Html(report, "de", document), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData(PortCoverageState.Filtered)]
    [InlineData(PortCoverageState.Refused)]
    public void A_port_that_is_shown_to_be_closed_is_none(PortCoverageState state) => Assert.DoesNotContain(Report(state).Unchecked, line => line.Text == "unchecked.port-states");

    private static BreachReport Report(PortCoverageState state)
    {
        RouterExposure router = CelleCase.Router(443);
        router.Coverage = new Coverage { Ports = [new PortCoverage { Port = 445, State = state }, new PortCoverage { Port = 443, State = PortCoverageState.Answered }] };
        router.ForwardsComplete = true;
        return BreachReport.Create(router, [CelleCase.Server()], new BreachReportOptions { Now = CelleCase.Now });
    }
}
