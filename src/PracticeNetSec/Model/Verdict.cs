// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>The verdict of an assessment. The numbers are stable: they are saved in JSON.</summary>
public enum Verdict
{
    /// <summary>The data at hand is inconclusive; <c>Reasons</c> states what would resolve it.</summary>
    Undetermined = 0,

    /// <summary>Everything the verdict requires was examined, and nothing dangerous is reachable.</summary>
    NotExposed = 1,

    /// <summary>Nothing is open yet, but the next ordinary change would open it.</summary>
    AtRisk = 2,

    /// <summary>Evidence shows that an unauthenticated user can reach what must not be reachable.</summary>
    Exposed = 3,
}
