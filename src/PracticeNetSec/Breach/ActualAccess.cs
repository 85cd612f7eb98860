// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Breach;

/// <summary>Whether the data were accessed, as an investigation found. The numbers are stable.</summary>
public enum ActualAccess
{
    /// <summary>It cannot be determined.</summary>
    Unknown = 0,

    /// <summary>No access took place.</summary>
    No = 1,

    /// <summary>Access took place.</summary>
    Yes = 2,
}
