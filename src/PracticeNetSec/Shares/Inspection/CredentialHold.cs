// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Shares.Inspection;

/// <summary>Why a given account is not used at a server.</summary>
public enum CredentialHold
{
    /// <summary>It is used, where one is given.</summary>
    None = 0,

    /// <summary>Only a device reported the address.</summary>
    ReportedAddress = 1,

    /// <summary>The address is a public one, and nothing confirmed that the device there is the practice's.</summary>
    UnconfirmedDevice = 2,
}
