// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;

namespace PracticeNetSec.Snmp;

/// <summary>Which columns of a table to read, and where to stop with a device that never does.</summary>
/// <param name="Columns">Objects of the columns, <c>table.1.column</c>, all of one table.</param>
internal sealed record TableRequest(IReadOnlyList<ObjectIdentifier> Columns)
{
    /// <summary>Most rows taken.</summary>
    public int MaxRows { get; init; } = 4096;

    /// <summary>Longest time spent.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most bytes of answers taken.</summary>
    public int MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Rows asked for at once by GETBULK; 1 means GETNEXT, which every agent gets right.</summary>
    public int RowsPerRequest { get; init; } = 1;
}
