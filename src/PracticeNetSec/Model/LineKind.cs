// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>Whose the address is at which the Internet reaches a practice's line over IPv4. The numbers are stable.</summary>
public enum LineKind
{
    /// <summary>Nothing shows it.</summary>
    Undetermined = 0,

    /// <summary>The router has a public address.</summary>
    OwnAddress = 1,

    /// <summary>
    /// The provider translates the addresses of several customers into one (carrier-grade NAT, RFC 6598; DS-Lite, RFC 6333): what answers
    /// there may be another customer's, and what does not answer says nothing.
    /// </summary>
    SharedAddress = 2,

    /// <summary>Another router translates before this one.</summary>
    Cascade = 3,
}
