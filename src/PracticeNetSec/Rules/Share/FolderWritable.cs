// SPDX-License-Identifier: MIT
using System.Globalization;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>Below the root of a share, folders may be written without a password.</summary>
internal sealed class FolderWritable : DiskRule
{
    public FolderWritable()
        : base("share.folder-writable")
    {
    }

    protected override bool Applies(SmbShare share) => share.FoldersWritable > 0;

    protected override Finding Create(ServerObservation seen, SmbShare share) => Texts.Create(
        Target(seen, share), seen.EndedAt, share.Reasons, share.Name, seen.ComputerName, share.FoldersWritable.ToString(CultureInfo.InvariantCulture));
}
