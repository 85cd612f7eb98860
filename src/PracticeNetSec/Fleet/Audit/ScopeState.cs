// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.Audit;

/// <summary>Whether a practice might be checked. The numbers are stable.</summary>
public enum ScopeState
{
    /// <summary>Not decided; for measurements that were made outside an audit.</summary>
    Undetermined = 0,

    /// <summary>The check is authorised, and the authorisation has not expired.</summary>
    InScope = 1,

    /// <summary>No authorising person is named.</summary>
    NotAuthorized = 2,

    /// <summary>The authorisation has expired.</summary>
    Expired = 3,
}
