// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;

namespace PracticeNetSec.Snmp;

/// <summary>Which columns of a table to read, and the limits for a device that never ends.</summary>
/// <param name="Columns">Objects of the columns, <c>table.1.column</c>, all of one table.</param>
internal sealed record TableRequest(IReadOnlyList<ObjectIdentifier> Columns)
{
    /// <summary>Maximum rows read.</summary>
    public int MaxRows { get; init; } = 4096;

    /// <summary>Maximum duration.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Maximum bytes of responses.</summary>
    public int MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Rows requested at once by GETBULK; 1 means GETNEXT, which every agent supports correctly.</summary>
    public int RowsPerRequest { get; init; } = 1;
}
