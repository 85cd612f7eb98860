// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A port answers that the inventory does not name as intended; ports explained by more severe rules are left to those.</summary>
internal sealed class UnintendedPort : RouterRule
{
    public UnintendedPort()
        : base("router.unintended-port")
    {
    }

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        int[] intended = router.Practice?.IntendedPorts ?? Array.Empty<int>();
        PortResult[] others = evidence.PortsFromOutside
            .Where(port => port.IsReachable && intended.Length > 0 && !intended.Contains(port.Port) && ServiceNames.Dangerous(port) is null)
            .Where(port => !evidence.WidenedRanges.Any(range => port.Port >= range.Start && port.Port <= range.End))
            .ToArray();
        if (others.Length > 0)
        {
            yield return Texts.Create(
                evidence.Host, router.EndedAt, others.Select(evidence.Measured), string.Join(", ", others.Select(port => port.Port)), string.Join(", ", intended));
        }
    }

    /// <inheritdoc/>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => now.Asked(Recheck.PortsOf(gone.Value("ports"))) && Recheck.IsOf(router, gone.Target);
}
