// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Html;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>A report claims what was measured, no less and no more.</summary>
public class ClaimTests
{
    [Fact]
    public void A_forward_of_445_to_a_web_server_does_not_reach_the_shares_inside()
    {
        BreachReport report = CelleCase.Report(null, NarrowRouter(445, 8080), InsideServer());

        Assert.NotEqual(ReportKind.BreachReport, report.Kind);
        Assert.Equal(BreachReach.None, report.Reach);
        Assert.Null(report.Severity);
    }

    [Fact]
    public void A_forward_of_any_port_to_445_reaches_the_shares_inside()
    {
        BreachReport report = CelleCase.Report(null, NarrowRouter(4450, 445), InsideServer());

        Assert.Equal(ReportKind.BreachReport, report.Kind);
        Assert.Equal(BreachReach.Write, report.Reach);
    }

    [Fact]
    public void A_drop_box_share_is_writable_and_not_readable()
    {
        ShareReachability server = CelleCase.Server();
        server.Shares = server.Shares.Take(1).ToArray();
        server.Shares[0].RootMask = server.Shares[0].ShareMask = 0x00100006;

        BreachReport report = CelleCase.Report(null, null, server);

        Assert.Equal(BreachReach.Change, report.Reach);
        Assert.Contains("Nicht angemeldete Personen können aus dem Internet ohne Passwort Dateien Ihrer Praxis verändern oder löschen", Html(report));
    }

    [Theory]
    [InlineData("staff data", Confidence.High, 5)]
    [InlineData("billing (KVDT)", Confidence.Low, 5)]
    [InlineData("billing (KVDT)", Confidence.High, 0)]
    public void Staff_data_uncertain_names_and_empty_shares_are_not_scored_as_health_data(string category, Confidence confidence, int count)
    {
        ShareReachability server = CelleCase.Server();
        server.Shares[0].PatientData = new[] { new PatientDataCount { Category = category, Confidence = confidence, Count = count } };

        Assert.Null(CelleCase.Report(null, null, server).Severity);
    }

    [Fact]
    public void A_share_of_an_undetermined_vantage_point_is_not_reached_from_the_Internet()
    {
        ShareReachability server = CelleCase.Server();
        server.Vantage = Vantage.Undetermined;

        Assert.Equal(BreachReach.NetworkAccess, CelleCase.Report(null, null, server).Reach);
    }

    [Fact]
    public void Shares_are_not_combined_with_the_router_of_another_practice()
    {
        ShareReachability server = CelleCase.Server();
        server.PracticeId = "P-0999";
        server.RouterExposure = CelleCase.Router();

        Assert.Null(BreachReport.Create(null, new[] { server }, new BreachReportOptions { Now = CelleCase.Now }).Router);
    }

    [Theory]
    [InlineData("9999-12-31T00:00:00Z")]
    [InlineData("2019-10-17T12:00:00+02:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    public void An_invalid_time_of_awareness_is_refused_by_name(string aware)
    {
        InputException error = Assert.Throws<InputException>(() => CelleCase.Report(DateTimeOffset.Parse(aware, System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal("InvalidAwarenessTime", error.Id);
    }

    [Fact]
    public void An_undetermined_session_is_among_the_gaps()
    {
        ShareReachability server = CelleCase.Server(access: ShareAccess.None);
        server.GuestSession = SmbSessionResult.Undetermined;

        Assert.Contains(CelleCase.Report(null, null, server).Unchecked, line => line.Text == "unchecked.sessions");
    }

    [Fact]
    public void A_forwarded_port_that_is_closed_is_not_drawn_as_open()
    {
        RouterExposure router = CelleCase.Router();
        router.Ports.Single(port => port.Port == 441).State = PortState.Closed;

        string page = Html(CelleCase.Report(null, router, CelleCase.Server()));

        Assert.Contains("b through", page);
    }

    [Fact]
    public void German_dates_need_nothing_from_the_machine()
    {
        Assert.Contains("Donnerstag, den 17. Oktober 2019", Html(CelleCase.Report(CelleCase.Aware, null, CelleCase.Server())));
    }

    private static RouterExposure NarrowRouter(int outside, int inside)
    {
        RouterExposure router = CelleCase.Router(443);
        router.WidenedRanges = Array.Empty<WidenedRange>();
        router.Findings = Array.Empty<Finding>();
        router.Verdict = Verdict.NotExposed;
        router.Ports = Array.Empty<PortResult>();
        router.Forwards = new[]
        {
            new PortForward { Protocol = "tcp", ExternalStart = outside, ExternalEnd = outside, InternalAddress = "192.168.2.10", InternalStart = inside, InternalEnd = inside },
        };
        return router;
    }

    private static ShareReachability InsideServer()
    {
        ShareReachability server = CelleCase.Server();
        server.ComputerName = "192.168.2.10";
        server.Vantage = Vantage.Inside;
        server.Verdict = Verdict.AtRisk;
        return server;
    }

    private static string Html(BreachReport report)
    {
        using StringWriter writer = new();
        HtmlReport.Write(writer, report, "de");
        return writer.ToString();
    }

    [Fact]
    public void Every_share_open_to_unauthenticated_users_is_named_with_the_rights()
    {
        ShareReachability server = CelleCase.Server();
        server.Shares = server.Shares.Append(new SmbShare { Name = "Einwurf", Type = "Disk", GuestAccess = ShareAccess.Write, ShareMask = 0x00000116, RootMask = 0x00000116 }).ToArray();

        ReportStatement[] nature = CelleCase.Report(null, null, server).Statements.Where(statement => statement.Field == "field.nature").ToArray();

        Assert.Equal(@"\\203.0.113.1\Praxis", Assert.Single(nature, statement => statement.Text == "statement.write").Values[0]);
        Assert.Equal(@"\\203.0.113.1\Einwurf", Assert.Single(nature, statement => statement.Text == "statement.change").Values[0]);
        Assert.Equal(@"\\203.0.113.1\Scans", Assert.Single(nature, statement => statement.Text == "statement.read").Values[0]);
    }

    [Fact]
    public void The_letter_of_the_provider_has_no_references_to_other_documents()
    {
        RouterExposure router = CelleCase.Router();
        router.Identity.Model = "Digitalisierungsbox Premium";
        router.ForwardsComplete = true;
        router.Sources = new[] { new SourceReport { Source = "walk", Complete = false, Detail = EvidenceOf.SourceRowsRead("ipNatTable", 0) } };

        string letter = Rendered.Html(CelleCase.Report(null, router, CelleCase.Server()), "de", ReportDocument.Processor);

        Assert.DoesNotContain("oben so bezeichnet", letter, StringComparison.Ordinal);
        Assert.Contains("Aufzeichnung (nicht vollständig)", letter, StringComparison.Ordinal);
    }
}
