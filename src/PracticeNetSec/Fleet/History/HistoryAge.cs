// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.History;

/// <summary>Whether a recorded check still states something about the present.</summary>
public sealed class HistoryAge
{
    /// <summary>A nightly run may start late, and take hours.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromHours(36);

    // Clocks of machines differ, and a clock that is set by the network is moved by seconds.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly DateTimeOffset _now;
    private readonly TimeSpan _maximum;

    /// <param name="now">The present.</param>
    /// <param name="maximum">What is older is no statement about the present.</param>
    public HistoryAge(DateTimeOffset now, TimeSpan maximum) => (_now, _maximum) = (now, maximum);

    /// <summary>True for a time that is yet to come.</summary>
    public bool IsInFuture(DateTimeOffset time) => time > _now + Tolerance;

    /// <summary>Why a check of this time does not count; null where it does.</summary>
    public Evidence? ProblemOf(DateTimeOffset time) => IsInFuture(time) ? EvidenceOf.HistoryInFuture(time)
        : _now - time > _maximum ? EvidenceOf.HistoryTooOld(time, (long)Math.Round(_maximum.TotalHours))
        : null;

    /// <summary>The check as it counts now: one that is too old, or of the future, is Undetermined unless something was exposed.</summary>
    public ExposureSnapshot Apply(ExposureSnapshot snapshot)
    {
        if (ProblemOf(snapshot.EndedAt) is not Evidence problem)
        {
            return snapshot;
        }

        ExposureSnapshot aged = snapshot.Copy();
        aged.Verdict = snapshot.Verdict == Verdict.Exposed ? Verdict.Exposed : Verdict.Undetermined;
        aged.Reasons = new Evidence[snapshot.Reasons.Length + 1];
        aged.Reasons[0] = problem;
        snapshot.Reasons.CopyTo(aged.Reasons, 1);
        return aged;
    }
}
