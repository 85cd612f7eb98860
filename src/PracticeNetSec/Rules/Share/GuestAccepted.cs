// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>An unknown user gets a session.</summary>
internal sealed class GuestAccepted : SettingRule
{
    /// <summary>Stands for a random name in <see cref="ShareReachability.GuestName"/>: any name will do.</summary>
    public const string AnyName = "*";

    public GuestAccepted()
        : base("share.guest-accepted")
    {
    }

    /// <inheritdoc/>
    protected override bool IsKnown(ShareReachability server) => server.GuestSession != SmbSessionResult.Undetermined;

    /// <inheritdoc/>
    protected override Evidence? Observe(ServerObservation seen) => seen.GuestName == AnyName ? EvidenceOf.ServerUnknownUserAccepted(seen.GuestSession) : null;
}
