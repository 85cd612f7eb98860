// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>What only stands in the router's table is called forwarded; open is what was measured. A file's time is called that.</summary>
public sealed class ForwardedTests
{
    [Fact]
    public void A_recorded_walk_alone_never_shows_an_open_port()
    {
        BreachReport report = Samples.Report("fault");

        Assert.Equal(BreachReach.NetworkAccess, report.Reach);
        foreach (ReportDocument document in Rendered.Documents)
        {
            string html = Rendered.Html(report, "de", document);
            Assert.DoesNotMatch("stehen? (zum Internet )?offen|standen? (zum Internet )?offen|Aus dem Internet antwort|antwortet aus dem Internet|als offen gemessen wurden davon|Von außen als offen gemessen", html);
        }

        string page = Rendered.Html(report);
        Assert.Contains("leitete die Ports 440 bis 449 aus dem Internet weiter", page, StringComparison.Ordinal);
        Assert.Contains("ob hinter den Ports etwas antwortete, wurde nicht gemessen", page, StringComparison.Ordinal);
        Assert.DoesNotContain("b danger", page, StringComparison.Ordinal);
        Assert.Contains("→!", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Measured_ports_are_reported_as_open_and_the_others_of_the_block_are_not()
    {
        RouterExposure router = CelleCase.Router(443, 445);
        router.WidenedRanges[0].OpenPorts = new[] { 443, 445 };
        BreachReport report = CelleCase.Report(null, router);

        string html = Rendered.Html(report, "de", ReportDocument.Authority);
        Assert.Contains("Von außen als offen gemessen wurden davon: 443, 445.", html, StringComparison.Ordinal);
        Assert.Contains("Offen: 443, 445.", Rendered.Html(report), StringComparison.Ordinal);
        Assert.Contains("nicht als offen gemessen: 440\u2013442, 444, 446\u2013449.", Rendered.Html(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_forward_whose_ports_were_measured_as_silent_is_reported_as_such()
    {
        RouterExposure router = CelleCase.Router(80);
        router.WidenedRanges[0].OpenPorts = Array.Empty<int>();

        Assert.Contains(CelleCase.Report(null, router).Statements, statement => statement.Text == "statement.widened-silent");
    }

    [Fact]
    public void The_intended_port_is_marked_as_inferred_unless_the_inventory_has_it()
    {
        RouterExposure router = CelleCase.Router();
        Assert.DoesNotContain(CelleCase.Report(null, router).Statements, statement => statement.Text == "statement.intended-inferred");

        router.Practice!.IntendedPorts = Array.Empty<int>();
        Assert.Contains(CelleCase.Report(null, router).Statements, statement => statement.Text == "statement.intended-inferred");
    }

    [Fact]
    public void Rights_measured_inside_are_reported_as_measured_inside()
    {
        ShareReachability server = CelleCase.Server();
        server.ComputerName = "192.168.2.10";
        server.Vantage = Vantage.Inside;
        server.Verdict = Verdict.AtRisk;
        BreachReport deduced = CelleCase.Report(null, null, server);

        Assert.Equal(BreachReach.Write, deduced.Reach);
        Assert.Contains(deduced.Statements, statement => statement.Text == "statement.deduced");
        Assert.Contains("wurden im Netz der Praxis gemessen", Rendered.Html(deduced), StringComparison.Ordinal);
        Assert.DoesNotContain("antwortet aus dem Internet der Dateiserver", Rendered.Html(deduced), StringComparison.Ordinal);
        Assert.DoesNotContain(CelleCase.Report(null, null, CelleCase.Server()).Statements, statement => statement.Text == "statement.deduced");
    }

    [Fact]
    public void The_time_of_a_walk_is_marked_as_the_files_and_is_to_be_confirmed()
    {
        BreachReport report = Samples.Report("fault");

        Assert.True(report.MeasuredTimeIsFiles);
        Assert.Contains(report.Statements, statement => statement is { Text: "gap.measured", IsGap: true });
        foreach (ReportDocument document in new[] { ReportDocument.Dossier, ReportDocument.Authority, ReportDocument.Register })
        {
            string html = Rendered.Html(report, "de", document);
            Assert.Contains("Zeit der Datei", html, StringComparison.Ordinal);
            Assert.DoesNotContain("Der Zustand wurde zwischen", html, StringComparison.Ordinal);
            Assert.DoesNotContain("ab dem Ende der Messung", html, StringComparison.Ordinal);
        }

        Assert.Contains("\"measuredTimeBasis\": \"File\"", Rendered.Json(report), StringComparison.Ordinal);
        Assert.Contains("\"measuredTimeBasis\": \"Measurement\"", Rendered.Json(CelleCase.Report()), StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_measurement_the_files_time_is_not_used()
    {
        RouterExposure router = Samples.Router("fault");
        router.EndedAt = CelleCase.Now.AddYears(1);
        ShareReachability server = CelleCase.Server();
        BreachReport report = BreachReport.Create(router, new[] { server }, new BreachReportOptions { Now = CelleCase.Now.AddYears(2) });

        Assert.False(report.MeasuredTimeIsFiles);
        Assert.Equal(server.EndedAt, report.MeasuredUntil);
        Assert.Contains(report.Statements, statement => statement.Text == "statement.measured");
        Assert.Contains(report.Statements, statement => statement.Text == "statement.measured-file");
    }

    [Fact]
    public void No_title_of_a_rule_that_a_table_can_trigger_claims_an_open_port()
    {
        foreach (string rule in new[] { "router.widened-forward", "router.widened-forward-web", "router.settings-not-corrected", "router.dangerous-forward" })
        {
            Assert.DoesNotMatch(@"\boffen\b", FindingRule.Get(rule).Title["de"]);
            Assert.DoesNotMatch(@"\bopen\b", FindingRule.Get(rule).Title["en"]);
        }
    }
}
