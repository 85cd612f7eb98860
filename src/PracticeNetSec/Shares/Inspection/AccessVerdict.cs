// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>The most a session may do with a share, and the server's responses that show it.</summary>
internal sealed record AccessVerdict(ShareAccess Access, params Evidence[] Reasons)
{
    private const string NotReported = "-";

    /// <summary>Folders below the root that are writable.</summary>
    public int FoldersWritable { get; init; }

    /// <summary>
    /// <see cref="ShareAccess.Write"/> needs the same writable right in the share permission and on a directory or file: the
    /// share permission alone overstates access, because the file system may still deny ([MS-SMB2] 2.2.10). Reading is
    /// assessed likewise by FILE_READ_DATA. A root that cannot be listed is <see cref="ShareAccess.Connect"/>: a user who knows a name below it may still
    /// get there. A refusal in a session without the key that the server expects shows nothing.
    /// </summary>
    public static AccessVerdict Of(ShareObservation seen)
    {
        AccessVerdict verdict = OfAnswers(seen);
        return seen.LacksKey && verdict.Access is ShareAccess.None or ShareAccess.Connect
            ? new AccessVerdict(ShareAccess.Undetermined, verdict.Reasons.Append(EvidenceOf.RightsWithoutKey()).ToArray())
            : verdict;
    }

    /// <summary>Whether a directory of a share is writable.</summary>
    public static bool IsWritable(TreeConnectResponse tree, DirectoryView directory) =>
        (Effective(Permission(tree), directory) & AccessMask.Writable) != 0;

    /// <summary>Whether the share permission allows writing anywhere below.</summary>
    public static bool CouldBeWritten(TreeConnectResponse tree) => (Permission(tree) & AccessMask.ChangesContent) != 0;

    /// <summary>The share permission. Who has none could not open the root: a server that states none leaves the field empty ([MS-SMB2] 2.2.10), and the root's rights count alone.</summary>
    private static AccessMask Permission(TreeConnectResponse tree) => tree.MaximalAccess == AccessMask.None ? AccessMask.GenericAll.Expand() : tree.MaximalAccess.Expand();

    private static AccessVerdict OfAnswers(ShareObservation seen)
    {
        if (seen.Tree is null)
        {
            return seen.Connected.IsAccessRefusal
                ? new AccessVerdict(ShareAccess.None, EvidenceOf.RightsShareRefused(seen.Connected.ToString()))
                : new AccessVerdict(ShareAccess.Undetermined, EvidenceOf.RightsNotConnected(seen.Connected.ToString()));
        }

        if (seen.Tree.Type == TreeType.Print)
        {
            return new AccessVerdict(ShareAccess.Undetermined, EvidenceOf.RightsPrinter());
        }

        if (seen.Root is null)
        {
            return new AccessVerdict(ShareAccess.Undetermined, EvidenceOf.RightsNothingToOpen(seen.Tree.Type.ToString()));
        }

        return seen.Root.Opened == NtStatus.Success ? OfRoot(seen, seen.Tree, seen.Root) : OfClosedRoot(seen.Root, seen.Tree.EncryptionRequired && !seen.CanEncrypt);
    }

    /// <param name="root">What was answered to its opening.</param>
    /// <param name="lacksEncryption">The share demands encryption, and this session has no key.</param>
    private static AccessVerdict OfClosedRoot(DirectoryView root, bool lacksEncryption)
    {
        string status = root.Opened.ToString();
        return (root.Opened.IsAccessRefusal, lacksEncryption) switch
        {
            (true, false) => new AccessVerdict(ShareAccess.Connect, EvidenceOf.RightsRootRefused(status)),
            (true, true) => new AccessVerdict(ShareAccess.None, EvidenceOf.RightsRootRefusedEncryption(status)),
            (false, false) => new AccessVerdict(ShareAccess.Undetermined, EvidenceOf.RightsRootFails(status)),
            (false, true) => new AccessVerdict(ShareAccess.Undetermined, EvidenceOf.RightsRootFailsEncryption(status)),
        };
    }

