// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Shares;

/// <summary>One share and what each session may do there. Masks are ACCESS_MASK values ([MS-DTYP] 2.4.3).</summary>
public sealed class SmbShare
{
    /// <summary>Name of the share.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>Disk</c>, <c>Printer</c>, <c>Ipc</c> or <c>Device</c> ([MS-SRVS] 2.2.2.4).</summary>
    public string Type { get; set; } = "";

    /// <summary>The name ends with <c>$</c>, so that Windows does not list it; that is no protection.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Part of a distributed file system (DFS): folders in it may lie on other servers, which are not queried.</summary>
    public bool IsDfs { get; set; }

    /// <summary>Comment the server reports.</summary>
    public string Comment { get; set; } = "";

    /// <summary>The most a null session may do; null where no such session was tried.</summary>
    public ShareAccess? AnonymousAccess { get; set; }

    /// <summary>The most a guest session may do; null where no such session was tried.</summary>
    public ShareAccess? GuestAccess { get; set; }

    /// <summary>The most the given account may do; null where no credential was given.</summary>
    public ShareAccess? CredentialAccess { get; set; }

    /// <summary>
    /// MaximalAccess of the TREE_CONNECT response ([MS-SMB2] 2.2.10), the share permission, of the unauthenticated session with more rights;
    /// that of the given account where no unauthenticated session got any.
    /// </summary>
    public uint? ShareMask { get; set; }

    /// <summary>MaximalAccess of the share's root (MxAc create context, [MS-SMB2] 2.2.14.2.5), the effective right, of the same session.</summary>
    public uint? RootMask { get; set; }

    /// <summary>True when the share requires encryption, which guests cannot use.</summary>
    public bool EncryptionRequired { get; set; }

    /// <summary>Each session separately: right, masks and the server's responses.</summary>
    public ShareSessionAccess[] Sessions { get; set; } = Array.Empty<ShareSessionAccess>();

    /// <summary>Folders below the root that an unauthenticated user may write although the root denies it; the maximum over its sessions.</summary>
    public int FoldersWritable { get; set; }

    /// <summary>Their paths, where <c>-IncludeNames</c> requested them; never more than 100.</summary>
    public string[] WritableFolders { get; set; } = Array.Empty<string>();

    /// <summary>Why the verdict is what it is, in the server's own status codes.</summary>
    public Evidence[] Reasons { get; set; } = Array.Empty<Evidence>();

    /// <summary>
    /// True where not every name within the requested depth was inspected: a folder holds more than the limit, there are more folders than are
    /// listed, or the connection was lost. Counts are then minimums, and zero is not proof of absence.
    /// </summary>
    public bool IsCutShort { get; set; }

    /// <summary>Names that look like patient data, counted by kind.</summary>
    public PatientDataCount[] PatientData { get; set; } = Array.Empty<PatientDataCount>();

    /// <summary>The most an unauthenticated user may do with it.</summary>
    internal ShareAccess Strongest => (ShareAccess)Math.Max((int)(AnonymousAccess ?? ShareAccess.Undetermined), (int)(GuestAccess ?? ShareAccess.Undetermined));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
