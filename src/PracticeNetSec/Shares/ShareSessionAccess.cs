// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Shares;

/// <summary>What one session may do with one share, and the server's responses that show it.</summary>
public sealed class ShareSessionAccess
{
    /// <summary>Which session.</summary>
    public ShareSessionKind Session { get; set; }

    /// <summary>The most it may do.</summary>
    public ShareAccess Access { get; set; }

    /// <summary>MaximalAccess of the TREE_CONNECT response ([MS-SMB2] 2.2.10): the share permission; null where the share was refused.</summary>
    public uint? ShareMask { get; set; }

    /// <summary>MaximalAccess of the root ([MS-SMB2] 2.2.14.2.5): the effective right there; null where the server did not report it.</summary>
    public uint? RootMask { get; set; }

    /// <summary>Folders below the root whose rights were queried.</summary>
    public int FoldersSampled { get; set; }

    /// <summary>Those of them that are writable.</summary>
    public int FoldersWritable { get; set; }

    /// <summary>Why, in the server's own status codes and masks.</summary>
    public Evidence[] Reasons { get; set; } = Array.Empty<Evidence>();

    /// <inheritdoc/>
    public override string ToString() => $"{Session}: {Access}";
}
