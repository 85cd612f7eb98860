// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>
/// The vantage point of a measurement. A probe from inside the practice against its own WAN address proves nothing
/// (hairpin NAT), so every measurement states its vantage point. The numbers are stable.
/// </summary>
public enum Vantage
{
    /// <summary>Not known; what was measured is no proof of exposure to the Internet.</summary>
    Undetermined = 0,

    /// <summary>From the Internet side.</summary>
    Outside = 1,

    /// <summary>From inside the practice's own network.</summary>
    Inside = 2,

    /// <summary>From a recording made earlier.</summary>
    Recorded = 3,
}
