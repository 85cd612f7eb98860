// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A web server lists its files to everyone on the Internet. Its port may be meant to be open; the list is not.</summary>
internal sealed class FilesListed : RouterRule
{
    public FilesListed()
        : base("router.files-listed")
    {
    }

    /// <inheritdoc/>
    public override bool Exposes => true;

    /// <inheritdoc/>
    public override bool RestsOnAnswers => true;

    /// <summary>True for a port behind which a web server lists its files.</summary>
    public static bool Applies(PortResult port) => port.IdentifiedService == FileListing.Service;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence) =>
        from open in evidence.PortsFromOutside
        where open.IsReachable && Applies(open)
        select Texts.Create(evidence.TargetOf(open), evidence.Observed.EndedAt, new[] { evidence.Measured(open) }, RouterEvidence.Text(open.Port));

    /// <inheritdoc/>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => now.RefusedOrIdentified(Recheck.PortsOf(gone.Target)) && Recheck.IsOf(router, gone.Target);
}
