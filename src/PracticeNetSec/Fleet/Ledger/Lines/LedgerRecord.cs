// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Fleet.History;

namespace PracticeNetSec.Fleet.Ledger.Lines;

/// <summary>The contents of one line.</summary>
internal sealed class LedgerRecord
{
    /// <summary>A run of audits began.</summary>
    public const string RunStarted = "run";

    /// <summary>A practice is a member of the run that was none of the runs since the last complete one.</summary>
    public const string MemberNamed = "member";

    /// <summary>One practice was checked.</summary>
    public const string PracticeChecked = "practice";

    /// <summary>The run reached its end.</summary>
    public const string RunEnded = "end";

    /// <summary>The last line of an export.</summary>
    public const string ExportEnded = "export";

    /// <summary>One of the five above.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Which run it belongs to.</summary>
    public string Run { get; set; } = "";

    /// <summary>When the line was written.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Practices of the run; of its first line.</summary>
    public int? Total { get; set; }

    /// <summary>The part of a fleet that the run is of, such as 2/8; of its first line. Null where it is of all.</summary>
    public string? Shard { get; set; }

    /// <summary>What the run measures, of its first line: one that measures something else does not continue it. Null where that is not recorded.</summary>
    public string? Options { get; set; }

    /// <summary>Hash of the history's last entry; of the last line of an export.</summary>
    public string? Hash { get; set; }

    /// <summary>The practice; of its line, and without a check of that of a member.</summary>
    public ExposureSnapshot? Snapshot { get; set; }
}
