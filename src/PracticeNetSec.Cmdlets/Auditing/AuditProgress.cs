// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Management.Automation;
using PracticeNetSec.Fleet.Audit;

namespace PracticeNetSec.Cmdlets.Auditing;

/// <summary>Progress and remaining time of an audit, at most a few times a second.</summary>
internal sealed class AuditProgress
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly object _gate = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly int _total;
    private readonly string _activity;
    private TimeSpan _last;
    private int _done;
    private int _exposed;

    /// <param name="total">Practices of the run.</param>
    /// <param name="shard">Which part of the fleet they are; null for all.</param>
    public AuditProgress(int total, Shard? shard) => (_total, _activity) = (total, shard is null ? "Checking practices" : $"Checking practices, part {shard}");

    /// <summary>Counts one practice; returns a progress record when one is due.</summary>
    public ProgressRecord? Done(bool exposed)
    {
        lock (_gate)
        {
            _done++;
            _exposed += exposed ? 1 : 0;
            if (_watch.Elapsed - _last < Every && _done < _total)
            {
                return null;
            }

            _last = _watch.Elapsed;
            double perPractice = _watch.Elapsed.TotalSeconds / _done;
            return new ProgressRecord(0, _activity, $"{_done} of {_total} checked, {_exposed} exposed")
            {
                PercentComplete = (int)(100L * _done / Math.Max(_total, 1)),
                SecondsRemaining = (int)Math.Ceiling(perPractice * (_total - _done)),
                RecordType = _done == _total ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            };
        }
    }
}
