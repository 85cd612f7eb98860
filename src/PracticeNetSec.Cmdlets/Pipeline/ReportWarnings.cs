// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Reporting;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>What the user of a report should know before sending it.</summary>
internal static class ReportWarnings
{
    /// <summary>The warnings about one report.</summary>
    /// <param name="report">The report of one practice.</param>
    /// <param name="phase">The phase that was requested.</param>
    /// <param name="documents">The documents that were requested.</param>
    public static IEnumerable<string> Of(BreachReport report, ReportPhase phase, string[] documents)
    {
        if (report.Kind == ReportKind.BreachReport && !report.CanTellPatients && documents.Any(name => name.Equals("Patients", StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"{report.PracticeId}: that data could be reached was not shown; no letter to the patients is made, only the paper for the decision.";
        }

        if (report.Kind == ReportKind.AuditRecord && documents.Any(name => !name.Equals("Dossier", StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"{report.PracticeId}: nothing was found exposed ({report.Verdict}); an audit record is written instead of a breach report.";
        }

        if (report.Kind == ReportKind.BreachReport && report.Authority is null)
        {
            yield return $"{report.PracticeId}: the Land is undetermined, and with it the authority: enter Land in the inventory, or practice.land in the incident file.";
        }

        if (report.Kind == ReportKind.BreachReport && phase != ReportPhase.Initial && report.PreviousAt is null)
        {
            yield return $"{report.PracticeId}: without -PreviousReport the {phase} report cannot tell what has changed.";
        }

        if (phase == ReportPhase.Final && report.GapCount > 0)
        {
            yield return $"{report.PracticeId}: the final report still has {report.GapCount} gaps to be completed.";
        }
    }
}
