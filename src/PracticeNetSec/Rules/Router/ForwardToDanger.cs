// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A forward that leads to services that must stay inside.</summary>
/// <param name="Forward">The forward.</param>
/// <param name="Pairs">Ports outside, each with the dangerous service inside (or, untranslated, outside) that it leads to.</param>
/// <param name="Open">Those that were measured open.</param>
/// <param name="IsForEveryone">Whether it, alone or with other forwards of the same port, lets everybody through.</param>
internal sealed record ForwardToDanger(PortForward Forward, IReadOnlyList<ForwardedService> Pairs, IReadOnlyList<PortResult> Open, bool IsForEveryone)
{
    /// <summary>Every such forward in force.</summary>
    public static IEnumerable<ForwardToDanger> All(RouterEvidence evidence) =>
        from forward in evidence.ForwardsInForce
        let pairs = DangerousServicesOf(forward).ToArray()
        where pairs.Length > 0
        select new ForwardToDanger(
            forward,
            pairs,
            pairs.Where(pair => pair.Service.Protocol == ServiceNames.Tcp).Select(pair => evidence.OpenPort(pair.Outside)).OfType<PortResult>().ToArray(),
            pairs.Any(pair => evidence.IsForEveryone(pair.Service.Protocol, pair.Outside)));

    /// <summary>
    /// Ports of such services that were measured open although the forward to them names the only senders: this machine is one of them, or
    /// the router lets others in as well.
    /// </summary>
    public static int[] OpenThoughRestricted(RouterEvidence evidence) => All(evidence).Where(found => !found.IsForEveryone).SelectMany(found => found.Open).Select(port => port.Port)
        .Except(All(evidence).Where(found => found.IsForEveryone).SelectMany(found => found.Open).Select(port => port.Port)).OrderBy(port => port).ToArray();

    private static IEnumerable<ForwardedService> DangerousServicesOf(PortForward forward) =>
        from service in ServiceNames.DangerousServices
        where forward.Carries(service.Protocol)
        let outside = forward.OutsideOf(service.Port)
        where outside is not null
        select new ForwardedService(outside.Value, service);
}

/// <summary>A port outside and the service inside that it leads to.</summary>
/// <param name="Outside">Port outside.</param>
/// <param name="Service">The service, by the number of its port inside.</param>
internal sealed record ForwardedService(int Outside, PortService Service)
{
    /// <summary>The port outside; of UDP with its protocol: <c>161/udp</c>.</summary>
    public override string ToString() => Service.Protocol == ServiceNames.Tcp ? RouterEvidence.Text(Outside) : $"{RouterEvidence.Text(Outside)}/{Service.Protocol}";
}
