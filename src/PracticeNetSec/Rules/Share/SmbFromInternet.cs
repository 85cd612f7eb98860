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
        Recheck.IsOn(server, gone.Target) && server.Vantage.SeesTheInternet()
        // A provider may refuse the port in place of the host: only an examination of the router shows whose refusal it is.
        && (server.State is PortState.Open or PortState.OpenReset || (server.State == PortState.Closed && now.Asked(Recheck.PortsOf(gone.Target)))));

    protected override Evidence? Observe(ServerObservation seen) => seen.Vantage == Vantage.Outside && seen.State is PortState.Open
        ? EvidenceOf.ServerSmbAnswers(string.Join(", ", seen.Dialects), seen.Port)
        : null;
}
