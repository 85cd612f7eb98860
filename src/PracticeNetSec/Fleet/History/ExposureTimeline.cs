// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Fleet.History;

/// <summary>Folds snapshots, oldest first, into spans: since when, until when, and how often.</summary>
internal sealed class ExposureTimeline
{
    private readonly Dictionary<string, PracticeLine> _practices = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the next check of a practice.</summary>
    public void Add(ExposureSnapshot snapshot)
    {
        if (!_practices.TryGetValue(snapshot.PracticeId, out PracticeLine? practice))
        {
            _practices.Add(snapshot.PracticeId, practice = new PracticeLine());
        }

        practice.Add(snapshot);
    }

    /// <summary>Takes further checks of a practice that found what its last one found.</summary>
    /// <param name="practiceId">The practice.</param>
    /// <param name="checks">How many.</param>
    /// <param name="endedAt">When the last of them ended.</param>
    public void Repeat(string practiceId, int checks, DateTimeOffset endedAt) => _practices[practiceId].Repeat(checks, endedAt);

    /// <summary>Since when something that is open has been observed; null when it is not open.</summary>
    public DateTimeOffset? OpenSince(string practiceId, string key) =>
        _practices.TryGetValue(practiceId, out PracticeLine? practice) && practice.Open.TryGetValue(key, out ExposureSpan? span) ? span.FirstSeen : null;

    /// <summary>True when something was observed and then fixed.</summary>
    public bool WasResolved(string practiceId, string key) =>
        _practices.TryGetValue(practiceId, out PracticeLine? practice) && practice.Closed.Any(closed => closed.Key == key);

    /// <summary>Everything observed, by practice, then by time.</summary>
    public IEnumerable<ExposureSpan> Spans => _practices.Values.SelectMany(practice => practice.Closed
        .Select(closed => closed.Span)
        .Concat(practice.Open.Values)
        .OrderBy(span => span.FirstSeen));

    private sealed class PracticeLine
    {
        // When the practice was last without router findings, and without share findings.
        private DateTimeOffset? _lastClear;
        private DateTimeOffset? _lastSharesClear;
        private readonly HashSet<int> _everOpen = new();
        private ExposureSnapshot? _last;

        public Dictionary<string, ExposureSpan> Open { get; } = new(StringComparer.Ordinal);

        public List<(string Key, ExposureSpan Span)> Closed { get; } = new();

        public void Repeat(int checks, DateTimeOffset endedAt)
        {
            foreach (string key in _last!.Findings.Select(finding => finding.Key).Distinct(StringComparer.Ordinal))
            {
                ExposureSpan span = Open[key];
                span.LastSeen = endedAt;
                span.Checks += checks * _last.Findings.Count(finding => finding.Key == key);
            }

            NoteClear(endedAt);
        }

        public void Add(ExposureSnapshot snapshot)
        {
            _last = snapshot;
            foreach (SnapshotFinding finding in snapshot.Findings)
            {
                See(snapshot, finding);
            }

            HashSet<string> seen = new(snapshot.Findings.Select(finding => finding.Key), StringComparer.Ordinal);
            foreach (KeyValuePair<string, ExposureSpan> gone in Open.Where(open => !seen.Contains(open.Key) && snapshot.ProvesAbsenceOf(open.Key, open.Value.RuleId, open.Value.Target, open.Value.Values, _everOpen.ToArray())).ToArray())
            {
                gone.Value.ClearAfter = snapshot.EndedAt;
                Open.Remove(gone.Key);
                Closed.Add((gone.Key, gone.Value));
            }

            _everOpen.UnionWith(snapshot.OpenPorts);
            NoteClear(snapshot.EndedAt);
        }

        private void NoteClear(DateTimeOffset at)
        {
            _lastClear = _last!.IsClearOf("router") ? at : _lastClear;
            _lastSharesClear = _last.IsClearOf("share") ? at : _lastSharesClear;
        }

        private void See(ExposureSnapshot snapshot, SnapshotFinding finding)
        {
            if (!Open.TryGetValue(finding.Key, out ExposureSpan? span))
            {
                Open.Add(finding.Key, span = new ExposureSpan
                {
                    PracticeId = snapshot.PracticeId,
                    RuleId = finding.RuleId,
                    Occurrence = 1 + Closed.Count(closed => closed.Key == finding.Key),
                    FirstSeen = snapshot.EndedAt,
                    ClearBefore = finding.RuleId.StartsWith("share", StringComparison.Ordinal) ? _lastSharesClear : _lastClear,
                    Checks = 0,
                });
            }

            span.Name = snapshot.Name;
            span.Severity = finding.Severity;
            span.Title = finding.Title;
            span.Target = finding.Target;
            span.Values = finding.Values;
            span.LastSeen = snapshot.EndedAt;
            span.Checks++;
        }
    }
}
