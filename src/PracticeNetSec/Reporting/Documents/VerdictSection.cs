// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>The first screen: the verdict in one plain sentence, and what to do today.</summary>
internal static class VerdictSection
{
    private const int SmbPort = 445;

    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        writer.Verdict(report.Verdict, () =>
        {
            writer.Text(Sentence(report, texts), ParagraphStyle.Lead);
            foreach (string detail in Details(report, texts))
            {
                writer.Text(detail);
            }
        });
        bool urgent = report.Kind == ReportKind.BreachReport && report.Verdict == Verdict.Exposed;
        writer.Section("steps", texts[urgent ? "section.steps" : "section.steps-audit"], () =>
            writer.Lines(report.Steps.Select(step => new DocumentLine(texts.Of(step))), numbered: true));
    }

    internal static string Sentence(BreachReport report, ReportTexts texts) => texts[report.Reach switch
    {
        BreachReach.Write => "verdict.write",
        BreachReach.Change => "verdict.change",
        BreachReach.Read => "verdict.read",
        BreachReach.Names => "verdict.names",
        BreachReach.NetworkAccess => (report.Shares.Any(server => server.Shares.Length > 0) ? "verdict.network-access-shares" : "verdict.network-access") + (report.SomethingAnswers ? "" : "-forwarded"),
        _ => $"verdict.{report.Verdict}",
    }];

    private static IEnumerable<string> Details(BreachReport report, ReportTexts texts)
    {
        BreachEvidence evidence = new(report.Router, report.Shares, report.Practice);
        foreach (WidenedRange range in report.Router?.WidenedRanges ?? Array.Empty<WidenedRange>())
        {
            yield return texts["verdict.detail-range", BreachEvidence.Text(range.Start), BreachEvidence.Text(range.End), BreachEvidence.Text(range.IntendedPort)];
        }

        if (evidence.ReachablePorts.Contains(SmbPort) && report.Verdict == Verdict.Exposed)
        {
            yield return texts[evidence.Reached.Any(seen => seen.Server.Port == SmbPort && seen.Server.Vantage.SeesTheInternet()) ? "verdict.detail-smb" : "verdict.detail-smb-port"];
        }

        if (evidence.ReachIsDeduced)
        {
            yield return texts["verdict.detail-deduced"];
        }

        if (report.Verdict == Verdict.Exposed && report.MeasuredUntil is DateTimeOffset measured && MeasurePlan.IsClosedSince(evidence, report.Incident))
        {
            yield return texts["verdict.detail-closed", texts.Moment(measured), texts.Moment(report.Incident!.ClosedAt!.Value)];
        }

        if (report.Reach > BreachReach.NetworkAccess)
        {
            yield return texts["verdict.detail-happened"];
        }
        else if (report.ReachAtWorst > report.Reach)
        {
            yield return texts["verdict.detail-before"];
        }

        if (evidence.OnlyInside.Count > 0)
        {
            yield return texts["verdict.detail-inside", string.Join(", ", evidence.OnlyInside.Select(seen => seen.Path))];
        }
    }
}
