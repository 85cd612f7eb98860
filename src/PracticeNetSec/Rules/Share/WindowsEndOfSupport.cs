// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>The version of Windows gets no security updates.</summary>
internal sealed class WindowsEndOfSupport : SettingRule
{
    public WindowsEndOfSupport()
        : base("share.windows-end-of-support")
    {
    }

    /// <inheritdoc/>
    protected override bool IsKnown(ShareReachability server) => server.OsSupport is { Status: not SupportStatus.Unknown };

    protected override Evidence? Observe(ServerObservation seen) => seen.OsSupport?.Status == SupportStatus.EndOfSupport ? EvidenceOf.ServerBuild(seen.OsBuild ?? "") : null;

    protected override Finding Create(ServerObservation seen, Evidence evidence) => Texts.Create(
        Target(seen),
        seen.EndedAt,
        seen.OsSupport!.Products.Select(product => EvidenceOf.Notation(product)).Prepend(evidence),
        seen.ComputerName,
        seen.OsBuild ?? "",
        seen.OsSupport.EndsOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
}
