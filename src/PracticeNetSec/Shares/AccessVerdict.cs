// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Smb;
using PracticeNetSec.Smb.Messages;

namespace PracticeNetSec.Shares;

/// <summary>The most a session may do with a share, and the server's words that say so.</summary>
internal sealed record AccessVerdict(ShareAccess Access, string Reason)
{
    /// <summary>Folders below the root that may be written.</summary>
    public int FoldersWritable { get; init; }

    /// <summary>
    /// <see cref="ShareAccess.Write"/> needs the same writable right in the share permission and on a directory: the
    /// share permission alone promises too much, because the file system may still deny ([MS-SMB2] 2.2.10). Reading is
    /// judged alike by FILE_READ_DATA; single files may still refuse. Where masks are missing but names came, that is
    /// <see cref="ShareAccess.List"/> and no more.
    /// </summary>
    public static AccessVerdict Of(ShareObservation seen)
    {
        if (seen.Tree is null)
        {
            return seen.Connected.IsAccessRefusal
                ? new AccessVerdict(ShareAccess.None, $"share refused, {seen.Connected}")
                : new AccessVerdict(ShareAccess.Undetermined, $"share could not be connected, {seen.Connected}");
        }

        if (seen.Tree.Type == TreeType.Print)
        {
            return new AccessVerdict(ShareAccess.Undetermined, "a printer: who may print is not judged");
        }

        if (seen.Root is null)
        {
            return new AccessVerdict(ShareAccess.Undetermined, $"connected as {seen.Tree.Type}, nothing to open");
        }

        return OfRoot(seen, seen.Tree, seen.Root);
    }

    /// <summary>Whether a directory of a share may be written.</summary>
    public static bool IsWritable(TreeConnectResponse tree, DirectoryView directory) =>
        (Effective(tree.MaximalAccess.Expand(), directory) & AccessMask.Writable) != 0;

    /// <summary>Whether the share permission lets anything below be written at all.</summary>
    public static bool CouldBeWritten(TreeConnectResponse tree) => (tree.MaximalAccess.Expand() & AccessMask.ChangesContent) != 0;

    private static AccessVerdict OfRoot(ShareObservation seen, TreeConnectResponse tree, DirectoryView root)
    {
        if (root.Opened != NtStatus.Success)
        {
            string because = tree.EncryptionRequired ? ", the share demands encryption, for which this session has no key" : "";
            return root.Opened.IsAccessRefusal
                ? new AccessVerdict(ShareAccess.None, $"share opens, its root is refused, {root.Opened}{because}")
                : new AccessVerdict(ShareAccess.Undetermined, $"share opens, its root does not, {root.Opened}{because}");
        }

        AccessMask share = tree.MaximalAccess.Expand();
        AccessMask below = seen.Folders.Aggregate(AccessMask.None, (rights, folder) => rights | Effective(share, folder));
        int writable = seen.Folders.Count(folder => IsWritable(tree, folder));
        if (root.MaximalAccess is null && (below & AccessMask.Writable) == 0)
        {
            return root.Listed == NtStatus.Success
                ? new AccessVerdict(ShareAccess.List, "names are listed, the server does not tell the rights")
                : new AccessVerdict(ShareAccess.Undetermined, $"the server tells neither rights nor names, {root.Listed}");
        }

        AccessMask granted = Effective(share, root);
        string unseen = Unseen(seen, root);
        string masks = $"share {tree.MaximalAccess.Hex()}, root {root.MaximalAccess?.Hex() ?? "not told"}: {granted.Describe()}{ReadOnlyNote(root)}";
        if ((granted & AccessMask.Writable) != 0)
        {
            return new AccessVerdict(ShareAccess.Write, masks) { FoldersWritable = writable };
        }

        if ((below & AccessMask.Writable) != 0)
        {
            return new AccessVerdict(
                ShareAccess.Write,
                $"{masks}; {writable} of {seen.Folders.Count} sampled folders: {(below & AccessMask.Writable).Describe()}")
            {
                FoldersWritable = writable,
            };
        }

        return ((granted | below) & AccessMask.ReadData) != 0 ? new AccessVerdict(ShareAccess.Read, masks + unseen)
            : root.Listed == NtStatus.Success ? new AccessVerdict(ShareAccess.List, $"{masks}; yet names are listed{unseen}")
            : new AccessVerdict(ShareAccess.None, masks);
    }

    /// <summary>
    /// Rights that both the share and the directory grant, without those that are void: on a read-only volume, and in a
    /// share that lets nobody add or delete anything. Samba leaves DELETE, WRITE_DAC and WRITE_OWNER in the permission of
    /// a read-only share (0x001F00A9) and then refuses every use of them.
    /// </summary>
    private static AccessMask Effective(AccessMask share, DirectoryView directory)
    {
        AccessMask both = share & (directory.MaximalAccess ?? AccessMask.None).Expand();
        bool isReadOnly = directory.ReadOnlyVolume == true || (share & AccessMask.ChangesContent) == 0;
        return isReadOnly ? both & ~AccessMask.Writable : both;
    }

    /// <summary>What might hold more rights than were seen.</summary>
    private static string Unseen(ShareObservation seen, DirectoryView root)
    {
        int unanswered = seen.Folders.Count(folder => folder.IsUnanswered);
        return (seen.FoldersUnseen > 0 ? $"; {seen.FoldersUnseen} more folders were not asked" : "")
            + (unanswered > 0 ? $"; {unanswered} {(unanswered == 1 ? "folder" : "folders")} gave no answer" : "")
            + (root.IsUnanswered ? $"; its names could not be listed, {root.Listed}" : "");
    }

    private static string ReadOnlyNote(DirectoryView root) => root.ReadOnlyVolume == true ? " (FILE_READ_ONLY_VOLUME)" : "";
}
