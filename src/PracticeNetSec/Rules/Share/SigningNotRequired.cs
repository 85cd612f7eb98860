// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>The server does not require signing.</summary>
internal sealed class SigningNotRequired : SettingRule
{
    public SigningNotRequired()
        : base("share.signing-not-required")
    {
    }

    /// <inheritdoc/>
    protected override bool IsKnown(ShareReachability server) => server.SigningRequired is not null;

    /// <inheritdoc/>
    protected override Evidence? Observe(ServerObservation seen) => seen.SigningRequired == false ? EvidenceOf.ServerSigningOptional() : null;
}
