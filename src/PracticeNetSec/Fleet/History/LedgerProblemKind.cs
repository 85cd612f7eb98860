// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.History;

/// <summary>What is wrong with an entry of a history. The numbers are stable.</summary>
public enum LedgerProblemKind
{
    /// <summary>An entry, what it refers to, or a sum of entries is not what was written.</summary>
    Altered = 0,

    /// <summary>Entries are missing before this one, or after the last.</summary>
    Cut = 1,

    /// <summary>The line is at another position than it was written; of an export.</summary>
    Reordered = 2,

    /// <summary>The file cannot be read as a history here.</summary>
    Damaged = 3,

    /// <summary>A hash or signed checkpoint that was kept elsewhere is not in the history: it was written anew, or an earlier copy was put back.</summary>
    NotInHistory = 4,
}
