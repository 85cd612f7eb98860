// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A port of such a service was measured open from outside, and no forward in the table explains it.</summary>
internal sealed class DangerousPortOpen : RouterRule
{
    public DangerousPortOpen()
        : base("router.dangerous-port-open")
    {
    }

    /// <inheritdoc/>
    public override bool Exposes => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        HashSet<int> explained = new(ForwardToDanger.All(evidence).SelectMany(found => found.Open).Select(port => port.Port));
        return from open in evidence.PortsFromOutside
               where open.IsReachable && !explained.Contains(open.Port)
               let service = ServiceNames.Dangerous(open)
               where service is not null
               select Texts.Create(evidence.TargetOf(open), evidence.Observed.EndedAt, new[] { evidence.Measured(open) }, RouterEvidence.Text(open.Port), service.Label);
    }

    /// <inheritdoc/>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => router.ForwardsComplete || now.Asked(Recheck.PortsOf(gone.Target));
}
