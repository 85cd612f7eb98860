using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Snmp;

/// <summary>Where objects are read from: a living agent or a recording. Whoever interprets them need not know which.</summary>
internal interface ISnmpSource
{
    /// <summary><c>SNMP</c> or <c>walk</c>, as a source report names it.</summary>
    string Kind { get; }

    /// <summary>Reads single objects.</summary>
    /// <exception cref="ForbiddenObjectException">One of them is never read.</exception>
    Task<SnmpObjects> GetAsync(IReadOnlyList<ObjectIdentifier> names, CancellationToken cancellation);

    /// <summary>Reads columns of one table.</summary>
    /// <exception cref="ForbiddenObjectException">A column is, or leads to, what is never read.</exception>
    Task<SnmpTable> ReadTableAsync(TableRequest request, CancellationToken cancellation);
}

/// <summary>Single objects that were read.</summary>
internal sealed class SnmpObjects
{
    public SnmpObjects(SnmpOutcome outcome, string reason, IReadOnlyDictionary<ObjectIdentifier, SnmpValue> values) =>
        (Outcome, Reason, Values) = (outcome, reason, values);

    /// <summary>Anything but <see cref="SnmpOutcome.Answered"/>: some or all objects could not be asked for.</summary>
    public SnmpOutcome Outcome { get; }

    /// <summary>Why not; empty when answered.</summary>
    public string Reason { get; }

    /// <summary>The objects that exist.</summary>
    public IReadOnlyDictionary<ObjectIdentifier, SnmpValue> Values { get; }

    /// <summary>An object's value; null when the source has none.</summary>
    public SnmpValue? this[ObjectIdentifier name] => Values.TryGetValue(name, out SnmpValue? value) ? value : null;
}

/// <summary>Which columns of a table to read, and where to stop with a device that never does.</summary>
/// <param name="Columns">Objects of the columns, <c>table.1.column</c>, all of one table.</param>
internal sealed record TableRequest(IReadOnlyList<ObjectIdentifier> Columns)
{
    /// <summary>Most rows taken.</summary>
    public int MostRows { get; init; } = 4096;

    /// <summary>Longest time spent.</summary>
    public TimeSpan LongestDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most bytes of answers taken.</summary>
    public int MostBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Rows asked for at once by GETBULK; 1 means GETNEXT, which every agent gets right.</summary>
    public int RowsPerRequest { get; init; } = 1;
}
