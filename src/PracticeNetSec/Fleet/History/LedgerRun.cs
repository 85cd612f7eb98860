// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.History;

/// <summary>One audit run, in numbers.</summary>
public sealed class LedgerRun
{
    /// <summary>Id of the run.</summary>
    public string Id { get; set; } = "";

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When its last entry was written: its end, where it is complete.</summary>
    public DateTimeOffset LastWritten { get; set; }

    /// <summary>Practices that the run had to check; null where the history does not state it.</summary>
    public int? Total { get; set; }

    /// <summary>Practices that have a result.</summary>
    public int Checked => Exposed + AtRisk + Undetermined + NotExposed;

    /// <summary>True when it reached its end: every practice of it has a result.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Practices with the verdict Exposed.</summary>
    public int Exposed { get; set; }

    /// <summary>Practices with the verdict AtRisk.</summary>
    public int AtRisk { get; set; }

    /// <summary>Practices with the verdict Undetermined.</summary>
    public int Undetermined { get; set; }

    /// <summary>Practices with the verdict NotExposed.</summary>
    public int NotExposed { get; set; }

    /// <summary>Vantage points of its checks, where there was more than the machine that ran the audit.</summary>
    public string[] VantagePoints { get; set; } = Array.Empty<string>();

    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {Checked} of {Total?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"} checked{(IsComplete ? "" : ", interrupted")}";

    /// <summary>Practices with this verdict. Not named Count: PowerShell would take it for the number of runs.</summary>
    internal int PracticesWith(Verdict verdict) => verdict switch
    {
        Verdict.Exposed => Exposed,
        Verdict.AtRisk => AtRisk,
        Verdict.NotExposed => NotExposed,
        _ => Undetermined,
    };
}
