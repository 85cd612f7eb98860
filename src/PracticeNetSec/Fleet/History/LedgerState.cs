// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.History;

/// <summary>What a history's chain, its signed checkpoints and a hash that was noted elsewhere show together. The numbers are stable.</summary>
public enum LedgerState
{
    /// <summary>Each entry matches its chain, and nothing outside the file confirms it: whoever may write the file could have written it anew.</summary>
    Consistent = 0,

    /// <summary>As consistent, and unaltered up to a hash that was noted elsewhere or a checkpoint signed by a certificate that this machine trusts.</summary>
    Confirmed = 1,

    /// <summary>An earlier state was put back: what is there is consistent, and a later hash or checkpoint is missing.</summary>
    RolledBack = 2,

    /// <summary>An entry is not what was written.</summary>
    Altered = 3,
}
