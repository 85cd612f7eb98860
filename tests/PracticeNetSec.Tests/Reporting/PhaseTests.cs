// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>Follow-ups tell what changed, keep what was known, and call nothing fixed that was not measured again.</summary>
public sealed class PhaseTests
{
    private static readonly BreachReport First = CelleCase.Report(CelleCase.Aware, null, CelleCase.Server());

    [Fact]
    public void A_breach_remains_a_breach_when_the_port_is_closed()
    {
        BreachReport next = FollowUp(Closed(), Locked());

        Assert.Equal(ReportKind.BreachReport, next.Kind);
        Assert.Equal(Verdict.NotExposed, next.Verdict);
        Assert.Equal(BreachReach.None, next.Reach);
        Assert.Equal(BreachReach.Write, next.ReachAtWorst);
        Assert.Equal(First.Deadline!.Deadline, next.Deadline!.Deadline);
        Assert.False(next.DeadlineAssumed);
        Assert.Equal(First.Severity!.Score, next.Severity!.Score);
        ReportStatement nature = next.Statements.First(statement => statement.Text == "statement.write");
        Assert.Equal(EvidenceOf.ReportEarlier(First.CreatedAt), nature.Evidence[0].Stated());
        Assert.Contains("ein früherer Bericht", Rendered.Html(next), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_port_that_was_measured_again_and_is_closed_is_reported()
    {
        BreachReport next = FollowUp(Closed(), Locked());

        Assert.Contains(next.Changes, change => change is { Subject: ChangeSubject.Verdict, Before: "Exposed", After: "NotExposed" });
        Assert.Contains(next.Changes, change => change is { Subject: ChangeSubject.Port, Name: "445", Before: "Open", After: "NotOpen", CheckedAgain: true });
        Assert.Contains(next.Changes, change => change is { Subject: ChangeSubject.Share, Before: "Write", After: "None" });
        Assert.Contains("Port 445: vorher offen, bei der neuen Messung nicht mehr erreichbar.", Rendered.Html(next), StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_was_not_measured_again_is_not_reported_as_closed()
    {
        BreachReport next = FollowUp(null);

        Assert.All(next.Changes.Where(change => change.Subject is ChangeSubject.Port or ChangeSubject.Share or ChangeSubject.Finding), change => Assert.False(change.CheckedAgain, change.ToString()));
        string html = Rendered.Html(next);
        Assert.DoesNotContain("nicht mehr erreichbar", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Nicht mehr gefunden", html, StringComparison.Ordinal);
        Assert.Contains("nicht erneut", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_no_longer_answers_shows_nothing_about_its_shares()
    {
        ShareReachability silent = CelleCase.Server(access: ShareAccess.None);
        silent.State = PracticeNetSec.Model.PortState.Filtered;
        silent.Shares = Array.Empty<SmbShare>();

        Assert.False(FollowUp(Closed(), silent).Changes.Single(change => change.Subject == ChangeSubject.Finding && change.Before!.StartsWith('\\')).CheckedAgain);
        Assert.True(FollowUp(Closed(), Locked()).Changes.Single(change => change.Subject == ChangeSubject.Finding && change.Before!.StartsWith('\\')).CheckedAgain);
    }

    [Fact]
    public void A_measurement_from_inside_closes_no_port()
    {
        RouterExposure inside = Closed();
        inside.Vantage = Vantage.Inside;

        Assert.All(FollowUp(inside).Changes.Where(change => change.Subject == ChangeSubject.Port), change => Assert.False(change.CheckedAgain));
    }

    [Fact]
    public void Values_that_were_filled_in_since_are_reported_as_new()
    {
        BreachReport next = BreachReport.Create(CelleCase.Router(), new[] { CelleCase.Server() }, new BreachReportOptions
        {
            Previous = Incidents.Saved(First),
            Incident = Incidents.Complete(),
            Phase = ReportPhase.FollowUp,
            Now = CelleCase.Now.AddDays(5),
        });

        Assert.Contains(next.Changes, change => change is { Subject: ChangeSubject.Field, Name: "field.number", Before: null });
        Assert.Contains("Neu angegeben: Ungefähre Zahl der Personen.", Rendered.Html(next, "de", ReportDocument.Authority), StringComparison.Ordinal);
        Assert.Contains("Folgemeldung", Rendered.Html(next, "de", ReportDocument.Authority), StringComparison.Ordinal);
        Assert.True(next.GapCount < First.GapCount);
    }

    [Fact]
    public void Without_changes_nothing_is_reported_as_new_in_either_language()
    {
        foreach (string language in new[] { "de", "en" })
        {
            BreachReport again = BreachReport.Create(CelleCase.Router(), new[] { CelleCase.Server() }, new BreachReportOptions { Previous = Incidents.Saved(First, language), AwarenessTime = CelleCase.Aware, Now = CelleCase.Now, Phase = ReportPhase.FollowUp });
            Assert.Empty(again.Changes);
        }
    }

    [Fact]
    public void The_third_report_keeps_what_the_first_found()
    {
        BreachReport second = FollowUp(Closed(), Locked());
        BreachReport third = BreachReport.Create(Closed(), new[] { Locked() }, new BreachReportOptions { Previous = Incidents.Saved(second, "en"), Phase = ReportPhase.Final, Now = CelleCase.Now.AddDays(2) });

        Assert.Equal(BreachReach.Write, third.ReachAtWorst);
        Assert.Single(third.Statements.First(statement => statement.Text == "statement.write").Evidence, evidence => evidence.Code == EvidenceCode.ReportEarlier);
    }

    [Fact]
    public void The_report_of_another_practice_is_refused()
    {
        RouterExposure other = Closed();
        other.PracticeId = "P-1";
        other.Practice!.PracticeId = "P-1";

        Assert.Equal("PreviousReportOfOther", Assert.Throws<InputException>(() => FollowUp(other)).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"schemaVersion\":\"1.0\"}")]
    [InlineData("{\"schemaVersion\":\"3.0\",\"createdAt\":\"2019-10-14T12:00:00+02:00\"}")]
    [InlineData("{\"schemaVersion\":\"1.1\",\"createdAt\":\"x\"}")]
    [InlineData("{\"schemaVersion\":\"1.1\",\"createdAt\":\"2019-10-14T12:00:00+02:00\",\"router\":{\"openPorts\":[\"x\"]}}")]
    [InlineData("{\"schemaVersion\":\"1.1\",\"createdAt\":\"2019-10-14T12:00:00+02:00\",\"deadline\":{\"assumed\":\"x\"}}")]
    public void What_is_no_report_is_refused_by_name(string json)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            InputException error = Assert.Throws<InputException>(() => PreviousReport.Load(file));
            Assert.Equal("InvalidPreviousReport", error.Id);
            Assert.Contains(file, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Resolved_findings_are_reported_in_the_language_of_the_new_report()
    {
        BreachReport next = BreachReport.Create(Closed(), new[] { Locked() }, new BreachReportOptions { Previous = Incidents.Saved(First, "en"), Phase = ReportPhase.FollowUp, Now = CelleCase.Now.AddDays(1) });

        string german = Rendered.Html(next, "de", ReportDocument.Authority);
        Assert.Contains("Nicht mehr gefunden: Der Router lässt aus dem Internet Verbindungen zu den Ports 440 bis 449 zu", german, StringComparison.Ordinal);
        Assert.DoesNotContain("The router allows", german, StringComparison.Ordinal);
        Assert.Contains("No longer found: The router allows", Rendered.Html(next, "en", ReportDocument.Authority), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_people_filled_in_are_not_replaced_by_the_inventorys()
    {
        RouterExposure router = Closed();
        router.Practice!.Contact = "info@praxis.example";
        BreachReport next = BreachReport.Create(router, new[] { Locked() }, new BreachReportOptions { Previous = Incidents.Saved(Incidents.Report()), Phase = ReportPhase.FollowUp, Now = CelleCase.Now.AddDays(6) });

        string html = Rendered.Html(next, "de", ReportDocument.Authority);
        Assert.Contains("Jürgen Groß", html, StringComparison.Ordinal);
        Assert.Contains("Südwall 5", html, StringComparison.Ordinal);
        Assert.DoesNotContain("info@praxis.example", html, StringComparison.Ordinal);
        Assert.Single(next.Statements, statement => statement.Field == "field.contact");
    }

    [Fact]
    public void A_report_of_the_version_before_is_carried_over()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Rendered.Json(First)
                .Replace("\"1.2\"", "\"1.1\"", StringComparison.Ordinal)
                .Replace("statement.widened-both", "statement.widened", StringComparison.Ordinal)
                .Replace("statement.ports-open", "statement.ports", StringComparison.Ordinal));
            BreachReport next = BreachReport.Create(Closed(), new[] { Locked() }, new BreachReportOptions { Previous = PreviousReport.Load(file), Now = CelleCase.Now.AddDays(1) });

            Assert.Contains(next.Statements, statement => statement.Text == "statement.widened");
            Assert.Contains(next.Statements, statement => statement.Text == "statement.ports");
            Assert.Contains("Der Router ließ aus dem Internet Verbindungen zu den Ports 440 bis 449 zu", Rendered.Html(next), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Statements_that_cannot_be_rendered_are_left_out()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Rendered.Json(First).Replace("statement.write", "statement.future", StringComparison.Ordinal));
            BreachReport next = BreachReport.Create(Closed(), Array.Empty<ShareReachability>(), new BreachReportOptions { Previous = PreviousReport.Load(file), Now = CelleCase.Now.AddDays(1) });
            Assert.NotEmpty(Rendered.Html(next));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static BreachReport FollowUp(RouterExposure? router, params ShareReachability[] servers) => BreachReport.Create(router, servers, new BreachReportOptions
    {
        Previous = Incidents.Saved(First),
        Practice = router?.Practice ?? CelleCase.Practice(),
        Phase = ReportPhase.FollowUp,
        Now = CelleCase.Now.AddDays(1),
    });

    private static RouterExposure Closed()
    {
        RouterExposure router = CelleCase.Refusing(443);
        router.WidenedRanges = Array.Empty<WidenedRange>();
        router.Forwards = Array.Empty<PortForward>();
        router.Findings = Array.Empty<Finding>();
        router.Verdict = Verdict.NotExposed;
        return router;
    }

    private static ShareReachability Locked() => CelleCase.Server(access: ShareAccess.None);
}
