// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>What a judgement came to. The numbers are stable: they travel through JSON.</summary>
public enum Verdict
{
    /// <summary>The data at hand decides nothing; <c>Reasons</c> says what would settle it.</summary>
    Undetermined = 0,

    /// <summary>Everything the judgement needs was seen, and nothing dangerous is reachable.</summary>
    NotExposed = 1,

    /// <summary>Nothing is open yet, but the next ordinary change would open it.</summary>
    AtRisk = 2,

    /// <summary>Evidence shows that a stranger can reach what must not be reachable.</summary>
    Exposed = 3,
}
