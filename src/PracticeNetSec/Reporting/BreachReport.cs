// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting;

/// <summary>
/// The report on one practice: what was measured, what it means, and the fields of Art. 33(3) GDPR, each with its
/// evidence or as a marked gap. It never claims more than was measured; without an exposure it is an audit record.
/// </summary>
public sealed class BreachReport
{
    /// <summary>The provider's id of the practice, or the address that was examined.</summary>
    public string PracticeId { get; set; } = "";

    /// <summary>The practice, when it is known.</summary>
    public Practice? Practice { get; set; }

    /// <summary>Which kind of report this is.</summary>
    public ReportKind Kind { get; set; }

    /// <summary>The combined verdict on router and shares.</summary>
    public Verdict Verdict { get; set; }

    /// <summary>The access an unauthenticated user demonstrably could have had, by these measurements.</summary>
    public BreachReach Reach { get; set; }

    /// <summary>The same, or as the earlier reports assessed it if that was worse.</summary>
    public BreachReach ReachAtWorst { get; set; }

    /// <summary>Which of the reports about the breach this is.</summary>
    public ReportPhase Phase { get; set; }

    /// <summary>When the report before this one was written; null for the first.</summary>
    public DateTimeOffset? PreviousAt { get; set; }

    /// <summary>
    /// Number and hash of the last entry of the ledger that has the measurements, such as <c>412:9f86…</c>: a ledger that was written anew does
    /// not match it (<c>Test-ExposureHistory -ExpectedHash</c>). Null without a ledger.
    /// </summary>
    public string? LedgerHash { get; set; }

    /// <summary>What is different from the report before this one.</summary>
    public ReportChange[] Changes { get; set; } = Array.Empty<ReportChange>();

    /// <summary>The incident file as filled in, for this report or else for the one before it; null where there is none.</summary>
    public BreachIncident? Incident { get; set; }

    /// <summary>When the report was written.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the first measurement started; null when there was none.</summary>
    public DateTimeOffset? MeasuredFrom { get; set; }

    /// <summary>When the last measurement ended; null when there was none.</summary>
    public DateTimeOffset? MeasuredUntil { get; set; }

    /// <summary>True when the times come from a recorded file instead of a measurement: people must confirm them.</summary>
    public bool MeasuredTimeIsFiles { get; set; }

    /// <summary>True when a port that was not meant to be reachable answered from outside; false where only forwards are known.</summary>
    public bool SomethingAnswers { get; set; }

    /// <summary>The router's examination; null when none was made.</summary>
    public RouterExposure? Router { get; set; }

    /// <summary>The examinations of file servers.</summary>
    public ShareReachability[] Shares { get; set; } = Array.Empty<ShareReachability>();

    /// <summary>All findings, the most urgent first.</summary>
    public Finding[] Findings { get; set; } = Array.Empty<Finding>();

    /// <summary>
    /// The deadline; null for an audit record, and where nothing shows yet that personal data are affected: the period runs from that
    /// certainty (EDPB Guidelines 9/2022), which an open port alone does not give.
    /// </summary>
    public BreachDeadline? Deadline { get; set; }

    /// <summary>True when no time of awareness was given and the end of the measurement is used instead.</summary>
    public bool DeadlineAssumed { get; set; }

    /// <summary>The authority of the practice's Land; null when the Land is not known.</summary>
    public SupervisoryAuthority? Authority { get; set; }

    /// <summary>ENISA's severity; null unless files that look like patient data could be reached.</summary>
    public BreachSeverity? Severity { get; set; }

    /// <summary>The fields of the notification; empty for an audit record.</summary>
    public ReportStatement[] Statements { get; set; } = Array.Empty<ReportStatement>();

    /// <summary>How many of the fields a person must still fill.</summary>
    public int GapCount { get; set; }

    /// <summary>What to do, in order.</summary>
    public ReportLine[] Steps { get; set; } = Array.Empty<ReportLine>();

    /// <summary>What could not be checked, and what would resolve it.</summary>
    public ReportLine[] Unchecked { get; set; } = Array.Empty<ReportLine>();

