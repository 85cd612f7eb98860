// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>Who authorised the check of a practice, until when, and whether it was made anyway.</summary>
public sealed class AuditScope
{
    /// <summary>Whether the practice was in scope at the moment of the check.</summary>
    public ScopeState State { get; set; }

    /// <summary>Who authorised the check.</summary>
    public string? AuthorizedBy { get; set; }

    /// <summary>The authorisation ends at the end of this day.</summary>
    public DateTimeOffset? AuthorizedUntil { get; set; }

    /// <summary>True when it was checked out of scope because of <c>-Force</c>.</summary>
    public bool Forced { get; set; }

    /// <summary>True when the practice may be checked.</summary>
    public bool MayCheck => State == ScopeState.InScope || Forced;

    /// <inheritdoc/>
    public override string ToString() => Forced ? $"{State}, forced" : State.ToString();

    /// <summary>Determines the scope of one practice at one time.</summary>
    /// <param name="practice">The practice with the data of its inventory.</param>
    /// <param name="now">The moment of the check.</param>
    /// <param name="force">Check it regardless of the scope.</param>
    public static AuditScope Decide(Practice practice, DateTimeOffset now, bool force)
    {
        ScopeState state = string.IsNullOrWhiteSpace(practice.AuthorizedBy) ? ScopeState.NotAuthorized
            : practice.AuthorizedUntil is DateTimeOffset until && now >= EndOf(until) ? ScopeState.Expired
            : ScopeState.InScope;
        return new AuditScope
        {
            State = state,
            AuthorizedBy = practice.AuthorizedBy,
            AuthorizedUntil = practice.AuthorizedUntil,
            Forced = force && state != ScopeState.InScope,
        };
    }

    /// <summary>Why the practice is out of scope, and whether it was checked anyway; null when it is in scope.</summary>
    internal Evidence? Reason => (State, Forced) switch
    {
        (ScopeState.NotAuthorized, false) => EvidenceOf.AuditNotAuthorized(),
        (ScopeState.NotAuthorized, true) => EvidenceOf.AuditNotAuthorizedForced(),
        (ScopeState.Expired, false) => EvidenceOf.AuditExpired(LastDay),
        (ScopeState.Expired, true) => EvidenceOf.AuditExpiredForced(LastDay),
        _ => null,
    };

    private string LastDay => AuthorizedUntil!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A date alone means the whole day.</summary>
    private static DateTimeOffset EndOf(DateTimeOffset until) => until.TimeOfDay == TimeSpan.Zero ? until.AddDays(1) : until;
}
