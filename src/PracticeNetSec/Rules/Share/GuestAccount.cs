// SPDX-License-Identifier: MIT
using System.Globalization;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>The account for guests is enabled and has no password; other names are not accepted.</summary>
internal sealed class GuestAccount : SettingRule
{
    public GuestAccount()
        : base("share.guest-account")
    {
    }

    /// <inheritdoc/>
    protected override bool IsKnown(ShareReachability server) => server.GuestSession != SmbSessionResult.Undetermined;

    /// <inheritdoc/>
    protected override Evidence? Observe(ServerObservation seen) =>
        seen.GuestName is string name && name != GuestAccepted.AnyName ? EvidenceOf.ServerGuestAccountAccepted(name, seen.GuestSession) : null;

    /// <inheritdoc/>
    protected override Finding Create(ServerObservation seen, Evidence evidence) => Texts.Create(
        Target(seen), seen.EndedAt, new[] { evidence }, seen.ComputerName, seen.Port.ToString(CultureInfo.InvariantCulture), seen.GuestName ?? "");
}