    /// <summary>True when data could be reached, so that there is something to communicate to the patients.</summary>
    public bool CanTellPatients => ReachAtWorst > BreachReach.NetworkAccess;

    /// <summary>The time of awareness that people stated, in this report or an earlier one; null where none is.</summary>
    internal DateTimeOffset? StatedAwareness { get; private set; }

    /// <summary>SHA-256 of the JSON in the language that is written; set for the document on the origin of the measurements alone.</summary>
    internal string? RecordHash { get; set; }

    /// <summary>True when access to data was measured, or an investigation of the practice found it.</summary>
    private bool ShowsDataAffected => CanTellPatients || Statements.Any(statement => statement.Text == IncidentAnswers.Accessed);

    /// <summary>Creates the report on one practice.</summary>
    /// <param name="router">The router's examination; null takes the one the shares came from.</param>
    /// <param name="shares">The examinations of its file servers.</param>
    /// <param name="options">What the measurements cannot provide.</param>
    /// <exception cref="InputException"><c>UnknownLand</c> or, for an impossible time in the incident file, <c>InvalidIncidentValue</c>.</exception>
    public static BreachReport Create(RouterExposure? router, IReadOnlyList<ShareReachability> shares, BreachReportOptions options)
    {
        router ??= shares.Where(share => share.RouterExposure?.PracticeId == share.PracticeId).Select(share => share.RouterExposure).FirstOrDefault();
        Practice? practice = options.Practice ?? router?.Practice ?? shares.Select(share => share.Practice).FirstOrDefault(found => found is not null);
        options.Incident?.RefuseImpossibleTimes(options.Now);
        IncidentContradictions.Refuse(options.Incident);
        PreviousReport? previous = options.Previous;

        // A follow-up keeps what people stated for the report before it, without the file being passed again.
        BreachIncident? incident = options.Incident ?? previous?.Incident;
        practice = incident is null ? practice : Completed(practice, incident);
        BreachEvidence evidence = new(router, shares, practice);
        MeasuredTimes.RefuseContradictions(evidence, options.Incident, options.AwarenessTime);
        MeasuredTimes.WithdrawContradicted(evidence, previous);
        if (previous is not null && !previous.PracticeId.Equals(SafeText.Clean(evidence.PracticeId), StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException("PreviousReportOfOther", $"The previous report is about '{SafeText.Clean(previous.PracticeId)}', these measurements are about '{SafeText.Clean(evidence.PracticeId)}'.");
        }

        BreachReport report = new()
        {
            PracticeId = evidence.PracticeId,
            Practice = practice,
            Verdict = evidence.Verdict,
            Reach = evidence.Reach,
            ReachAtWorst = Worse(evidence.Reach, previous?.ReachAtWorst ?? BreachReach.None),
            // A breach remains a breach after the exposure is closed: its follow-up must not become a mere audit record.
            Kind = evidence.Verdict == Verdict.Exposed || previous is { WasBreach: true } ? ReportKind.BreachReport : ReportKind.AuditRecord,
            Phase = options.Phase,
            PreviousAt = previous?.CreatedAt,
            LedgerHash = options.LedgerHash,
            Incident = incident,
            CreatedAt = GermanTime.At(options.Now),
            MeasuredFrom = evidence.MeasuredFrom,
            MeasuredUntil = evidence.MeasuredUntil,
            MeasuredTimeIsFiles = evidence.KnowsFileTimeOnly,
            SomethingAnswers = evidence.SomethingAnswers,
            Router = router,
            Shares = shares.ToArray(),
            Findings = evidence.Findings,
            Authority = AuthorityOf(practice, incident, previous),
            Unchecked = UncheckedPoints.Of(evidence).ToArray(),
        };
        if (report.Kind == ReportKind.BreachReport)
        {
            report.Complete(evidence, options);
        }

        report.Steps = OwnerActions.Of(report, evidence).ToArray();
        if (previous is not null)
        {
            report.Changes = ReportComparison.Of(report, previous).ToArray();
        }

        return report;
    }

    private void Complete(BreachEvidence evidence, BreachReportOptions options)
    {
        PreviousReport? previous = options.Previous;
        DateTimeOffset? aware = options.AwarenessTime ?? options.Incident?.AwareAt ?? (previous is { AwarenessAssumed: false } ? previous.AwareAt : null);
        BreachDeadline deadline = BreachDeadline.Calculate(aware ?? previous?.AwareAt ?? evidence.MeasuredUntil ?? options.Now, options.Now, Authority?.Land is { Length: > 0 } land ? land : null);
        bool isAnswered = Incident?.NotifiedAt <= deadline.Deadline || Incident?.NoNotificationReason is not null;
        bool late = aware is not null && !isAnswered && deadline.Remaining < TimeSpan.Zero && CanTellPatients;
        StatedAwareness = aware;
        Severity = evidence.Severity() ?? previous?.Severity;
        ReportStatement[] statements = Notification.Fields(evidence, aware, options.Incident, late).ToArray();
        Statements = previous is null ? statements : new OutstandingMeasures(this, evidence, previous)
            .Among(ReportComparison.CarryOver(statements, previous, Worse(previous.ReachAtWorst, Reach) != Reach).ToArray())
            .ToArray();
        GapCount = Statements.Count(statement => statement.IsGap);

        // § 32 DSG-EKD has no period in hours.
        if (ShowsDataAffected && Authority?.Sponsor != PracticeSponsor.Protestant)
        {
            Deadline = deadline;
            DeadlineAssumed = aware is null;
        }
    }

    // The incident file's data about the practice take precedence over the inventory.
    private static Practice Completed(Practice? known, BreachIncident incident) => new()
    {
        PracticeId = known?.PracticeId ?? incident.PracticeId ?? "",
        Name = incident.PracticeName ?? known?.Name ?? "",
        Land = incident.Land ?? known?.Land,
        PostalCode = incident.PostalCode ?? known?.PostalCode,
        WanAddress = known?.WanAddress,
        RouterAddress = known?.RouterAddress,
        Servers = known?.Servers ?? Array.Empty<string>(),
        IntendedPorts = known?.IntendedPorts ?? Array.Empty<int>(),
        Contact = known?.Contact,
        AuthorizedBy = known?.AuthorizedBy,
        AuthorizedUntil = known?.AuthorizedUntil,
    };

    // Earlier statements stay valid in a follow-up: it must go to the same authority as the first report.
    private static SupervisoryAuthority? AuthorityOf(Practice? practice, BreachIncident? incident, PreviousReport? previous)
    {
        PracticeProfession profession = incident?.Profession ?? previous?.Profession ?? PracticeProfession.Doctor;
        PracticeSponsor sponsor = incident?.Sponsor ?? previous?.Sponsor ?? PracticeSponsor.Private;
        if (SupervisoryAuthority.IsChurch(sponsor))
        {
            return SupervisoryAuthority.OfChurch(profession, sponsor);
        }

        if (incident is null or { Land: null, PostalCode: null } && previous?.ReportedLand is string reported && SupervisoryAuthority.Candidates(reported, null) is { Count: 1 } same)
        {
            return same[0].For(sponsor, profession);
        }

        if (practice is null || (string.IsNullOrWhiteSpace(practice.Land) && string.IsNullOrWhiteSpace(practice.PostalCode)))
        {
            return null;
        }

        try
        {
            // With several candidates there is no authority to address: a person must state the Land.
            IReadOnlyList<SupervisoryAuthority> candidates = SupervisoryAuthority.Candidates(practice.Land, practice.PostalCode);
            return candidates.Count == 1 ? candidates[0].For(sponsor, profession) : null;
        }
        catch (InputException error) when (error.Id == "InvalidPostalCode")
        {
            return null;
        }
    }

    private static BreachReach Worse(BreachReach one, BreachReach other)
    {
        BreachReach[] order = { BreachReach.None, BreachReach.NetworkAccess, BreachReach.Names, BreachReach.Read, BreachReach.Change, BreachReach.Write };
        return Array.IndexOf(order, one) >= Array.IndexOf(order, other) ? one : other;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{PracticeId}: {Kind}, {Verdict}";
}
