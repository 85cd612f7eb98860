// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>What a session may do with one directory.</summary>
internal sealed record DirectoryView
{
    /// <summary>Where it lies; empty unless the caller wants names kept.</summary>
    public string Path { get; init; } = "";

    /// <summary>What opening it came to.</summary>
    public NtStatus Opened { get; init; }

    /// <summary>The most the session may do there; null where the server did not tell.</summary>
    public AccessMask? MaximalAccess { get; init; }

    /// <summary>True where the volume takes no writes, whatever the rights say; null where the server did not tell.</summary>
    public bool? ReadOnlyVolume { get; init; }

    /// <summary>What listing it came to; null where it was not tried.</summary>
    public NtStatus? Listed { get; init; }

    /// <summary>True where the server neither let us in nor refused us: what is there, and what may be done there, stays open.</summary>
    public bool IsUnanswered => (Opened == NtStatus.Success ? Listed ?? NtStatus.Success : Opened) is NtStatus status
        && status != NtStatus.Success && !status.IsAccessRefusal && !status.IsAbsence && !status.IsElsewhere;

    /// <summary>Names that were listed.</summary>
    public int EntryCount { get; init; }

    /// <summary>True where that is all there is.</summary>
    public bool IsWholeListing { get; init; }
}
