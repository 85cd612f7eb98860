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

/// <summary>A follow-up without the incident file keeps what people stated for the report before it.</summary>
public sealed class CarriedAnswersTests
{
    private static readonly DateTimeOffset Later = new(2019, 10, 25, 9, 0, 0, TimeSpan.FromHours(2));

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void Notified_at_reference_profession_sponsor_and_name_stay(string language)
    {
        BreachIncident incident = Incidents.Complete();
        incident.Profession = PracticeProfession.Dentist;
        BreachReport next = Next(Incidents.Saved(Incidents.Report(incident: incident), language));

        Assert.Equal((incident.NotifiedAt, "NI-4711", PracticeProfession.Dentist, PracticeSponsor.Private), (next.Incident!.NotifiedAt, next.Incident.Reference, next.Incident.Profession, next.Incident.Sponsor));
        string technical = Rendered.Html(next);
        Assert.Contains("innerhalb der Frist", technical, StringComparison.Ordinal);
        Assert.DoesNotContain("muss bis", technical, StringComparison.Ordinal);
        Assert.DoesNotContain("KBV", technical.Split("id=\"guideline\"")[1].Split("</section>")[0].Replace("Nummern der KBV", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(next.Steps, step => step.Text.StartsWith("step.notify", StringComparison.Ordinal));
        Assert.Contains("NI-4711", Rendered.Html(next, "de", ReportDocument.Authority), StringComparison.Ordinal);
    }

    [Fact]
    public void The_letter_of_a_follow_up_has_the_answers_of_the_report_before()
    {
        string letter = Rendered.Html(Next(Incidents.Saved(Incidents.Report())), "de", ReportDocument.Patients);

        Assert.All(["Südwall 5", "29221 Celle", "Arztbriefe", "Weiterleitung gelöscht", "vom 02.05.2019"], word => Assert.Contains(word, letter, StringComparison.Ordinal));
    }

    [Fact]
    public void The_third_report_keeps_them_as_well()
    {
        BreachReport third = Next(Incidents.Saved(Next(Incidents.Saved(Incidents.Report()))));

        Assert.Equal("NI-4711", third.Incident!.Reference);
        Assert.Equal("Orthopädie am Französischen Garten", third.Practice!.Name);
    }

    [Fact]
    public void A_closing_that_a_new_measurement_found_open_again_is_a_gap()
    {
        RouterExposure router = CelleCase.Router();
        (router.StartedAt, router.EndedAt) = (Later.AddHours(-1), Later.AddMinutes(-50));
        BreachReport next = BreachReport.Create(router, [], new BreachReportOptions { Previous = Incidents.Saved(Incidents.Report()), Phase = ReportPhase.FollowUp, Now = Later });

        Assert.Contains(next.Statements, statement => statement is { Field: "field.closed", IsGap: true });
        Assert.DoesNotContain(next.Statements, statement => statement is { Field: "field.closed" or "field.verified", IsGap: false });
        Assert.Null(next.Incident!.ClosedAt);
        Assert.DoesNotContain("bis zum 14.10.2019", Rendered.Html(next, "de", ReportDocument.Patients), StringComparison.Ordinal);
    }

    private static BreachReport Next(PreviousReport previous)
    {
        RouterExposure router = CelleCase.Refusing(443);
        router.WidenedRanges = [];
        router.Forwards = [];
        router.Verdict = Verdict.NotExposed;
        (router.StartedAt, router.EndedAt) = (Later.AddHours(-1), Later.AddMinutes(-50));
        return BreachReport.Create(router, Array.Empty<ShareReachability>(), new BreachReportOptions { Previous = previous, Phase = ReportPhase.FollowUp, Now = Later });
    }
}
