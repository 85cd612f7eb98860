// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using PracticeNetSec.Model;

namespace PracticeNetSec.Snmp;

/// <summary>A table that was read, and whether it is complete.</summary>
internal sealed class SnmpTable
{
    public SnmpTable(IReadOnlyList<SnmpRow> rows, SnmpOutcome outcome, Evidence? reason, int requests, bool outOfOrder) =>
        (Rows, Outcome, Reason, Requests, OutOfOrder) = (rows, outcome, reason, requests, outOfOrder);

    /// <summary>Rows in the order in which the source gave them.</summary>
    public IReadOnlyList<SnmpRow> Rows { get; }

    /// <summary><see cref="SnmpOutcome.Answered"/> when every column was read to its end.</summary>
    public SnmpOutcome Outcome { get; }

    /// <summary>True when every column was read to its end; false also for a recording that may have stopped before.</summary>
    public bool IsComplete => Outcome == SnmpOutcome.Answered && Reason is null;

    /// <summary>Why the table is not complete; null when it is.</summary>
    public Evidence? Reason { get; }

    /// <summary>Number of requests sent.</summary>
    public int Requests { get; }

    /// <summary>True when the agent gave rows out of lexicographic order.</summary>
    public bool OutOfOrder { get; }
}