    private static AccessVerdict OfRoot(ShareObservation seen, TreeConnectResponse tree, DirectoryView root)
    {
        AccessMask share = Permission(tree);
        AccessMask below = seen.Folders.Aggregate(AccessMask.None, (rights, folder) => rights | Effective(share, folder));
        int writable = seen.Folders.Count(folder => IsWritable(tree, folder));
        FileRights files = new(share, seen.Files, root.ReadOnlyVolume == true);
        if (root.MaximalAccess is null && (below & AccessMask.Writable) == 0 && files.Writable == 0)
        {
            return new AccessVerdict(
                ShareAccess.Undetermined,
                Limits(seen, files).Prepend(root.Listed == NtStatus.Success ? EvidenceOf.RightsNamesWithoutRights() : EvidenceOf.RightsNeither(root.Listed.ToString())).ToArray());
        }

        AccessMask granted = Effective(share, root);
        (string ofShare, string ofRoot, string rights) = (tree.MaximalAccess.Hex(), root.MaximalAccess?.Hex() ?? NotReported, granted.Describe() + ReadOnlyNote(root));
        Evidence masks = root.IsFoundByOpening ? EvidenceOf.RightsByOpening(ofShare, rights) : EvidenceOf.RightsMasks(ofShare, ofRoot, rights);
        if ((granted & AccessMask.Writable) != 0)
        {
            return new AccessVerdict(ShareAccess.Write, masks) { FoldersWritable = writable };
        }

        Evidence[] limits = Limits(seen, files).ToArray();
        if ((below & AccessMask.Writable) != 0)
        {
            Evidence folders = EvidenceOf.RightsMasksFolders(ofShare, ofRoot, rights, writable, seen.Folders.Count, (below & AccessMask.Writable).Describe());
            return new AccessVerdict(ShareAccess.Write, limits.Prepend(folders).ToArray()) { FoldersWritable = writable };
        }

        if (files.Writable > 0)
        {
            return new AccessVerdict(ShareAccess.Write, limits.Prepend(EvidenceOf.RightsFilesWritable(files.Writable, seen.Files.Count)).Prepend(masks).ToArray());
        }

        Evidence[] unseen = limits.Prepend(masks).Concat(Unseen(seen, root)).ToArray();
        return ((granted | below) & AccessMask.ReadData) == 0
            ? new AccessVerdict(root.Listed == NtStatus.Success ? ShareAccess.List : ShareAccess.Connect, unseen.Append(
                root.Listed == NtStatus.Success ? EvidenceOf.RightsListedAnyway() : EvidenceOf.RightsConnectsOnly()).ToArray())
            : !files.AllDeny ? new AccessVerdict(ShareAccess.Read, unseen)
            : new AccessVerdict(
                seen.HasUnseenFiles ? ShareAccess.Read : ShareAccess.List,
                unseen.Append(EvidenceOf.RightsFilesUnreadable(seen.Files.Count, seen.Files.Count + seen.FilesUnseen)).ToArray());
    }

    /// <summary>
    /// Rights that both the share and the directory grant, without ineffective ones: on a read-only volume, and in a
    /// share that does not allow adding or deleting anything. Samba leaves DELETE, WRITE_DAC and WRITE_OWNER in the permission of
    /// a read-only share (0x001F00A9) and then refuses every use of them.
    /// </summary>
    private static AccessMask Effective(AccessMask share, DirectoryView directory)
    {
        AccessMask both = share & (directory.MaximalAccess ?? AccessMask.None).Expand();
        bool isReadOnly = directory.ReadOnlyVolume == true || (share & AccessMask.ChangesContent) == 0;
        return isReadOnly ? both & ~(AccessMask.Writable | AccessMask.NotCounted) : both;
    }

    /// <summary>Folders and files that the sample left out, or that did not show their rights.</summary>
    private static IEnumerable<Evidence> Limits(ShareObservation seen, FileRights files)
    {
        if (seen.FoldersUnseen > 0)
        {
            yield return EvidenceOf.RightsFoldersNotInspected(seen.FoldersUnseen);
        }

        if (seen.FoldersUnlisted > 0)
        {
            yield return EvidenceOf.RightsFoldersNotListed(seen.FoldersUnlisted);
        }

        int unknown = seen.Folders.Count(folder => folder.Opened == NtStatus.Success && folder.MaximalAccess is null);
        if (unknown > 0)
        {
            yield return EvidenceOf.RightsFoldersUnknown(unknown);
        }

        if (files.Unknown > 0)
        {
            yield return EvidenceOf.RightsFilesUnknown(files.Unknown);
        }

        if (seen.FoldersDeeper > 0)
        {
            yield return EvidenceOf.RightsFoldersDeeper(seen.FoldersDeeper);
        }

        if (seen.FilesUnseen > 0)
        {
            yield return EvidenceOf.RightsFilesSampled(seen.Files.Count, seen.Files.Count + seen.FilesUnseen);
        }

        int unanswered = seen.Folders.Count(folder => folder.IsUnanswered);
        if (unanswered > 0)
        {
            yield return EvidenceOf.RightsFoldersSilent(unanswered);
        }
    }

    /// <summary>What else might hold more rights than were observed.</summary>
    private static IEnumerable<Evidence> Unseen(ShareObservation seen, DirectoryView root)
    {
        if (root.IsUnanswered)
        {
            yield return EvidenceOf.RightsNamesNotListed(root.Listed.ToString());
        }

        AccessMask alone = seen.Folders.Prepend(root).Aggregate(AccessMask.None, (all, folder) => all | Effective(Permission(seen.Tree!), folder)) & AccessMask.NotCounted;
        if (alone != AccessMask.None)
        {
            yield return EvidenceOf.RightsNotCounted(alone.Describe());
        }
    }

    private static string ReadOnlyNote(DirectoryView root) => root.ReadOnlyVolume == true ? " (FILE_READ_ONLY_VOLUME)" : "";
}
