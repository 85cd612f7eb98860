// SPDX-License-Identifier: MIT
using System.Collections.Generic;

namespace PracticeNetSec.Snmp;

/// <summary>
/// One row: the objects that share the suffix after the column number. The suffix is not interpreted; agents
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

    /// <summary>Sets a cell; false when it was already set.</summary>
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
