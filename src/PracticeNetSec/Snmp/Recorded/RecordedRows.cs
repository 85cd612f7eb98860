// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Snmp.Recorded;

/// <summary>
/// The rows of a recorded table. A row that was recorded twice with different values becomes two rows: which of them holds is
/// not known, so both are judged.
/// </summary>
internal sealed class RecordedRows
{
    private readonly int _maxRows;
    private readonly List<SnmpRow> _rows = new();
    private readonly Dictionary<string, List<SnmpRow>> _bySuffix = new(StringComparer.Ordinal);

    public RecordedRows(int maxRows) => _maxRows = maxRows;

    /// <summary>True when an object has several values.</summary>
    public bool HasContradictions { get; private set; }

    /// <summary>Adds a cell; false when the table would have too many rows with it.</summary>
    public bool TryAdd(string suffix, uint column, SnmpValue value)
    {
        if (!_bySuffix.TryGetValue(suffix, out List<SnmpRow>? same))
        {
            same = new List<SnmpRow>(1);
            _bySuffix.Add(suffix, same);
        }

        // The n-th value of a cell belongs to the n-th recording of its row.
        if (same.Find(row => row[column] is null) is { } free)
        {
            free.TryAdd(column, value);
            return true;
        }

        if (_rows.Count == _maxRows)
        {
            return false;
        }

        HasContradictions |= same.Count > 0;
        SnmpRow added = new(suffix);
        added.TryAdd(column, value);
        same.Add(added);
        _rows.Add(added);
        return true;
    }

    /// <summary>All rows; what a later recording of a row left as it was is taken from the first.</summary>
    public IReadOnlyList<SnmpRow> Complete()
    {
        foreach (List<SnmpRow> same in _bySuffix.Values)
        {
            foreach (SnmpRow later in same.Skip(1))
            {
                foreach (uint column in same[0].Columns)
                {
                    later.TryAdd(column, same[0][column]!);
                }
            }
        }

        return _rows;
    }
}
