// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Breach;

/// <summary>Whether somebody did reach the data, as an investigation found. The numbers are stable.</summary>
public enum ActualAccess
{
    /// <summary>It cannot be found out.</summary>
    Unknown = 0,

    /// <summary>Nobody did.</summary>
    No = 1,

    /// <summary>Somebody did.</summary>
    Yes = 2,
}
