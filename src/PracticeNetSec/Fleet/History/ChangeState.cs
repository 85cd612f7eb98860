// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.History;

/// <summary>What became of a finding between two checks. The numbers are stable.</summary>
public enum ChangeState
{
    /// <summary>The second check could not tell; what would settle it stands in the note.</summary>
    Undetermined = 0,

    /// <summary>Seen for the first time.</summary>
    New = 1,

    /// <summary>Seen before and still there.</summary>
    Unchanged = 2,

    /// <summary>Seen before, looked for again, and gone.</summary>
    Resolved = 3,

    /// <summary>It had been put right, and is back.</summary>
    Regressed = 4,
}
