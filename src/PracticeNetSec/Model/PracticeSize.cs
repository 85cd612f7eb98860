// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>
/// Size classes of the KBV's IT security directive (§ 390 SGB V), by the number of people who constantly work with
/// data. The numbers are stable.
/// </summary>
public enum PracticeSize
{
    /// <summary>Not known.</summary>
    Undetermined = 0,

    /// <summary>Praxis: up to five.</summary>
    Small = 1,

    /// <summary>Mittlere Praxis: six to twenty.</summary>
    Medium = 2,

    /// <summary>Großpraxis: more than twenty.</summary>
    Large = 3,
}
