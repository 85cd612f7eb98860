// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>A follow-up calls nothing fixed, and drops no duty, because nobody looked again.</summary>
public sealed class FollowUpTests
{
    private static readonly BreachReport First = CelleCase.Report(CelleCase.Aware, null, CelleCase.Server());

    [Fact]
    public void A_silent_router_resolves_none_of_its_findings()
    {
        RouterExposure silent = Closed();
        silent.Ports = Array.Empty<PortResult>();
        silent.Sources = new[] { new SourceReport { Source = "SNMP", Detail = EvidenceOf.SourceEnded(EvidenceOf.SnmpSilent("192.168.2.1:161", 3000)) } };

        ReportChange[] gone = Findings(After(First, silent));
        Assert.Contains(gone, change => change.RuleId == "router.widened-forward");
        Assert.Contains(gone, change => change.RuleId == "router.dangerous-port-open");
        Assert.All(gone, change => Assert.False(change.CheckedAgain, change.RuleId));
    }

    [Fact]
    public void A_port_is_rechecked_from_outside_only()
    {
        RouterExposure inside = Closed();
        inside.Vantage = Vantage.Inside;

        Assert.False(Findings(After(First, inside)).Single(change => change.RuleId == "router.dangerous-port-open").CheckedAgain);
        Assert.True(Findings(After(First, Closed())).Single(change => change.RuleId == "router.dangerous-port-open").CheckedAgain);
    }

    [Fact]
    public void A_session_is_resolved_only_where_the_table_of_sessions_was_read()
    {
        BreachReport fault = Samples.Report("fault");
        Assert.Contains(fault.Findings, finding => finding.RuleId == "router.incoming-session");
        RouterExposure next = Samples.Router("first-update");
        Assert.Contains(next.Sources, source => !source.Complete && source.Reads("ipNatTable"));

        BreachReport report = After(fault, next);
        Assert.False(Findings(report).Single(change => change.RuleId == "router.incoming-session").CheckedAgain);
        Assert.Contains("Es wird geklärt, wer die Adresse 198.51.100.23 nutzt.", Rendered.Html(report, "de", ReportDocument.Authority), StringComparison.Ordinal);

        next.Sources = next.Sources.Append(new SourceReport { Source = "walk", Complete = true, Detail = EvidenceOf.SourceRowsRead("ipNatTable", 0) }).ToArray();
        Assert.True(Findings(After(fault, next)).Single(change => change.RuleId == "router.incoming-session").CheckedAgain);
    }

