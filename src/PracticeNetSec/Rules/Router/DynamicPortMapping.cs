// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>Hosts inside can open ports dynamically (UPnP, NAT-PMP, PCP), or did.</summary>
internal sealed class DynamicPortMapping : RouterRule
{
    private static readonly string[] OpenedFromInside = { "UPnP", "ipNatUPnPTable" };

    public DynamicPortMapping()
        : base("router.self-opening")
    {
    }

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        PortForward[] opened = router.Forwards.Where(forward => forward.IsInForce && OpenedFromInside.Contains(forward.Source)).ToArray();
        if (router.DynamicPortMapping.Count > 0 || opened.Length > 0)
        {
            yield return Texts.Create(evidence.Host, router.EndedAt, router.DynamicPortMapping.Concat(opened.Select(forward => forward.Seen)));
        }
    }

    /// <summary>By the device's own tables: NAT-PMP and UPnP that do not answer may be blocked from here.</summary>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) =>
        now.AllSourcesRead && router.Sources.Any(source => source.Complete && source.Source is SourceNames.Snmp or SourceNames.Walk or SourceNames.Configuration);
}
