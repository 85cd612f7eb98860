// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>Progress and remaining time of work that lasts longer than two seconds, at most twice a second. Shorter work shows none.</summary>
internal sealed class WorkProgress
{
    /// <summary>How often a record is due, and so how long a wait for the work may last.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);

    private readonly string _activity;
    private readonly Func<TimeSpan> _elapsed;
    private TimeSpan? _last;

    /// <param name="activity">What is done, as the heading.</param>
    /// <param name="elapsed">Time since the work began; null for the clock.</param>
    public WorkProgress(string activity, Func<TimeSpan>? elapsed = null)
    {
        Stopwatch watch = Stopwatch.StartNew();
        (_activity, _elapsed) = (activity, elapsed ?? (() => watch.Elapsed));
    }

    /// <summary>A record where one is due.</summary>
    /// <param name="done">Steps that are done.</param>
    /// <param name="total">All steps; null while the input has not ended, and then no remaining time is known.</param>
    public ProgressRecord? Due(long done, long? total)
    {
        TimeSpan now = _elapsed();
        if (now < First || now - _last < Every)
        {
            return null;
        }

        _last = now;
        long? left = total - done;
        return new ProgressRecord(0, _activity, total is null ? $"{done} done" : $"{done} of {total} done")
        {
            PercentComplete = total > 0 ? (int)Math.Min(100L * done / total.Value, 100) : -1,
            SecondsRemaining = done > 0 && left is long steps ? (int)Math.Min(Math.Ceiling(now.TotalSeconds / done * Math.Max(steps, 0)), int.MaxValue) : -1,
        };
    }

    /// <summary>The last record, which removes the bar; null where none was shown.</summary>
    public ProgressRecord? End() => _last is null ? null : new ProgressRecord(0, _activity, "done") { RecordType = ProgressRecordType.Completed };
}
