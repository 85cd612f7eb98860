// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>What the share permission and the files' own rights allow together, over the files that were sampled.</summary>
internal sealed class FileRights
{
    /// <param name="share">The share permission, without generic rights.</param>
    /// <param name="files">The files that were sampled.</param>
    /// <param name="isReadOnly">The volume is read-only, whatever the rights say.</param>
    public FileRights(AccessMask share, IReadOnlyList<FileView> files, bool isReadOnly)
    {
        AccessMask[] known = files.Where(file => file.MaximalAccess is not null).Select(file => share & file.MaximalAccess!.Value.Expand()).ToArray();
        int denied = files.Count(file => file.Opened.IsAccessRefusal);
        Writable = isReadOnly ? 0 : known.Count(rights => (rights & AccessMask.ChangesFile) != 0);
        Unknown = files.Count - known.Length - denied;
        AllDeny = files.Count > 0 && known.Count(rights => (rights & AccessMask.ReadData) == 0) + denied == files.Count;
    }

    /// <summary>Files whose data the session may change.</summary>
    public int Writable { get; }

    /// <summary>Sampled files whose rights the server neither reported nor denied.</summary>
    public int Unknown { get; }

    /// <summary>Every sampled file denies reading.</summary>
    public bool AllDeny { get; }
}
