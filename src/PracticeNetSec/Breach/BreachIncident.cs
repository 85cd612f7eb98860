// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Breach;

/// <summary>
/// The facts about a breach that no measurement provides, as filled into the file that <c>New-BreachIncident</c> writes. Null or empty
/// means "not stated": it appears as a gap in the documents, never as a guess.
/// </summary>
public sealed class BreachIncident
{
    /// <summary>The provider's id of the practice.</summary>
    public string? PracticeId { get; set; }

    /// <summary>Name of the practice as it should appear in documents.</summary>
    public string? PracticeName { get; set; }

    /// <summary>Street and number.</summary>
    public string? Street { get; set; }

    /// <summary>Five-digit postal code.</summary>
    public string? PostalCode { get; set; }

    /// <summary>Town.</summary>
    public string? City { get; set; }

    /// <summary>Two-letter code of the Land.</summary>
    public string? Land { get; set; }

    /// <summary>Whose rules the practice follows.</summary>
    public PracticeProfession? Profession { get; set; }

    /// <summary>Who runs the practice.</summary>
    public PracticeSponsor? Sponsor { get; set; }

    /// <summary>Number of staff.</summary>
    public int? Staff { get; set; }

    /// <summary>Turnover of a year, in euros.</summary>
    public decimal? TurnoverEuro { get; set; }

    /// <summary>Telephone of the practice.</summary>
    public string? Phone { get; set; }

    /// <summary>E-mail address of the practice.</summary>
    public string? Mail { get; set; }

    /// <summary>Time of awareness: when the practice knew with reasonable certainty that personal data were affected.</summary>
    public DateTimeOffset? AwareAt { get; set; }

    /// <summary>Who became aware.</summary>
    public string? AwareBy { get; set; }

    /// <summary>How it became known.</summary>
    public string? AwareHow { get; set; }

    /// <summary>Name of the IT service provider.</summary>
    public string? ProcessorName { get; set; }

    /// <summary>Contact person there.</summary>
    public string? ProcessorContact { get; set; }

    /// <summary>Whether the provider has been bound to secrecy (§ 203 StGB).</summary>
    public bool? ProcessorBound { get; set; }

    /// <summary>When the provider notified the practice (Art. 33(2) GDPR).</summary>
    public DateTimeOffset? ProcessorToldAt { get; set; }

    /// <summary>Data protection officer.</summary>
    public string? OfficerName { get; set; }

    /// <summary>Telephone of the officer.</summary>
    public string? OfficerPhone { get; set; }

    /// <summary>E-mail address of the officer.</summary>
    public string? OfficerMail { get; set; }

    /// <summary>Since when the service was exposed.</summary>
    public DateTimeOffset? OpenSince { get; set; }

    /// <summary>What <see cref="OpenSince"/> rests on.</summary>
    public string? OpenSinceBasis { get; set; }

    /// <summary>When the exposure was closed.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When a measurement from outside proved it closed.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>Whose data are affected.</summary>
    public string[] PersonCategories { get; set; } = Array.Empty<string>();

    /// <summary>Approximate number of persons.</summary>
    public long? PersonNumber { get; set; }

    /// <summary>Which data are affected.</summary>
    public string[] RecordCategories { get; set; } = Array.Empty<string>();

    /// <summary>Approximate number of records.</summary>
    public long? RecordNumber { get; set; }

    /// <summary>Whether the data were accessed.</summary>
    public ActualAccess? Access { get; set; }

    /// <summary>What <see cref="Access"/> rests on.</summary>
    public string? AccessBasis { get; set; }

    /// <summary>Likely consequences.</summary>
    public string? Consequences { get; set; }

    /// <summary>The practice's own assessment of the risk.</summary>
    public RiskLevel? Risk { get; set; }

    /// <summary>Reasons for <see cref="Risk"/>.</summary>
    public string? RiskReasons { get; set; }

    /// <summary>Protective measures in place before the breach.</summary>
    public string[] MeasuresBefore { get; set; } = Array.Empty<string>();

    /// <summary>What was done.</summary>
    public string[] MeasuresTaken { get; set; } = Array.Empty<string>();

    /// <summary>What will be done.</summary>
    public string[] MeasuresPlanned { get; set; } = Array.Empty<string>();

    /// <summary>When the authority was notified first.</summary>
    public DateTimeOffset? NotifiedAt { get; set; }

    /// <summary>The authority's reference.</summary>
    public string? Reference { get; set; }

    /// <summary>Why the notification came later than the deadline (Art. 33(1), second sentence).</summary>
    public string? DelayReason { get; set; }

    /// <summary>Why the authority is not notified: a risk for the persons is unlikely (Art. 33(1)).</summary>
    public string? NoNotificationReason { get; set; }

    /// <summary>Whether the patients were informed.</summary>
    public bool? PatientsInformed { get; set; }

    /// <summary>When they were informed.</summary>
    public DateTimeOffset? PatientsInformedAt { get; set; }

    /// <summary>How they were informed.</summary>
    public string? PatientsInformedHow { get; set; }

    /// <summary>The exception of Art. 34(3) that the practice relies on.</summary>
    public PatientsExemption? PatientsExemption { get; set; }

    /// <summary>Reasons for not informing them.</summary>
    public string? PatientsReasons { get; set; }

    /// <summary>Paths of the fields from which something that looks like a password or a key was removed.</summary>
    public string[] HiddenFields { get; set; } = Array.Empty<string>();

    /// <summary>Rejects times in the future: a document that is signed must not state what has not happened yet.</summary>
    /// <param name="now">When the document is written.</param>
    /// <exception cref="InputException"><c>InvalidIncidentValue</c>: the message names the field.</exception>
    internal void RefuseImpossibleTimes(DateTimeOffset now)
    {
        (string Field, DateTimeOffset? At)[] times =
        {
            ("aware.at", AwareAt), ("processor.toldPracticeAt", ProcessorToldAt), ("timeline.openSince", OpenSince), ("timeline.closedAt", ClosedAt),
            ("timeline.verifiedAt", VerifiedAt), ("authority.notifiedAt", NotifiedAt), ("patients.informedAt", PatientsInformedAt),
        };
        foreach ((string field, DateTimeOffset? at) in times)
        {
            if (at > now)
            {
                throw new InputException("InvalidIncidentValue", FormattableString.Invariant($"{field}: {at:yyyy-MM-dd HH:mm zzz} lies in the future. Correct it in the incident file."));
            }
        }

        if (AwareAt < BreachDeadline.GdprApplies)
        {
            throw new InputException("InvalidIncidentValue", FormattableString.Invariant($"aware.at: {AwareAt:yyyy-MM-dd HH:mm zzz} lies before {BreachDeadline.GdprApplies:yyyy-MM-dd} (Art. 99(2) GDPR). Correct it in the incident file."));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => PracticeName ?? PracticeId ?? "";
}
