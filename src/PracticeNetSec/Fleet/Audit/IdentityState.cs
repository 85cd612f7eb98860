// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.Audit;

/// <summary>Whether the device at the address is the practice's router. The numbers are stable.</summary>
public enum IdentityState
{
    /// <summary>The inventory or the device does not state it.</summary>
    Undetermined = 0,

    /// <summary>The device reports what the inventory states.</summary>
    Confirmed = 1,

    /// <summary>The device reports something else: the address may have been reassigned.</summary>
    Differs = 2,
}
