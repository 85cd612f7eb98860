// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>
/// From where something was measured. A probe from inside the practice against its own WAN address proves nothing
/// (hairpin NAT), so every measurement says where it stood. The numbers are stable.
/// </summary>
public enum Vantage
{
    /// <summary>Not known; what was measured is no proof of exposure to the Internet.</summary>
    Undetermined = 0,

    /// <summary>From the Internet side.</summary>
    Outside = 1,

    /// <summary>From inside the practice's own network.</summary>
    Inside = 2,

    /// <summary>From a recording somebody made earlier.</summary>
    Recorded = 3,
}
