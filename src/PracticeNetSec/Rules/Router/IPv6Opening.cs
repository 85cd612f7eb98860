// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>The router reports that it lets everyone in over IPv6 to a service that must stay inside. No translation of the provider is before it.</summary>
internal sealed class IPv6Opening : RouterRule
{
    public IPv6Opening()
        : base("router.ipv6-opening")
    {
    }

    /// <inheritdoc/>
    public override bool Exposes => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence) =>
        from opening in evidence.Observed.IPv6.Openings
        where opening.IsInForce && opening.IsForEveryone && opening.InternalAddress is not null
        from service in ServiceNames.DangerousServices
        where opening.Carries(service.Protocol) && opening.OutsideOf(service.Port) is not null
        // Where it was measured open, that is the finding.
        where service.Protocol != ServiceNames.Tcp || !evidence.PortsFromOutside.Any(port => port.IsReachable && port.Port == service.Port && port.Address == opening.InternalAddress)
        select Texts.Create(
            $"[{opening.InternalAddress}]:{new ForwardedService(service.Port, service)}",
            evidence.Observed.EndedAt,
            new[] { opening.Seen },
            RouterEvidence.Text(service.Port),
            service.Label,
            opening.InternalAddress!);

    /// <summary>The machine itself, measured again; that the list has it no longer does not show that nothing else lets it in.</summary>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => now.Asked(Recheck.PortsOf(gone.Target)) && Recheck.IsOf(router, gone.Target);
}
