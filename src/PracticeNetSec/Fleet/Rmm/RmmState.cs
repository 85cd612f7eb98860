// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.Rmm;

/// <summary>The states of the Nagios plugin API, which all formats are derived from. The numbers are its exit codes.</summary>
public enum RmmState
{
    /// <summary>Everything was examined and nothing is exposed.</summary>
    Ok = 0,

    /// <summary>Nothing is exposed, but something will be at the next change.</summary>
    Warning = 1,

    /// <summary>Something is exposed.</summary>
    Critical = 2,

    /// <summary>It could not be determined.</summary>
    Unknown = 3,
}
