// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Examination;

/// <summary>
/// What the time of a recording is worth. One of long ago, such as the file of a scheduled task that no longer runs, shows what was open
/// then, and clears nothing today.
/// </summary>
internal static class RecordingAge
{
    /// <summary>Age up to which a recording counts as the present state.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromDays(30);

    private const int FirstYear = 1997; // nmap's; archives without times give 1980, file systems 1970

    private static readonly TimeSpan ClockError = TimeSpan.FromDays(1);

    /// <summary>True for a time that a recording can have.</summary>
    public static bool IsDated(DateTimeOffset recorded, DateTimeOffset now) => recorded.Year >= FirstYear && now - recorded > -ClockError;

    /// <summary>True for a time that can be, and is so long ago that it does not show the present state.</summary>
    public static bool IsOld(DateTimeOffset recorded, DateTimeOffset now) => now - recorded > Limit;

    /// <summary>
    /// A walk or a configuration carries no time of its own, so that of its file is taken. Where that is too long ago, what it shows as open counts, and it
    /// clears, resolves and attributes nothing: the line may have another address since.
    /// </summary>
    public static SourceResult Dated(this SourceResult walk, string source, DateTimeOffset saved, DateTimeOffset now)
    {
        Evidence? doubt = !IsDated(saved, now) ? EvidenceOf.SourceRecordingUndated(source)
            : IsOld(saved, now) ? EvidenceOf.SourceRecordingOld((long)(now - saved).TotalDays, source)
            : null;
        if (doubt is null)
        {
            return walk;
        }

        walk.ForwardsComplete = false;
        (walk.WanAddress, walk.WanAddresses, walk.PrivateWanAddresses) = (null, Array.Empty<string>(), Array.Empty<string>());
        return walk.Incomplete().With(new SourceReport { Source = source, Detail = doubt });
    }

    /// <summary>True where an earlier examination ended too long ago to show the present state.</summary>
    public static bool IsOfLongAgo(RouterExposure known, DateTimeOffset now) => known.EndedAt != default && IsOld(known.EndedAt, now);

    /// <summary>
    /// The ports that an earlier examination measured, as far as they prove something beside a walk: an open port stays one. With nothing
    /// open, or at a name that another device may have now, the identity from the walk does not show that the right device refused.
    /// </summary>
    public static PortResult[] PortsBeside(RouterExposure known, DateTimeOffset now) => PortEvidence.Doubted(
        known.Ports,
        IsOfLongAgo(known, now) || RouterObservation.Of(known).UnconfirmedName is not null || RouterExposure.HasNothingOpen(known.ConclusivePorts, known.Identity)).ToArray();
}
