// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>The server accepts SMB1.</summary>
internal sealed class Smb1Accepted : SettingRule
{
    public Smb1Accepted()
        : base("share.smb1")
    {
    }

    /// <inheritdoc/>
    protected override bool IsKnown(ShareReachability server) => server.Smb1 is not null;

    /// <inheritdoc/>
    protected override Evidence? Observe(ServerObservation seen) => seen.Smb1 == true ? EvidenceOf.ServerSmb1Accepted() : null;
}
