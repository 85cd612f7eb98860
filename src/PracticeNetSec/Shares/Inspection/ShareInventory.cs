// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Rpc;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>The merged view of all sessions on the shares of one server.</summary>
internal sealed class ShareInventory
{
    private readonly Dictionary<string, ShareEntry?> _shares = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<LogonRecord, Dictionary<string, ShareObservation>> _seen;
    private readonly Dictionary<LogonRecord, IShareSession> _ways = new();
    private string[] _names = Array.Empty<string>();
    private bool _isOverfull;

    /// <param name="records">The logons that are tried, in the order of the results.</param>
    public ShareInventory(IReadOnlyList<LogonRecord> records)
    {
        Records = records;
        _seen = records.ToDictionary(record => record, _ => new Dictionary<string, ShareObservation>(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The logons that are tried, in the order of the results.</summary>
    public IReadOnlyList<LogonRecord> Records { get; }

    /// <summary>Receives what a session observed.</summary>
    public IDictionary<string, ShareObservation> SeenBy(LogonRecord record) => _seen[record];

    /// <summary>The names to inspect: any session's list so far, the caller's names, and common names where the caller wants them tried.</summary>
    /// <param name="ways">Sessions whose lists are to be added; one replaces an earlier one of the same logons. Several may do so at the same time.</param>
    /// <param name="options">The caller's names and limits.</param>
    public string[] Collect(IReadOnlyList<IShareSession> ways, ShareExaminationOptions options)
    {
        lock (_shares)
        {
            return CollectUnderLock(ways, options);
        }
    }

    /// <summary>Whether a session's list calls a share a disk.</summary>
    public bool IsListedAsDisk(string name)
    {
        lock (_shares)
        {
            return _shares.TryGetValue(name, out ShareEntry? entry) && entry?.Kind == ShareKind.Disk;
        }
    }

    /// <summary>The names that a session has not inspected yet.</summary>
    public string[] Missing(LogonRecord record, IReadOnlyList<string> names) => names
        .Where(name => !_seen[record].TryGetValue(name, out ShareObservation? seen) || (seen.Tree?.Type == TreeType.Disk && seen.Root is null)).ToArray();

    /// <summary>Forgets what a session was not granted: it may have been meant for another session.</summary>
    public void DropRefusals(LogonRecord record)
    {
        foreach (string name in _seen[record].Where(seen => AccessVerdict.Of(seen.Value).Access < ShareAccess.List).Select(seen => seen.Key).ToArray())
        {
            _seen[record].Remove(name);
        }
    }

    /// <summary>The names for which the server had no room when a session asked.</summary>
    public string[] ShortOf(LogonRecord record) => _seen[record].Where(seen => seen.Value.Connected.IsShortage).Select(seen => seen.Key).ToArray();

    private string[] CollectUnderLock(IReadOnlyList<IShareSession> ways, ShareExaminationOptions options)
    {
        foreach (IShareSession way in ways)
        {
            _ways[way.Record] = way;
        }

        foreach (ShareEntry share in ways.SelectMany(way => way.Listing?.Shares ?? Array.Empty<ShareEntry>()))
        {
            bool isKnown = _shares.TryGetValue(share.Name, out ShareEntry? known);
            if (known is not null)
            {
                continue;
            }

            if (!isKnown && _shares.Count >= options.MaxShares)
            {
                _isOverfull = true; // A server may list millions: names beyond the limit are not kept.
                break;
            }

            // Some servers list IPC$ as a disk: the name says what it is ([MS-SRVS] 3.1.1.7).
            _shares[share.Name] = share.Name.Equals(SrvsvcClient.InterProcessShare, StringComparison.OrdinalIgnoreCase) ? share with { Kind = ShareKind.Ipc } : share;
        }

        // A list proves no absence: a server leaves out what its configuration hides.
        IEnumerable<string> tried = options.TryCommonNames ? options.ShareNames.Concat(CommonShareNames.All) : options.ShareNames;
        foreach (string name in tried.Where(name => !_shares.ContainsKey(name)))
        {
            _shares.Add(name, null);
        }

        _names = _shares.Where(share => share.Value?.Kind != ShareKind.Ipc).Select(share => share.Key).ToArray();
        return _names;
    }

    /// <summary>Whether every share that may exist was inspected by every established unauthenticated session.</summary>
    public bool IsComplete()
    {
        LogonRecord[] tried = Records.Where(record => record.Kind != ShareSessionKind.Credential && record.HasOwnRights).ToArray();
        bool decided = tried.All(record => _ways.ContainsKey(record) && record.Result != SmbSessionResult.Undetermined);
        IShareSession[] unauthenticated = tried.Where(_ways.ContainsKey).Select(record => _ways[record]).ToArray();

        // A list may be shortened for one user: a session whose own list failed may see shares that no other lists.
        IShareSession[] established = unauthenticated.Where(way => way.Record.Result != SmbSessionResult.Refused).ToArray();
        bool listed = _ways.Values.Any(way => way.Listing?.Shares is not null) && established.All(way => way.Listing is { } listing && (listing.Shares is not null || (listing.IsAccessRefusal && !way.LacksKey)));
        bool looked = established.All(way => _names.All(_seen[way.Record].ContainsKey));
        return decided && looked && !_isOverfull && !_ways.Values.Any(way => way.Listing?.IsCut == true) && (listed || established.Length == 0);
    }

    /// <summary>The shares with the rights of all sessions. Names that were only tried appear where the server knows them.</summary>
    public SmbShare[] Judge(bool includeNames) => _shares
        .Where(share => share.Value is not null || _seen.Values.Any(seen => IsThere(seen, share.Key)))
        .Select(share => SmbShareBuilder.Draw(share.Key, share.Value, Records.Where(record => record.HasOwnRights).Select(record => View(record, share.Key, share.Value?.Kind)).ToArray(), includeNames))
        .ToArray();

    /// <summary>Windows and Samba deny an existing share and return STATUS_BAD_NETWORK_NAME for a missing one. Otherwise it may exist.</summary>
    private static bool IsThere(Dictionary<string, ShareObservation> seen, string name) =>
        seen.TryGetValue(name, out ShareObservation? share) && (share.Tree is not null || !share.Connected.IsAbsence);

    private static AccessVerdict Judge(IShareSession? way, ShareObservation? seen, ShareKind? kind, bool isGone)
    {
        if (way?.Record.Result == SmbSessionResult.Refused)
        {
            return new AccessVerdict(ShareAccess.None, EvidenceOf.RightsNoSession());
        }

        if (way is { Record: { Kind: ShareSessionKind.Credential, Result: not SmbSessionResult.User } })
        {
            return new AccessVerdict(ShareAccess.Undetermined, EvidenceOf.RightsNoOwnSession());
        }

        if (kind == ShareKind.Ipc && way?.Listing is { } listing)
        {
            return listing.Shares is null
                ? new AccessVerdict(listing.IsAccessRefusal && !way.LacksKey ? ShareAccess.None : ShareAccess.Undetermined, EvidenceOf.Notation(listing.Refusal))
                : new AccessVerdict(ShareAccess.List, EvidenceOf.RightsNamesOfShares());
        }

        return seen is null ? new AccessVerdict(ShareAccess.Undetermined, EvidenceOf.RightsNotInspected())
            : kind is not null && isGone ? new AccessVerdict(ShareAccess.None, EvidenceOf.RightsFolderMissing(seen.Connected.ToString()))
            : AccessVerdict.Of(seen);
    }

    /// <summary>Where any session connects, the share is there.</summary>
    private bool IsGone(string name, ShareObservation? seen) =>
        seen?.Connected.IsMissingFolder == true && !_seen.Values.Any(other => other.TryGetValue(name, out ShareObservation? share) && share.Tree is not null);

    private ShareView View(LogonRecord record, string name, ShareKind? type)
    {
        _seen[record].TryGetValue(name, out ShareObservation? seen);
        _ways.TryGetValue(record, out IShareSession? way);
        return new ShareView(record.Kind, seen, Judge(way, seen, type, IsGone(name, seen)));
    }
}
