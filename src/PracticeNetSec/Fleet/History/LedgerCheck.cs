// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Fleet.History;

/// <summary>Whether a ledger is what was written.</summary>
public sealed class LedgerCheck
{
    /// <summary>The ledger's file.</summary>
    public string Path { get; set; } = "";

    /// <summary>True when no line was altered, cut out, added or moved. A truncated last line is no error: its result was never output.</summary>
    public bool IsWhole => Problems.Length == 0;

    /// <summary>Complete lines.</summary>
    public long Lines { get; set; }

    /// <summary>Lines about a practice.</summary>
    public long Checks { get; set; }

    /// <summary>True when the file ends in the middle of a line: an interrupted write. The next audit continues after the last whole line.</summary>
    public bool TruncatedTail { get; set; }

    /// <summary>Hash of the last line. Kept elsewhere, it proves later that nothing before it was changed (<c>-ExpectedHash</c>).</summary>
    public string LastHash { get; set; } = "";

    /// <summary>When the last line was written.</summary>
    public DateTimeOffset? LastWritten { get; set; }

    /// <summary>What is wrong, in the order of the file.</summary>
    public LedgerProblem[] Problems { get; set; } = Array.Empty<LedgerProblem>();

    /// <summary>Bytes up to the end of the last whole line.</summary>
    internal long WholeLength { get; set; }

    /// <inheritdoc/>
    public override string ToString() => IsWhole ? $"{Path}: whole, {Lines} lines" : $"{Path}: {Problems.Length} problems in {Lines} lines";
}
