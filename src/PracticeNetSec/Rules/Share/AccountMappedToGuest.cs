// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>The server mapped the given account to a guest session.</summary>
internal sealed class AccountMappedToGuest : SettingRule
{
    public AccountMappedToGuest()
        : base("share.account-mapped-to-guest")
    {
    }

    /// <inheritdoc/>
    protected override bool IsKnown(ShareReachability server) => server.CredentialSession != SmbSessionResult.Undetermined;

    /// <inheritdoc/>
    protected override Evidence? Observe(ServerObservation seen) => seen.CredentialSession is SmbSessionResult.Guest or SmbSessionResult.Null ? EvidenceOf.ServerAccountMapped(seen.CredentialSession) : null;
}
