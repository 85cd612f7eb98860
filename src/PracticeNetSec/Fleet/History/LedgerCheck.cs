// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Fleet.History;

/// <summary>Whether a history is what was written.</summary>
public sealed class LedgerCheck
{
    /// <summary>The history's file.</summary>
    public string Path { get; set; } = "";

    /// <summary>What the chain and what confirms it show.</summary>
    public LedgerState State { get; set; }

    /// <summary>True when nothing was altered, cut out, added or put back.</summary>
    public bool IsWhole => Problems.Length == 0;

    /// <summary>Entries: begins and ends of runs, and checks.</summary>
    public long Entries { get; set; }

    /// <summary>Checks of a practice.</summary>
    public long Checks { get; set; }

    /// <summary>
    /// Number and hash of the last entry, such as <c>412:9f86…</c>. Kept elsewhere, it proves later that nothing up to it was changed
    /// (<c>-ExpectedHash</c>).
    /// </summary>
    public string LastHash { get; set; } = "";

    /// <summary>When the last entry was written.</summary>
    public DateTimeOffset? LastWritten { get; set; }

    /// <summary>Number of the last entry that a signature or a hash noted elsewhere confirms; 0 for none.</summary>
    public long ConfirmedEntry { get; set; }

    /// <summary>Subject of the certificate that signed the last checkpoint; null without one.</summary>
    public string? SignedBy { get; set; }

    /// <summary>What is wrong, in the order of the file.</summary>
    public LedgerProblem[] Problems { get; set; } = Array.Empty<LedgerProblem>();

    /// <inheritdoc/>
    public override string ToString() => IsWhole ? $"{Path}: {State}, {Entries} entries" : $"{Path}: {State}, {Problems.Length} problems in {Entries} entries";
}
