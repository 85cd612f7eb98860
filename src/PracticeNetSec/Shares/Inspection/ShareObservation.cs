// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>What one session observed at one share: the server's responses, not yet assessed.</summary>
internal sealed record ShareObservation
{
    /// <summary>The TREE_CONNECT's status.</summary>
    public NtStatus Connected { get; init; }

    /// <summary>The TREE_CONNECT response; null where it was refused.</summary>
    public TreeConnectResponse? Tree { get; init; }

    /// <summary>Observed in a session whose refusals show nothing about rights.</summary>
    public bool LacksKey { get; init; }

    /// <summary>Observed in a session that can encrypt: a share that demands it answers for its rights alone.</summary>
    public bool CanEncrypt { get; init; }

    /// <summary>The root; null where the tree was refused or is not a disk.</summary>
    public DirectoryView? Root { get; init; }

    /// <summary>Folders sampled below the root.</summary>
    public IReadOnlyList<DirectoryView> Folders { get; init; } = Array.Empty<DirectoryView>();

    /// <summary>Folders that were listed but whose rights were not queried: beyond the limit.</summary>
    public int FoldersUnseen { get; init; }

    /// <summary>Folders whose rights were queried, but whose names were not listed: beyond the limit.</summary>
    public int FoldersUnlisted { get; init; }

    /// <summary>Folders that lie deeper than the levels that were inspected.</summary>
    public int FoldersDeeper { get; init; }

    /// <summary>Files whose rights were queried.</summary>
    public IReadOnlyList<FileView> Files { get; init; } = Array.Empty<FileView>();

    /// <summary>Files listed, whose rights were not queried: beyond the limit.</summary>
    public int FilesUnseen { get; init; }

    /// <summary>There may be files whose rights were not queried: in folders that were not listed, or beyond the limit of the sample.</summary>
    public bool HasUnseenFiles => FilesUnseen + FoldersUnseen + FoldersUnlisted + FoldersDeeper > 0 || IsCutShort;

    /// <summary>There is, or may be, more to count than was inspected.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>Names that look like personal data, by kind.</summary>
    public IReadOnlyDictionary<PatientDataKind, int> Counts { get; init; } = new Dictionary<PatientDataKind, int>();

    /// <summary>Those names, where the caller requested them.</summary>
    public IReadOnlyDictionary<PatientDataKind, List<string>> Names { get; init; } = new Dictionary<PatientDataKind, List<string>>();
}
