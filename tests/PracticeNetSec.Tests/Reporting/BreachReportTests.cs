// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

public sealed class BreachReportTests
{
    [Fact]
    public void Celle_is_a_breach_report_with_deadline_authority_and_score()
    {
        BreachReport report = CelleCase.Report(CelleCase.Aware, null, CelleCase.Server());

        Assert.Equal(ReportKind.BreachReport, report.Kind);
        Assert.Equal(BreachReach.Write, report.Reach);
        Assert.Equal(new DateTimeOffset(2019, 10, 17, 11, 0, 0, TimeSpan.FromHours(2)), report.Deadline!.Deadline);
        Assert.False(report.DeadlineAssumed);
        Assert.Equal("NI", report.Authority!.Land);
        Assert.Equal(4.75m, report.Severity!.Score);
    }

    [Fact]
    public void Every_statement_has_evidence_or_is_a_counted_gap()
    {
        foreach (BreachReport report in CelleCase.OfEveryKind())
        {
            Assert.All(report.Statements, statement => Assert.True(statement.IsGap != statement.Evidence.Length > 0, statement.ToString()));
            Assert.Equal(report.Statements.Count(statement => statement.IsGap), report.GapCount);
            Assert.Equal(report.Kind == ReportKind.BreachReport, report.GapCount > 0);
        }
    }

    [Fact]
    public void Numbers_of_persons_and_records_are_never_guessed() =>
        Assert.All(
            CelleCase.Report(CelleCase.Aware, null, CelleCase.Server()).Statements.Where(statement => statement.Field is "field.number" or "field.records"),
            statement => Assert.True(statement.IsGap));

    [Fact]
    public void Open_ports_alone_start_an_investigation_and_claim_nothing_about_data()
    {
        BreachReport report = CelleCase.Report();

        Assert.Equal(BreachReach.NetworkAccess, report.Reach);
        Assert.Null(report.Severity);
        Assert.Contains(report.Steps, step => step.Text == "step.investigate");
        Assert.Contains(report.Statements, statement => statement.Text == "gap.nature");
        Assert.Contains(report.Statements, statement => statement.Text == "gap.consequences");
        Assert.Contains(report.Unchecked, line => line.Text == "unchecked.shares");
    }

    [Fact]
    public void Without_a_time_of_awareness_the_end_of_the_measurement_is_used_and_marked()
    {
        BreachReport report = CelleCase.Report(null, null, CelleCase.Server());

        Assert.True(report.DeadlineAssumed);
        Assert.Equal(report.MeasuredUntil, report.Deadline!.AwareAt);
        Assert.Contains(report.Statements, statement => statement.Field == "field.aware" && statement.IsGap);
    }

    [Theory]
    [InlineData(Verdict.AtRisk)]
    [InlineData(Verdict.NotExposed)]
    [InlineData(Verdict.Undetermined)]
    public void Without_an_exposure_there_is_an_audit_record_never_an_empty_breach_report(Verdict verdict)
    {
        BreachReport report = CelleCase.OfEveryKind().Last(each => each.Verdict == verdict);

        Assert.Equal(ReportKind.AuditRecord, report.Kind);
        Assert.Null(report.Deadline);
        Assert.Empty(report.Statements);
        Assert.NotEmpty(report.Steps);
        Assert.NotEmpty(report.Unchecked);
    }

    [Fact]
    public void Undetermined_takes_precedence_over_not_exposed()
    {
        RouterExposure router = new() { Verdict = Verdict.NotExposed };
        ShareReachability server = new() { Verdict = Verdict.Undetermined };

        Assert.Equal(Verdict.Undetermined, BreachReport.Create(router, new[] { server }, new BreachReportOptions()).Verdict);
    }

    [Fact]
    public void A_share_open_inside_counts_as_reached_only_where_the_routers_table_leads_to_that_server()
    {
        ShareReachability inside = CelleCase.Server();
        inside.Vantage = Vantage.Inside;
        inside.Verdict = Verdict.AtRisk;
        inside.ComputerName = "192.168.2.10";
        Assert.Equal(BreachReach.Write, CelleCase.Report(null, null, inside).Reach);

        inside.ComputerName = "192.168.2.11";
        Assert.Equal(BreachReach.NetworkAccess, CelleCase.Report(null, null, inside).Reach);
    }

    [Fact]
    public void The_administrative_share_IPC_is_no_patients_data()
    {
        ShareReachability server = CelleCase.Server(access: ShareAccess.Read);
        server.Shares = server.Shares.Where(share => share.Type == "Ipc").ToArray();

        Assert.Equal(BreachReach.NetworkAccess, CelleCase.Report(null, null, server).Reach);
    }

    [Fact]
    public void The_router_is_found_through_the_share_that_came_from_it()
    {
        ShareReachability server = CelleCase.Server();
        server.RouterExposure = CelleCase.Router();

        Assert.Same(server.RouterExposure, BreachReport.Create(null, new[] { server }, new BreachReportOptions()).Router);
    }
}
