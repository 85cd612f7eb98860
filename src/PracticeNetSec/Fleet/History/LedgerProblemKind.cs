// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.History;

/// <summary>What is wrong with a line of a ledger. The numbers are stable.</summary>
public enum LedgerProblemKind
{
    /// <summary>The line does not match its own hash, or the hash recorded by its neighbours.</summary>
    Altered = 0,

    /// <summary>Lines are missing before this one, or after the last.</summary>
    Cut = 1,

    /// <summary>The line is at another position than it was written.</summary>
    Reordered = 2,

    /// <summary>The file that records the last line is missing or unreadable, so lines may be missing at the end.</summary>
    NoAnchor = 3,
}
