// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Sources;

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

    /// <summary>True for a port behind which a web server lists its files.</summary>
    public static bool Applies(PortResult port) => port.IdentifiedService == FileListing.Service;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence) =>
        from open in evidence.PortsFromOutside
        where open.IsReachable && Applies(open)
        select Texts.Create(TargetOf(evidence, open), evidence.Observed.EndedAt, new[] { evidence.Measured(open) }, RouterEvidence.Text(open.Port));

    /// <summary>A page shows that the list is gone where the site was asked for by the same name: another name leads to another site.</summary>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => Recheck.IsOf(router, gone.Target)
        && (now.Asked(Recheck.PortsOf(gone.Target)) || (IsAskedFor(gone.Target, router.ComputerName) && now.RefusedOrIdentified(Recheck.PortsOf(gone.Target))));

    /// <summary>The name by which the device was examined, which web servers distinguish, at its main address.</summary>
    private static string TargetOf(RouterEvidence evidence, PortResult open) => evidence.TargetOf(open) is var target && target == $"{evidence.Host}:{open.Port}" && RouterTarget.NamesOf(evidence.Observed.ComputerName).Count > 0
        ? $"{evidence.Observed.ComputerName}:{open.Port}"
        : target;

    /// <summary>True for a target that is an address, or the name that was examined; a ledger compares one practice with itself and keeps no name.</summary>
    private static bool IsAskedFor(string target, string computerName) =>
        RouterTarget.NamesOf(target.Substring(0, Math.Max(0, target.LastIndexOf(':')))).Count == 0
        || computerName.Length == 0
        || target.StartsWith(computerName + ":", StringComparison.OrdinalIgnoreCase);
}
