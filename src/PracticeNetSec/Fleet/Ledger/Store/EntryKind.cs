// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.Ledger.Store;

/// <summary>What an entry states. The numbers are in the file.</summary>
internal enum EntryKind
{
    /// <summary>A run began.</summary>
    RunStarted = 0,

    /// <summary>One practice was checked.</summary>
    PracticeChecked = 1,

    /// <summary>The run reached its end.</summary>
    RunEnded = 2,

    /// <summary>A practice is a member of the run that no entry named since the last complete run.</summary>
    MemberNamed = 3,
}
