// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>An unknown user gets a session.</summary>
internal sealed class GuestAccepted : SettingRule
{
    public GuestAccepted()
        : base("share.guest-accepted")
    {
    }

    /// <inheritdoc/>
    protected override bool IsKnown(ShareReachability server) => server.GuestSession != SmbSessionResult.Undetermined;

    /// <inheritdoc/>
    protected override Evidence? Observe(ServerObservation seen) => seen.GuestSession is SmbSessionResult.Guest or SmbSessionResult.Null or SmbSessionResult.User ? EvidenceOf.ServerUnknownUserAccepted(seen.GuestSession) : null;
}
