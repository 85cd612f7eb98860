// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>A follow-up builds on reports whose evidence is text (schema 1.x) as on those whose evidence is data (2.x).</summary>
public sealed class EarlierSchemaTests
{
    private static readonly PreviousReport Before = PreviousReport.Load(Path.Combine(AppContext.BaseDirectory, "Samples", "reports", "schema-1.2.json"));

    [Fact]
    public void Texts_that_decide_what_is_carried_over_become_evidence_again()
    {
        Dictionary<string, Evidence[]> evidence = Before.Statements.ToDictionary(statement => statement.Field, statement => statement.Evidence);

        Assert.Equal([EvidenceOf.IncidentAnswer("practice")], evidence["field.controller"]);
        Assert.Equal([EvidenceCode.MeasuredFrom, EvidenceCode.MeasuredUntil], evidence["field.measured"].Select(line => line.Code));
        Assert.Equal([EvidenceOf.FindingBasis("router.incoming-session", "203.0.113.1:445")], evidence["field.measures-proposed"]);
        Assert.Equal(EvidenceCode.Verbatim, Assert.Single(evidence["field.nature"]).Code);
        Assert.Equal("NI", Before.ReportedLand);
    }

    [Theory]
    [InlineData("PracticeId C-1024", EvidenceCode.InventoryEntry)]
    [InlineData("PracticeId C-1024: Contact", EvidenceCode.InventoryContact)]
    [InlineData("report of 2019-10-14 12:05:00 +02:00", EvidenceCode.ReportEarlier)]
    [InlineData("AwarenessTime 2019-10-14T10:20:00+02:00", EvidenceCode.IncidentAwarenessParameter)]
    [InlineData("file time 2019-10-14T10:20:00+02:00", EvidenceCode.MeasuredFileTime)]
    [InlineData("report of a newspaper", EvidenceCode.Verbatim)]
    [InlineData("finding: (", EvidenceCode.Verbatim)]
    [InlineData("a text of a device", EvidenceCode.Verbatim)]
    public void A_text_of_schema_1_gets_its_code(string text, string code) => Assert.Equal(code, RecordedEvidence.Read(text).Code);

    [Fact]
    public void A_follow_up_carries_over_what_the_earlier_report_found_and_what_is_still_due()
    {
        BreachReport next = FollowUp(Before);
        string dossier = Rendered.Html(next);

        Assert.Equal(BreachReach.Write, next.ReachAtWorst);
        ReportStatement nature = next.Statements.Single(statement => statement.Text == "statement.write");
        Assert.Equal(EvidenceCode.ReportEarlier, nature.Evidence[0].Code);
        Assert.Contains("Es wird geklärt, wer die Adresse 198.51.100.23 nutzt.", dossier, StringComparison.Ordinal);
        Assert.Contains("Südwall 5", dossier, StringComparison.Ordinal);
        Assert.DoesNotContain("StartedAt", dossier, StringComparison.Ordinal);
    }

    [Fact]
    public void The_follow_up_of_the_follow_up_reads_the_same_statements()
    {
        BreachReport next = FollowUp(Before);
        PreviousReport saved = Incidents.Saved(next);

        Assert.Equal(
            next.Statements.Select(statement => (statement.Field, string.Join("|", statement.Evidence.Select(evidence => $"{evidence.Code} {evidence}")))),
            saved.Statements.Select(statement => (statement.Field, string.Join("|", statement.Evidence.Select(evidence => $"{evidence.Code} {evidence}")))));
    }

    /// <summary>Evidence among the arguments of evidence, deeper than any that a check makes.</summary>
    [Fact]
    public void Nested_evidence_does_not_keep_a_report_from_being_read()
    {
        Evidence nested = Enumerable.Range(0, 6).Aggregate(EvidenceOf.UpnpNoAnswer(), (inner, _) => EvidenceOf.SourceParts([inner]));
        BreachReport report = CelleCase.Report(CelleCase.Aware, null, CelleCase.Server());
        report.Router!.Sources[0].Detail = nested;
        report.Statements.First(statement => !statement.IsGap).Evidence = [nested];

        JObject json = JObject.Parse(Rendered.Json(report));
        PreviousReport saved = Incidents.Saved(report);

        Assert.Equal("keine Antwort", (string?)json["router"]!["sources"]![0]!["detail"]!["arguments"]!["parts"]![0]!["text"]);
        Assert.Equal(nested, saved.Statements.First(statement => !statement.IsGap).Evidence[0]);
    }

    /// <summary>A router that did not answer this time.</summary>
    private static RouterExposure Nothing() => new() { PracticeId = "C-1024", Practice = CelleCase.Practice(), ComputerName = "203.0.113.1", Vantage = Vantage.Outside };

    private static BreachReport FollowUp(PreviousReport previous) => BreachReport.Create(
        Nothing(), Array.Empty<ShareReachability>(), new BreachReportOptions { Previous = previous, Phase = ReportPhase.FollowUp, Now = CelleCase.Now.AddDays(1) });
}
