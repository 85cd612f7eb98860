// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.History;

/// <summary>One audit run, in numbers.</summary>
public sealed class LedgerRun
{
    private readonly Dictionary<string, Verdict> _verdicts = new(StringComparer.OrdinalIgnoreCase);

    internal LedgerRun(string id, DateTimeOffset startedAt) => (Id, StartedAt) = (id, startedAt);

    /// <summary>Id of the run.</summary>
    public string Id { get; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>True when it reached its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Practices that the run had to check; null where the ledger does not state it.</summary>
    public int? Total { get; private set; }

    /// <summary>Practices checked.</summary>
    public int Checked => _verdicts.Count;

    /// <summary>Practices with this verdict.</summary>
    public int Count(Verdict verdict)
    {
        int count = 0;
        foreach (Verdict found in _verdicts.Values)
        {
            count += found == verdict ? 1 : 0;
        }

        return count;
    }

    internal void Add(LedgerRecord record)
    {
        Total ??= record.Kind == LedgerRecord.RunStarted ? record.Total : null;
        IsComplete |= record.Kind == LedgerRecord.RunEnded;
        if (record.Snapshot is not null)
        {
            _verdicts[record.Snapshot.PracticeId] = record.Snapshot.Verdict;
        }
    }
}