    [Fact]
    public void Measures_for_shares_that_were_not_measured_again_remain_outstanding()
    {
        const string Lock = "Rechte auf die Freigabe Praxis (203.0.113.1) entzogen";
        const string Traces = "Die Protokolle von Router und Server werden gesichert";
        const string Compare = "Die Daten der Freigabe Praxis werden mit einer Sicherung";
        const string Close = "Die Weiterleitung der Ports 440 bis 449 im Router wird gelöscht.";

        string unseen = Rendered.Html(After(First, Closed(), Silent()), "de", ReportDocument.Authority);
        Assert.Contains(Lock, unseen, StringComparison.Ordinal);
        Assert.Contains(Traces, unseen, StringComparison.Ordinal);
        Assert.DoesNotContain(Close, unseen, StringComparison.Ordinal);
        Assert.True(unseen.IndexOf(Traces, StringComparison.Ordinal) < unseen.IndexOf(Lock, StringComparison.Ordinal));

        string locked = Rendered.Html(After(First, Closed(), CelleCase.Server(access: ShareAccess.None)), "de", ReportDocument.Authority);
        Assert.DoesNotContain(Lock, locked, StringComparison.Ordinal);
        Assert.Contains(Compare, locked, StringComparison.Ordinal);

        BreachReport third = After(After(First, Closed(), Silent()), Closed(), Silent());
        Assert.Contains(Lock, Rendered.Html(third, "de", ReportDocument.Authority), StringComparison.Ordinal);

        BreachIncident looked = Incidents.Complete();
        BreachReport told = BreachReport.Create(Closed(), new[] { Silent() }, new BreachReportOptions { Previous = Incidents.Saved(First), Incident = looked, Now = CelleCase.Now.AddDays(5) });
        Assert.DoesNotContain(Traces, Rendered.Html(told, "de", ReportDocument.Authority), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NW", "Dentist", "Private")]
    [InlineData("BY", "Doctor", "Church")]
    public void A_follow_up_without_the_incident_file_goes_to_the_same_authority_and_names_the_practice(string land, string profession, string sponsor)
    {
        BreachIncident incident = new()
        {
            PracticeName = CelleCase.Practice().Name,
            Land = land,
            Profession = Enum.Parse<PracticeProfession>(profession),
            Sponsor = Enum.Parse<PracticeSponsor>(sponsor),
        };
        BreachReport first = BreachReport.Create(CelleCase.Router(), new[] { CelleCase.Server() }, new BreachReportOptions { Incident = incident, Now = CelleCase.Now });
        BreachReport next = After(After(first, Closed(), Silent()), Closed(), Silent());

        Assert.Equal(first.Authority!.Name, next.Authority!.Name);
        Assert.Equal(first.Authority.SecurityGuideline, next.Authority.SecurityGuideline);
        Assert.Single(next.Statements, statement => statement.Field == "field.controller" && !statement.IsGap);
    }

    [Fact]
    public void A_carried_over_statement_names_the_report_that_found_it()
    {
        BreachReport second = After(First, Closed(), Silent());
        BreachReport third = After(second, Closed(), Silent());

        Evidence carried = third.Statements.First(statement => statement.Text == "statement.write").Evidence[0];
        Assert.Equal(EvidenceOf.ReportEarlier(First.CreatedAt), carried.Stated());
        Assert.NotEqual(First.CreatedAt, second.CreatedAt);
    }

    [Fact]
    public void The_time_of_the_measurement_that_found_it_stays()
    {
        ReportStatement[] measured = After(First, Later(), Silent()).Statements.Where(statement => statement.Field == "field.measured").ToArray();

        Assert.Equal(2, measured.Length);
        Assert.Equal(ReportStatement.Moment(First.MeasuredFrom!.Value), measured[0].Values[0]);
        Assert.NotEqual(measured[0].Values[1], measured[1].Values[1]);
    }

    private static BreachReport After(BreachReport before, RouterExposure router, params ShareReachability[] servers) => BreachReport.Create(router, servers, new BreachReportOptions
    {
        Previous = Incidents.Saved(before),
        Phase = ReportPhase.FollowUp,
        Now = before.CreatedAt.AddDays(1).AddSeconds(26),
    });

    private static ReportChange[] Findings(BreachReport report) => report.Changes.Where(change => change.Subject == ChangeSubject.Finding && change.After is null).ToArray();

    private static RouterExposure Later()
    {
        RouterExposure router = Closed();
        router.StartedAt = router.StartedAt.AddDays(1);
        router.EndedAt = router.EndedAt.AddDays(1);
        return router;
    }

    private static RouterExposure Closed()
    {
        RouterExposure router = CelleCase.Refusing(443);
        router.WidenedRanges = Array.Empty<WidenedRange>();
        router.Forwards = Array.Empty<PortForward>();
        router.Findings = Array.Empty<Finding>();
        router.Verdict = Verdict.NotExposed;
        return router;
    }

    private static ShareReachability Silent()
    {
        ShareReachability server = CelleCase.Server(access: ShareAccess.None);
        server.State = PortState.Filtered;
        server.Shares = Array.Empty<SmbShare>();
        server.StartedAt = server.StartedAt.AddDays(1);
        server.EndedAt = server.EndedAt.AddDays(1);
        return server;
    }
}
