using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Findings;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting;

/// <summary>
/// The dossier of one practice: what was measured, what it means, and the fields of Art. 33(3) GDPR, each with its
/// evidence or as a marked gap. It never claims more than was measured; without an exposure it is an audit record.
/// </summary>
public sealed class BreachReport
{
    /// <summary>The provider's id of the practice, or the address that was examined.</summary>
    public string PracticeId { get; set; } = "";

    /// <summary>The practice, when it is known.</summary>
    public Practice? Practice { get; set; }

    /// <summary>Which paper this is.</summary>
    public ReportKind Kind { get; set; }

    /// <summary>The judgement over router and shares together.</summary>
    public Verdict Verdict { get; set; }

    /// <summary>How far a stranger demonstrably could have come.</summary>
    public BreachReach Reach { get; set; }

    /// <summary>When the report was written.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the first measurement started; null when there was none.</summary>
    public DateTimeOffset? MeasuredFrom { get; set; }

    /// <summary>When the last measurement ended; null when there was none.</summary>
    public DateTimeOffset? MeasuredUntil { get; set; }

    /// <summary>The router's examination; null when none was made.</summary>
    public RouterExposure? Router { get; set; }

    /// <summary>The examinations of file servers.</summary>
    public ShareReachability[] Shares { get; set; } = Array.Empty<ShareReachability>();

    /// <summary>All findings, the most urgent first.</summary>
    public Finding[] Findings { get; set; } = Array.Empty<Finding>();

    /// <summary>The deadline; null for an audit record.</summary>
    public BreachDeadline? Deadline { get; set; }

    /// <summary>True when nobody told the time of awareness and the end of the measurement stands in for it.</summary>
    public bool DeadlineAssumed { get; set; }

    /// <summary>The authority of the practice's Land; null when the Land is not known.</summary>
    public SupervisoryAuthority? Authority { get; set; }

    /// <summary>ENISA's severity; null unless files that look like patients' could be reached.</summary>
    public BreachSeverity? Severity { get; set; }

    /// <summary>The fields of the notification; empty for an audit record.</summary>
    public ReportStatement[] Statements { get; set; } = Array.Empty<ReportStatement>();

    /// <summary>How many of the fields a person must still fill.</summary>
    public int GapCount { get; set; }

    /// <summary>What to do, in order.</summary>
    public ReportLine[] Steps { get; set; } = Array.Empty<ReportLine>();

    /// <summary>What could not be checked, and what would settle it.</summary>
    public ReportLine[] Unchecked { get; set; } = Array.Empty<ReportLine>();

    /// <summary>Makes the dossier of one practice.</summary>
    /// <param name="router">The router's examination; null takes the one the shares came from.</param>
    /// <param name="shares">The examinations of its file servers.</param>
    /// <param name="options">What the measurements cannot tell.</param>
    /// <exception cref="InputException"><c>UnknownLand</c>: the practice's Land is none.</exception>
    public static BreachReport Create(RouterExposure? router, IReadOnlyList<ShareReachability> shares, BreachReportOptions options)
    {
        router ??= shares.Where(share => share.RouterExposure?.PracticeId == share.PracticeId).Select(share => share.RouterExposure).FirstOrDefault();
        Practice? practice = options.Practice ?? router?.Practice ?? shares.Select(share => share.Practice).FirstOrDefault(found => found is not null);
        BreachEvidence evidence = new(router, shares, practice);
        BreachReport report = new()
        {
            PracticeId = evidence.PracticeId,
            Practice = practice,
            Verdict = evidence.Verdict,
            Reach = evidence.Reach,
            Kind = evidence.Verdict == Verdict.Exposed ? ReportKind.BreachReport : ReportKind.AuditRecord,
            CreatedAt = GermanTime.At(options.Now),
            MeasuredFrom = evidence.MeasuredFrom,
            MeasuredUntil = evidence.MeasuredUntil,
            Router = router,
            Shares = shares.ToArray(),
            Findings = evidence.Findings,
            Authority = practice?.Land is string land ? SupervisoryAuthority.Get(land) : null,
            Unchecked = UncheckedPoints.Of(evidence).ToArray(),
        };
        if (report.Kind == ReportKind.BreachReport)
        {
            report.DeadlineAssumed = options.AwarenessTime is null;
            report.Deadline = BreachDeadline.Calculate(
                options.AwarenessTime ?? evidence.MeasuredUntil ?? options.Now, options.Now, report.Authority?.Land);
            report.Severity = evidence.Severity();
            report.Statements = Notification.Fields(evidence, options.AwarenessTime).ToArray();
            report.GapCount = report.Statements.Count(statement => statement.IsGap);
        }

        report.Steps = OwnerSteps.Of(report, evidence).ToArray();
        return report;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{PracticeId}: {Kind}, {Verdict}";
}
