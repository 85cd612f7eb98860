// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>A null session may list the shares.</summary>
internal sealed class NullSessionLists : SettingRule
{
    public NullSessionLists()
        : base("share.null-session-lists")
    {
    }

    /// <inheritdoc/>
    protected override bool IsKnown(ShareReachability server) => server.AnonymousSession == SmbSessionResult.Refused
        || (server.AnonymousSession != SmbSessionResult.Undetermined && server.Shares.Any(share => share.Type == "Ipc" && share.AnonymousAccess != ShareAccess.Undetermined));

    /// <inheritdoc/>
    protected override Evidence? Observe(ServerObservation seen) => seen.Shares.Any(share => share.Type == "Ipc" && share.AnonymousAccess == ShareAccess.List) ? EvidenceOf.ServerNullSessionLists(seen.Shares.Count) : null;
}
