// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Share;

/// <summary>SMB answers from the Internet.</summary>
internal sealed class SmbFromInternet : SettingRule
{
    public SmbFromInternet()
        : base("share.smb-from-internet")
    {
    }

    /// <inheritdoc/>
    public override bool WasRechecked(Finding gone, Recheck now) => now.Servers.Any(server =>
        Recheck.IsOn(server, gone.Target) && server.Vantage.SeesTheInternet() && server.State is PortState.Open or PortState.OpenReset or PortState.Closed);

    protected override Evidence? Observe(ServerObservation seen) => seen.Vantage == Vantage.Outside && seen.State is PortState.Open
        ? EvidenceOf.ServerSmbAnswers(string.Join(", ", seen.Dialects), seen.Port)
        : null;
}
