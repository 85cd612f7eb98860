// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.History;

/// <summary>How a finding changed between two checks. The numbers are stable.</summary>
public enum ChangeState
{
    /// <summary>The second check could not determine it; the note states what would resolve it.</summary>
    Undetermined = 0,

    /// <summary>Observed for the first time.</summary>
    New = 1,

    /// <summary>Observed before and still present.</summary>
    Unchanged = 2,

    /// <summary>Observed before, checked again, and absent.</summary>
    Resolved = 3,

    /// <summary>It had been fixed, and has recurred.</summary>
    Regressed = 4,
}
