// SPDX-License-Identifier: MIT
using System.Collections.Generic;

namespace PracticeNetSec.Snmp;

/// <summary>A table that was read, and whether to its end.</summary>
internal sealed class SnmpTable
{
    public SnmpTable(IReadOnlyList<SnmpRow> rows, SnmpOutcome outcome, string reason, int requests, bool outOfOrder) =>
        (Rows, Outcome, Reason, Requests, OutOfOrder) = (rows, outcome, reason, requests, outOfOrder);

    /// <summary>Rows in the order in which the source gave them.</summary>
    public IReadOnlyList<SnmpRow> Rows { get; }

    /// <summary><see cref="SnmpOutcome.Answered"/> when every column was read to its end.</summary>
    public SnmpOutcome Outcome { get; }

    /// <summary>True when every column was read to its end; false also for a recording that may have stopped before.</summary>
    public bool IsComplete => Outcome == SnmpOutcome.Answered && Reason.Length == 0;

    /// <summary>Why the table is not complete; empty when it is.</summary>
    public string Reason { get; }

    /// <summary>Requests it took.</summary>
    public int Requests { get; }

    /// <summary>True when the agent gave rows out of lexicographic order.</summary>
    public bool OutOfOrder { get; }
}

/// <summary>
/// One row: the objects that share everything behind the column number. What that suffix means is not looked at; agents
/// are known to add a counter of their own to the INDEX values.
/// </summary>
internal sealed class SnmpRow
{
    private readonly Dictionary<uint, SnmpValue> _cells = new();

    public SnmpRow(string suffix) => Suffix = suffix;

    /// <summary>Sub-identifiers behind the column number, for instance <c>.0.6.443.1</c>.</summary>
    public string Suffix { get; }

    /// <summary>Columns that have a value.</summary>
    public IReadOnlyCollection<uint> Columns => _cells.Keys;

    /// <summary>Value of a column by its number; null when the row has none there.</summary>
    public SnmpValue? this[uint column] => _cells.TryGetValue(column, out SnmpValue? value) ? value : null;

    /// <summary>Sets a cell; false when it is set already.</summary>
    internal bool TryAdd(uint column, SnmpValue value)
    {
        if (_cells.ContainsKey(column))
        {
            return false;
        }

        _cells.Add(column, value);
        return true;
    }
}
