// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>The router reports that it does not filter IPv6 (WANIPv6FirewallControl:1 §2.2.1), or its configuration lets everything in: what a machine behind it offers, it offers to the Internet.</summary>
internal sealed class IPv6FirewallOff : RouterRule
{
    public IPv6FirewallOff()
        : base("router.ipv6-firewall-off")
    {
    }

    /// <inheritdoc/>
    public override bool Endangers => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        RouterObservation router = evidence.Observed;
        if (router.IPv6.FirewallEnabled == false)
        {
            yield return Texts.Create(evidence.Host, router.EndedAt, new[] { EvidenceOf.UpnpIpv6FirewallOff(IsConfigured(router) ? SourceNames.Configuration : SourceNames.Upnp, router.EndedAt) });
        }
    }

    private static bool IsConfigured(RouterObservation router) => router.Sources.Any(source => source.Source == SourceNames.Configuration);

    /// <summary>Only the router itself can tell that it filters now.</summary>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => router.IPv6.FirewallEnabled == true;
}
