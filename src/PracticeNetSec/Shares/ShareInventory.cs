using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Smb;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Rpc;

namespace PracticeNetSec.Shares;

/// <summary>What both ways in know of the shares of one server, put together.</summary>
internal sealed class ShareInventory
{
    private static readonly Lazy<CommonNames> Common = new(() => EmbeddedData.Read<CommonNames>("share-names.json"));

    private readonly Dictionary<string, ShareEntry?> _shares = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ShareObservation> _seenByNobody = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ShareObservation> _seenByGuest = new(StringComparer.OrdinalIgnoreCase);
    private StrangerSession? _nobody;
    private StrangerSession? _guest;

    /// <summary>Where a way in puts what it saw.</summary>
    public IDictionary<string, ShareObservation> SeenBy(bool nobody) => nobody ? _seenByNobody : _seenByGuest;

    /// <summary>The names to look at: what either way listed, what the caller named, and common names if both lists were refused.</summary>
    /// <param name="nobody">The null session.</param>
    /// <param name="guest">The guest session; null where not even its connection came about.</param>
    /// <param name="options">The caller's names and limits.</param>
    public string[] Collect(StrangerSession nobody, StrangerSession? guest, ShareExaminationOptions options)
    {
        _nobody = nobody;
        _guest = guest;
        foreach (ShareEntry share in Listed(nobody).Concat(Listed(guest)))
        {
            if (!_shares.ContainsKey(share.Name))
            {
                _shares.Add(share.Name, share);
            }
        }

        IEnumerable<string> tried = _shares.Count == 0 && options.TryCommonNames
            ? options.ShareNames.Concat(Common.Value.Names)
            : options.ShareNames;
        foreach (string name in tried.Where(name => !_shares.ContainsKey(name)))
        {
            _shares.Add(name, null);
        }

        return _shares.Where(share => share.Value?.Kind != ShareKind.Ipc).Select(share => share.Key).Take(options.MaxShares).ToArray();
    }

    /// <summary>Whether every share there may be was looked at by every way that is in.</summary>
    public bool IsComplete(int maxShares)
    {
        StrangerSession[] inside = new[] { _nobody, _guest }.OfType<StrangerSession>().Where(way => way.IsIn).ToArray();
        bool decided = _nobody?.Result is not (null or SmbSessionResult.Undetermined)
            && _guest?.Result is not (null or SmbSessionResult.Undetermined);
        return decided && _shares.Count <= maxShares && (inside.Length == 0 || inside.Any(way => way.Listing?.Shares is not null));
    }

    /// <summary>The shares with the rights of both ways. Names that were only tried appear where the server knows them.</summary>
    public SmbShare[] Judge() => _shares
        .Where(share => share.Value is not null || IsThere(_seenByNobody, share.Key) || IsThere(_seenByGuest, share.Key))
        .Select(share => Judge(share.Key, share.Value))
        .ToArray();

    private static IEnumerable<ShareEntry> Listed(StrangerSession? way) => way?.Listing?.Shares ?? Array.Empty<ShareEntry>();

    /// <summary>Windows and Samba refuse a share that exists, and say STATUS_BAD_NETWORK_NAME of one that does not.</summary>
    private static bool IsThere(Dictionary<string, ShareObservation> seen, string name) =>
        seen.TryGetValue(name, out ShareObservation? share) && (share.Tree is not null || share.Connected.IsAccessRefusal);

    private static AccessVerdict Judge(StrangerSession? way, ShareObservation? seen, ShareKind? kind)
    {
        if (way?.Result == SmbSessionResult.Refused)
        {
            return new AccessVerdict(ShareAccess.None, "no session");
        }

        if (kind == ShareKind.Ipc && way?.Listing is ShareListing listing)
        {
            return listing.Shares is null
                ? new AccessVerdict(ShareAccess.None, listing.Refusal)
                : new AccessVerdict(ShareAccess.List, "tells the names of the shares");
        }

        return seen is null ? new AccessVerdict(ShareAccess.Undetermined, "not looked at") : AccessVerdict.Of(seen);
    }

    private static ShareKind KindOf(TreeType? type) => type switch
    {
        TreeType.Pipe => ShareKind.Ipc,
        TreeType.Print => ShareKind.Printer,
        _ => ShareKind.Disk,
    };

    private static PatientDataCount[] Counts(params ShareObservation?[] seen) => seen
        .OfType<ShareObservation>()
        .SelectMany(one => one.Counts)
        .GroupBy(count => count.Key, count => count.Value)
        .Select(kind => new PatientDataCount { Category = kind.Key.Category["en"], Confidence = kind.Key.Confidence, Count = kind.Max() })
        .OrderByDescending(count => count.Confidence)
        .ThenByDescending(count => count.Count)
        .ToArray();

    private SmbShare Judge(string name, ShareEntry? entry)
    {
        _seenByNobody.TryGetValue(name, out ShareObservation? byNobody);
        _seenByGuest.TryGetValue(name, out ShareObservation? byGuest);
        AccessVerdict nobody = Judge(_nobody, byNobody, entry?.Kind);
        AccessVerdict guest = Judge(_guest, byGuest, entry?.Kind);
        ShareObservation? strongest = guest.Access > nobody.Access || byNobody?.Tree is null ? byGuest ?? byNobody : byNobody;
        return new SmbShare
        {
            Name = Printable.Of(name),
            Type = (entry?.Kind ?? KindOf(strongest?.Tree?.Type)).ToString(),
            Comment = Printable.Of(entry?.Comment ?? ""),
            AnonymousAccess = nobody.Access,
            GuestAccess = guest.Access,
            ShareMask = (uint?)strongest?.Tree?.MaximalAccess,
            RootMask = (uint?)strongest?.Root?.MaximalAccess,
            EncryptionRequired = byNobody?.Tree?.EncryptionRequired == true || byGuest?.Tree?.EncryptionRequired == true,
            Reasons = new[] { $"null session: {nobody.Reason}", $"guest: {guest.Reason}" },
            PatientData = Counts(byNobody, byGuest),
        };
    }

    private sealed class CommonNames
    {
        [JsonProperty(Required = Required.Always)]
        public string[] Names { get; set; } = Array.Empty<string>();
    }
}
