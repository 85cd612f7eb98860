// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Shares.Inspection;

/// <summary>Why a given account is not used at a server.</summary>
public enum CredentialHold
{
    /// <summary>It is used, where one is given.</summary>
    None = 0,

    /// <summary>Only a device reported the address.</summary>
    ReportedAddress = 1,

    /// <summary>Nothing confirmed that the device at the address is the practice's, and the address is a public one or was found by a name.</summary>
    UnconfirmedDevice = 2,
}
