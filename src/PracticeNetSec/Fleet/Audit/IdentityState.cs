// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.Audit;

/// <summary>Whether the device at the address is the practice's router. The numbers are stable.</summary>
public enum IdentityState
{
    /// <summary>The inventory or the device does not say.</summary>
    Undetermined = 0,

    /// <summary>The device says what the inventory says.</summary>
    Confirmed = 1,

    /// <summary>The device says something else: the address may belong to somebody else now.</summary>
    Differs = 2,
}
