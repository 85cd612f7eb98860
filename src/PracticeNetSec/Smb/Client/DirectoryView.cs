// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>What a session may do with one directory.</summary>
internal sealed record DirectoryView
{
    /// <summary>Its path; empty unless the caller requests names.</summary>
    public string Path { get; init; } = "";

    /// <summary>Outcome of opening it.</summary>
    public NtStatus Opened { get; init; }

    /// <summary>The most the session may do there; null where the server did not report it.</summary>
    public AccessMask? MaximalAccess { get; init; }

    /// <summary>The server did not report rights: these are the ones among reading, adding and deleting that it opened the directory for, one at a time.</summary>
    public bool IsFoundByOpening { get; init; }

    /// <summary>True where the volume is read-only, whatever the rights say; null where the server did not report it.</summary>
    public bool? ReadOnlyVolume { get; init; }

    /// <summary>Outcome of listing it; null where it was not tried.</summary>
    public NtStatus? Listed { get; init; }

    /// <summary>True where the server neither granted nor denied access: content and rights are undetermined.</summary>
    public bool IsUnanswered => (Opened == NtStatus.Success ? Listed ?? NtStatus.Success : Opened) is NtStatus status
        && status != NtStatus.Success && !status.IsAccessRefusal && !status.IsAbsence && !status.IsElsewhere;

    /// <summary>Names that were listed.</summary>
    public int EntryCount { get; init; }

    /// <summary>True where the listing is complete.</summary>
    public bool IsWholeListing { get; init; }
}
