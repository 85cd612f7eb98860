using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Findings;
using PracticeNetSec.Reporting.Measures;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Reporting;

/// <summary>What the owner has to do, in the order that keeps harm and evidence: close, save, correct, notify, prove.</summary>
internal static class OwnerSteps
{
    public static IEnumerable<ReportLine> Of(BreachReport report, BreachEvidence evidence) => report.Verdict switch
    {
        Verdict.Exposed => Exposed(report, evidence),
        Verdict.AtRisk => new[] { ReportLine.Of("step.remedy-findings"), ReportLine.Of("step.measure-after-change") },
        Verdict.NotExposed => (report.Findings.Any(finding => finding.Severity > Severity.Information)
                ? new[] { ReportLine.Of("step.remedy-lesser") }
                : new[] { ReportLine.Of("step.nothing") })
            .Concat(new[] { ReportLine.Of("step.keep-record"), ReportLine.Of("step.measure-after-change") }),
        _ => new[] { ReportLine.Of("step.settle-open-points"), ReportLine.Of("step.keep-record") },
    };

    private static IEnumerable<ReportLine> Exposed(BreachReport report, BreachEvidence evidence)
    {
        WidenedRange[] ranges = evidence.Router?.WidenedRanges ?? System.Array.Empty<WidenedRange>();
        foreach (WidenedRange range in ranges)
        {
            yield return ReportLine.Of("step.close-range", BreachEvidence.Range(range));
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

        yield return ReportLine.Of("step.save-logs");
        if (evidence.Reached.Count > 0)
        {
            yield return ReportLine.Of("step.lock-shares", string.Join(", ", evidence.Reached.Select(seen => seen.Share.Name).Distinct()));
            if (report.Incident?.NoNotificationReason is null)
            {
                yield return ReportLine.Of(report.DeadlineAssumed ? "step.notify-assumed" : "step.notify");
            }
        }
        else
        {
            yield return ReportLine.Of("step.investigate");
        }

        foreach (ReportLine line in Correct(report, ranges))
        {
            yield return line;
        }

        yield return ReportLine.Of("step.measure-again");
    }

    /// <summary>After the access is closed and the traces are kept: firmware first, then whether the old settings are gone.</summary>
    private static IEnumerable<ReportLine> Correct(BreachReport report, WidenedRange[] ranges)
    {
        if (report.Findings.Any(finding => MeasureCatalog.Shipped.Of(finding.RuleId).Any(measure => measure.Step == "firmware")))
        {
            yield return ReportLine.Of("step.firmware");
        }

        foreach (WidenedRange range in ranges)
        {
            yield return ReportLine.Of("step.check-settings", BreachEvidence.Range(range), BreachEvidence.Text(range.IntendedPort));
        }
    }
}
