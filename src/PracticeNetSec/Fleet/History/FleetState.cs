// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.History;

/// <summary>The present state of a fleet: the newest check of each practice, its runs, and since when findings are open.</summary>
public sealed class FleetState
{
    private readonly Lazy<ExposureTimeline> _timeline;

    internal FleetState(IReadOnlyList<ExposureSnapshot> snapshots, IReadOnlyList<LedgerRun> runs, ExposureTimeline timeline, IReadOnlyList<Evidence>? problems = null)
        : this(snapshots, runs, new Lazy<ExposureTimeline>(() => timeline), problems ?? Array.Empty<Evidence>(), null)
    {
    }

    internal FleetState(IReadOnlyList<ExposureSnapshot> snapshots, IReadOnlyList<LedgerRun> runs, Lazy<ExposureTimeline> timeline, IReadOnlyList<Evidence> problems, string? lastHash)
    {
        Snapshots = snapshots;
        Runs = runs;
        Problems = problems;
        LastHash = lastHash;
        _timeline = timeline;
    }

    /// <summary>The newest check of each practice.</summary>
    public IReadOnlyList<ExposureSnapshot> Snapshots { get; }

    /// <summary>The runs, oldest first; empty without a ledger.</summary>
    public IReadOnlyList<LedgerRun> Runs { get; }

    /// <summary>Why the newest checks are not the whole present state: the last run was interrupted, the clock was set back. Empty where they are.</summary>
    public IReadOnlyList<Evidence> Problems { get; }

    /// <summary>Number and hash of the history's last entry, which stand in what is sent out; null without a history.</summary>
    public string? LastHash { get; }

    /// <summary>A fleet without a history.</summary>
    public static FleetState Of(IReadOnlyList<ExposureSnapshot> snapshots) => new(snapshots, Array.Empty<LedgerRun>(), new ExposureTimeline());

    /// <summary>The same history with other, newer checks.</summary>
    public FleetState With(IReadOnlyList<ExposureSnapshot> snapshots) => new(snapshots, Runs, _timeline, Problems, LastHash);

    /// <summary>The same, where checks that are too old or of the future do not count.</summary>
    public FleetState AsOf(HistoryAge age) => With(Snapshots.Select(age.Apply).ToArray());

    /// <summary>
    /// Since when a practice is exposed: since the oldest of the present findings that expose it, or of the most severe ones where what
    /// exposes it is no rule's. Null where it is not exposed, or no ledger states it.
    /// </summary>
    public DateTimeOffset? ExposedSince(ExposureSnapshot snapshot)
    {
        if (snapshot.Verdict != Verdict.Exposed || snapshot.Findings.Length == 0)
        {
            return null;
        }

        SnapshotFinding[] exposing = snapshot.Findings.Where(finding => RuleCatalog.Exposes(finding.RuleId)).ToArray();
        Severity most = snapshot.Findings.Max(finding => finding.Severity);
        DateTimeOffset[] times = (exposing.Length > 0 ? exposing : snapshot.Findings.Where(finding => finding.Severity == most))
            .Select(finding => _timeline.Value.OpenSince(snapshot.PracticeId, finding.Key))
            .OfType<DateTimeOffset>()
            .ToArray();
        return times.Length == 0 ? null : times.Min();
    }
}
