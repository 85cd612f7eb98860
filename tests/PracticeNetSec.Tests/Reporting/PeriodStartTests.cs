// SPDX-License-Identifier: MIT
using System;
using System.IO;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Documents;
using PracticeNetSec.Reporting.Html;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>The 72 hours run from the certainty that personal data are affected (EDPB Guidelines 9/2022): an open port is no such certainty.</summary>
public sealed class PeriodStartTests
{
    // What a document says of a period that runs, ran or was missed, and the end that the hours of the case would have.
    private static readonly string[] Due =
    [
        "17. Oktober 2019", "17.10.2019", "17 October 2019", "17 Oct 2019", "abgelaufen", "expired", "muss bis", "must reach the authority by", "nach Ablauf der Frist", "after the deadline", "läuft die Frist bis", "deadline ends",
    ];

    public static TheoryData<string> Cases => ["unstated", "stated", "incident", "years later"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void With_only_an_open_port_no_document_gives_a_date_as_due_or_says_that_the_period_is_over(string which)
    {
        BreachReport report = Case(which);

        Assert.Equal(BreachReach.NetworkAccess, report.ReachAtWorst);
        Assert.Null(report.Deadline);
        Assert.DoesNotContain(report.Statements, statement => statement.Field == "field.delay");
        foreach (string language in new[] { "de", "en" })
        {
            foreach (ReportDocument document in Rendered.Documents)
            {
                string html = Rendered.Html(report, language, document);
                Assert.All(Due, word => Assert.DoesNotContain(word, html, StringComparison.Ordinal));
            }

            Assert.All(Due, word => Assert.DoesNotContain(word, Index(report, language), StringComparison.Ordinal));
            Assert.Equal(JTokenType.Null, JObject.Parse(Rendered.Json(report, language))["deadline"]!.Type);
        }
    }

    [Theory]
    [InlineData(ReportDocument.Dossier)]
    [InlineData(ReportDocument.Register)]
    public void With_only_an_open_port_the_document_says_what_starts_the_period(ReportDocument document)
    {
        string html = Rendered.Html(Case("unstated"), "de", document);

        Assert.Contains("Die 72 Stunden laufen erst, wenn mit hinreichender Sicherheit feststeht, dass personenbezogene Daten betroffen sind", html, StringComparison.Ordinal);
        Assert.Contains("erst zu klären", Index(Case("unstated"), "de"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stated_awareness_is_no_all_clear_where_only_an_open_port_is_known() =>
        Assert.Contains("Wussten Sie zu diesem Zeitpunkt bereits mit hinreichender Sicherheit, dass personenbezogene Daten betroffen sind, zählen die 72 Stunden ab dann", Rendered.Html(Case("stated")), StringComparison.Ordinal);

    [Fact]
    public void Access_that_an_investigation_found_starts_the_period_without_measured_shares()
    {
        BreachReport report = BreachReport.Create(
            CelleCase.Router(),
            [],
            new BreachReportOptions { AwarenessTime = CelleCase.Aware, Incident = new BreachIncident { Access = ActualAccess.Yes, AccessBasis = "Protokolle" }, Now = CelleCase.Now });

        Assert.Equal(new DateTimeOffset(2019, 10, 17, 11, 0, 0, TimeSpan.FromHours(2)), report.Deadline!.Deadline);
    }

    [Fact]
    public void A_stated_awareness_is_kept_for_the_follow_up_that_measures_the_shares()
    {
        BreachReport next = BreachReport.Create(
            CelleCase.Router(), [CelleCase.Server()], new BreachReportOptions { Previous = Incidents.Saved(Case("stated")), Phase = ReportPhase.FollowUp, Now = CelleCase.Now.AddDays(1) });

        Assert.Equal(CelleCase.Aware, next.Deadline!.AwareAt);
        Assert.False(next.DeadlineAssumed);
    }

    [Fact]
    public void A_period_counted_from_an_assumption_is_not_called_over()
    {
        BreachReport report = BreachReport.Create(CelleCase.Router(), [CelleCase.Server()], new BreachReportOptions { Now = CelleCase.Now.AddDays(30) });
        string html = Rendered.Html(report);

        Assert.DoesNotContain("Beim Erstellen war die Frist seit", html, StringComparison.Ordinal);
        Assert.Contains("ist die Frist abgelaufen, wenn Sie bei Ende der Messung davon wussten", html, StringComparison.Ordinal);
    }

    private static BreachReport Case(string which) => which switch
    {
        "unstated" => CelleCase.Report(),
        "stated" => CelleCase.Report(CelleCase.Aware),
        "incident" => BreachReport.Create(CelleCase.Router(), [], new BreachReportOptions { Incident = new BreachIncident { AwareAt = CelleCase.Aware }, Now = CelleCase.Now }),
        _ => BreachReport.Create(CelleCase.Router(), [], new BreachReportOptions { AwarenessTime = CelleCase.Aware, Now = CelleCase.Now.AddYears(2) }),
    };

    private static string Index(BreachReport report, string language)
    {
        using StringWriter writer = new();
        HtmlIndex.Write(writer, [new IndexEntry(report.PracticeId, report, ["a/a.html"])], report.CreatedAt, language);
        return writer.ToString();
    }
}
