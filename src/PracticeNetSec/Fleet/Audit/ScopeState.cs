// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.Audit;

/// <summary>Whether a practice might be checked. The numbers are stable.</summary>
public enum ScopeState
{
    /// <summary>Not decided; for measurements that were made outside an audit.</summary>
    Undetermined = 0,

    /// <summary>Somebody authorised the check, and the time is not over.</summary>
    InScope = 1,

    /// <summary>Nobody is named who authorised it.</summary>
    NotAuthorized = 2,

    /// <summary>The authorisation is over.</summary>
    Expired = 3,
}
