// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Reporting;

/// <summary>What the owner has to do, in the order that limits harm and preserves evidence: close, save, correct, notify, prove.</summary>
internal static class OwnerActions
{
    public static IEnumerable<ReportLine> Of(BreachReport report, BreachEvidence evidence) => report.Verdict switch
    {
        Verdict.Exposed => Exposed(report, evidence),
        Verdict.AtRisk => new[] { ReportLine.Of("step.remedy-findings"), ReportLine.Of("step.measure-after-change") },
        Verdict.NotExposed => (report.Findings.Any(finding => finding.Severity > Severity.Information)
                ? new[] { ReportLine.Of("step.remedy-lesser") }
                : new[] { ReportLine.Of("step.nothing") })
            .Concat(new[] { ReportLine.Of("step.keep-record"), ReportLine.Of("step.measure-after-change") }),
        _ => new[] { ReportLine.Of("step.resolve-open-points"), ReportLine.Of("step.keep-record") },
    };

    private static IEnumerable<ReportLine> Exposed(BreachReport report, BreachEvidence evidence)
    {
        WidenedRange[] ranges = evidence.Router?.WidenedRanges ?? Array.Empty<WidenedRange>();
        bool closed = MeasurePlan.IsClosedSince(evidence, report.Incident);
        foreach (ReportLine line in closed ? new[] { ReportLine.Of("step.keep-closed", ReportStatement.Moment(report.Incident!.ClosedAt!.Value)) } : Close(evidence, ranges))
        {
            yield return line;
        }

        yield return ReportLine.Of("step.save-logs");
        if (evidence.Reached.Count > 0)
        {
            yield return ReportLine.Of("step.lock-shares", string.Join(", ", evidence.Reached.Select(seen => seen.Share.Name).Distinct()));
            if (report.Incident is not { NotifiedAt: not null } and not { NoNotificationReason: not null })
            {
                yield return ReportLine.Of(report.DeadlineAssumed ? "step.notify-assumed" : "step.notify");
            }
        }
        else
        {
            yield return ReportLine.Of("step.investigate");
        }

        // After the access is closed and the traces are kept: firmware first, then whether the old settings are gone.
        if (report.Findings.Any(finding => MeasureCatalog.Shipped.Of(finding.RuleId).Any(measure => measure.Step == "firmware")))
        {
            yield return ReportLine.Of("step.firmware");
        }

        if (ranges.Length > 0)
        {
            yield return ReportLine.Of("step.check-settings", Joined(ranges, BreachEvidence.Range), Joined(ranges, range => BreachEvidence.Text(range.IntendedPort)));
        }

        if (!MeasurePlan.IsVerifiedSince(evidence, report.Incident))
        {
            yield return ReportLine.Of(closed ? "step.measure-once" : "step.measure-again");
        }
    }

    private static IEnumerable<ReportLine> Close(BreachEvidence evidence, WidenedRange[] ranges)
    {
        if (ranges.Length > 0)
        {
            yield return ReportLine.Of("step.close-range", Joined(ranges, BreachEvidence.Range));
        }

        int[] others = evidence.DangerousPorts.Where(port => !ranges.Any(range => port >= range.Start && port <= range.End)).ToArray();
        if (others.Length > 0)
        {
            yield return ReportLine.Of("step.close-ports", string.Join(", ", others.Select(BreachEvidence.Text)));
        }
        else if (ranges.Length == 0)
        {
            yield return ReportLine.Of("step.remedy-findings");
        }
    }

    private static string Joined(WidenedRange[] ranges, Func<WidenedRange, string> text) => string.Join(", ", ranges.Select(text));
}
