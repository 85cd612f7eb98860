// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>Builds one share's result from what each session observed there.</summary>
internal static class SmbShareBuilder
{
    /// <param name="name">The share, as sent on the wire.</param>
    /// <param name="entry">Its entry in the server's list; null for a name that was only tried.</param>
    /// <param name="views">Every session that was tried.</param>
    /// <param name="includeNames">Include names of folders and files.</param>
    public static SmbShare Draw(string name, ShareEntry? entry, IReadOnlyList<ShareView> views, bool includeNames)
    {
        ShareView nobody = views.First(view => view.Session == ShareSessionKind.Anonymous);
        ShareView[] guests = views.Where(view => view.Session == ShareSessionKind.Guest).ToArray();
        ShareView guest = Most(guests);
        ShareView? account = views.FirstOrDefault(view => view.Session == ShareSessionKind.Credential);
        ShareView strongest = guest.Verdict.Access > nobody.Verdict.Access || nobody.Seen?.Tree is null ? guest : nobody;
        ShareObservation? shown = strongest.Seen?.Tree is not null ? strongest.Seen : account?.Seen ?? strongest.Seen;
        return new SmbShare
        {
            Name = DeviceText.Name(name),
            Type = KindOf(entry, views, shown).ToString(),
            Comment = DeviceText.Name(entry?.Comment ?? ""),
            IsHidden = name.EndsWith("$", StringComparison.Ordinal),
            IsDfs = views.Any(view => view.Seen?.Tree?.IsDfs == true),
            AnonymousAccess = nobody.Verdict.Access,
            GuestAccess = guest.Verdict.Access,
            CredentialAccess = account?.Verdict.Access,
            ShareMask = (uint?)shown?.Tree?.MaximalAccess,
            RootMask = (uint?)shown?.Root?.MaximalAccess,
            EncryptionRequired = views.Any(view => view.Seen?.Tree?.EncryptionRequired == true),
            Sessions = views.Select(Session).ToArray(),
            FoldersWritable = guests.Append(nobody).Max(WritableBelow),
            WritableFolders = includeNames ? WritableFolders(strongest) : Array.Empty<string>(),
            Reasons = views.Select(view => EvidenceOf.RightsOfSession(view.Session, view.Verdict.Reasons)).ToArray(),
            IsCutShort = shown?.IsCutShort == true,
            PatientData = Counts(guests.Prepend(nobody).ToArray()) is { Length: > 0 } counts ? counts
                : strongest.Verdict.Access >= ShareAccess.List || account is null ? Array.Empty<PatientDataCount>()
                : Counts(account),
        };
    }

    /// <summary>What the list calls it, unless it connects as a disk: a list may call a disk something else, and then its files would not count.</summary>
    private static ShareKind KindOf(ShareEntry? entry, IReadOnlyList<ShareView> views, ShareObservation? shown) =>
        views.Any(view => view.Seen?.Tree?.Type == TreeType.Disk) ? ShareKind.Disk : entry?.Kind ?? KindOf(shown?.Tree?.Type);

    private static ShareKind KindOf(TreeType? type) => type switch
    {
        TreeType.Pipe => ShareKind.Ipc,
        TreeType.Print => ShareKind.Printer,
        _ => ShareKind.Disk,
    };

    /// <summary>The one with the most rights; where none may list anything, one whose rights are unknown before those that were denied.</summary>
    private static ShareView Most(ShareView[] views)
    {
        ShareView most = views.OrderByDescending(view => view.Verdict.Access).First();
        return most.Verdict.Access >= ShareAccess.List ? most : views.FirstOrDefault(view => view.Verdict.Access == ShareAccess.Undetermined) ?? most;
    }

    private static ShareSessionAccess Session(ShareView view) => new()
    {
        Session = view.Session,
        Access = view.Verdict.Access,
        ShareMask = (uint?)view.Seen?.Tree?.MaximalAccess,
        RootMask = (uint?)view.Seen?.Root?.MaximalAccess,
        FoldersSampled = view.Seen?.Folders.Count ?? 0,
        FoldersWritable = view.Verdict.FoldersWritable,
        Reasons = view.Verdict.Reasons,
    };

    private static int WritableBelow(ShareView view) =>
        view.Seen is { Tree: not null, Root: not null } seen && !AccessVerdict.IsWritable(seen.Tree, seen.Root) ? view.Verdict.FoldersWritable : 0;

    private static string[] WritableFolders(ShareView view) => view.Seen?.Tree is null || WritableBelow(view) == 0
        ? Array.Empty<string>()
        : view.Seen.Folders.Where(folder => AccessVerdict.IsWritable(view.Seen.Tree, folder))
            .Take(FolderSample.MaxNames).Select(folder => DeviceText.Name(folder.Path)).ToArray();

    private static PatientDataCount[] Counts(params ShareView[] views) => views
        .Select(view => view.Seen)
        .OfType<ShareObservation>()
        .SelectMany(seen => seen.Counts.Select(count => (Kind: count.Key, Count: count.Value, Seen: seen)))
        .GroupBy(seen => seen.Kind)
        .Select(kind => Count(kind.Key, kind.OrderByDescending(seen => seen.Count).First()))
        .OrderByDescending(count => count.Confidence)
        .ThenByDescending(count => count.Count)
        .ToArray();

    private static PatientDataCount Count(
        PatientDataKind kind, (PatientDataKind Kind, int Count, ShareObservation Seen) most) => new()
        {
            Category = kind.Category["en"],
            Confidence = kind.Confidence,
            Count = most.Count,
            IsMinimum = most.Seen.IsCutShort,
            Names = most.Seen.Names.TryGetValue(kind, out List<string>? names) ? names.Select(DeviceText.Name).ToArray() : Array.Empty<string>(),
        };
}
