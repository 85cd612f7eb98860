// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>Times that people state and times that were measured cannot stand side by side where they contradict each other.</summary>
public sealed class MeasuredTimeTests
{
    private static readonly DateTimeOffset Measured = CelleCase.Router().StartedAt;

    [Fact]
    public void An_access_that_was_closed_before_it_was_measured_open_is_refused() =>
        Refused(new BreachIncident { ClosedAt = Measured.AddDays(-4) }, "timeline.closedAt");

    [Fact]
    public void A_closing_that_was_verified_before_the_port_was_measured_open_is_refused() =>
        Refused(new BreachIncident { VerifiedAt = Measured.AddDays(-4) }, "timeline.verifiedAt");

    [Fact]
    public void An_exposure_that_began_after_it_was_measured_is_refused() =>
        Refused(new BreachIncident { OpenSince = Measured.AddMinutes(15) }, "timeline.openSince");

    [Fact]
    public void A_share_that_was_measured_open_later_counts_as_well()
    {
        ShareReachability server = CelleCase.Server();
        (server.StartedAt, server.EndedAt) = (Measured.AddDays(2), Measured.AddDays(2).AddMinutes(1));

        InputException error = Assert.Throws<InputException>(() => Report(new BreachIncident { ClosedAt = Measured.AddDays(1) }, CelleCase.Router(), server));
        Assert.Contains("timeline.closedAt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notice_of_the_provider_before_the_awareness_is_refused()
    {
        InputException error = Assert.Throws<InputException>(() => IncidentFile.Read(
            """{ "aware": { "at": "2026-11-21 09:40" }, "processor": { "toldPracticeAt": "2026-11-20 09:40" } }""", "praxis.json"));

        Assert.Equal("InvalidIncidentValue", error.Id);
        Assert.Contains("processor.toldPracticeAt", error.Message, StringComparison.Ordinal);
        Assert.Contains("aware.at", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notice_of_the_provider_before_the_awareness_of_the_parameter_is_refused() =>
        Assert.Contains("processor.toldPracticeAt", Assert.Throws<InputException>(() => BreachReport.Create(
            CelleCase.Router(),
            [CelleCase.Server()],
            new BreachReportOptions { AwarenessTime = CelleCase.Aware, Incident = new BreachIncident { ProcessorToldAt = CelleCase.Aware.AddHours(-1) }, Now = CelleCase.Now })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_closing_after_the_measurement_and_an_exposure_before_it_are_accepted() =>
        Assert.NotNull(Report(new BreachIncident { OpenSince = Measured.AddDays(-30), ClosedAt = Measured.AddHours(1), VerifiedAt = Measured.AddHours(2) }, CelleCase.Router(), CelleCase.Server()));

    [Fact]
    public void A_closing_before_a_measurement_that_found_it_closed_is_accepted()
    {
        RouterExposure closed = CelleCase.Refusing(443);
        closed.WidenedRanges = [];
        closed.Forwards = [];
        closed.Findings = [];
        closed.Verdict = Verdict.NotExposed;

        Assert.NotNull(Report(new BreachIncident { ClosedAt = Measured.AddDays(-1), VerifiedAt = Measured.AddDays(-1) }, closed));
    }

    [Fact]
    public void The_time_of_a_recorded_file_contradicts_no_stated_time() =>
        Assert.NotNull(BreachReport.Create(
            Samples.Router("fault"), [], new BreachReportOptions { Incident = new BreachIncident { ClosedAt = new DateTimeOffset(2019, 10, 14, 13, 0, 0, TimeSpan.FromHours(2)) } }));

    private static void Refused(BreachIncident incident, string field)
    {
        InputException error = Assert.Throws<InputException>(() => Report(incident, CelleCase.Router(), CelleCase.Server()));

        Assert.Equal("InvalidIncidentValue", error.Id);
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
        Assert.Contains("2019-10-14 11:40", error.Message, StringComparison.Ordinal);
    }

    private static BreachReport Report(BreachIncident incident, RouterExposure router, params ShareReachability[] servers) =>
        BreachReport.Create(router, servers, new BreachReportOptions { Incident = incident, Now = CelleCase.Now.AddDays(5) });
}
