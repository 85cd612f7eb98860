// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Rules;

namespace PracticeNetSec.Assessment;

/// <summary>
/// What is open or forwarded, and of which nobody knows what it is. Known are dangerous services, which have rules of their own, those
/// that practices mean to offer (web servers, VPN), ports that the inventory names, and services that said what they are.
/// One set of rules for ports measured outside and for the ports inside that forwards lead to.
/// </summary>
internal static class UnknownServices
{
    // Protocols of VPNs, and ICMP: they have no ports and lead to no file service.
    private static readonly string[] Portless = { "gre", "esp", "ah", "icmp", "igmp" };

    /// <summary>
    /// Ports measured open whose service is unknown, a web server among them whose page could not be read: it may list files. That a
    /// table leads them to a port of web servers does not show what answers there.
    /// </summary>
    public static int[] Measured(RouterEvidence evidence) => evidence.PortsFromOutside
        .Where(port => port.IsReachable && (port.IdentifiedService is null || port.IsPageUnread) && ServiceNames.Dangerous(port) is null)
        .Select(port => port.Port)
        .Where(port => !(evidence.Observed.Practice is Practice practice && IsNamed(practice, ServiceNames.Tcp, port)))
        .Distinct()
        .ToArray();

    /// <summary>Forwards in force and for everyone that lead to such a service.</summary>
    public static PortForward[] Forwarded(RouterEvidence evidence) => evidence.ForwardsInForce
        .Where(forward => !Portless.Contains(forward.Protocol) && evidence.IsForEveryone(forward) && !IsKnown(evidence, forward))
        .ToArray();

    /// <summary>Openings over IPv6 in force and for everyone that lead to such a service, unless the machine itself was measured there.</summary>
    public static PortForward[] Opened(RouterEvidence evidence) => evidence.Observed.IPv6.Openings
        .Where(opening => opening.IsInForce && opening.IsForEveryone && !Portless.Contains(opening.Protocol) && !IsKnownOpening(evidence, opening))
        .ToArray();

    private static bool IsKnownOpening(RouterEvidence evidence, PortForward opening) => Protocols(opening).Length > 0 && Protocols(opening).All(protocol =>
        Enumerable.Range(opening.InternalStart, opening.ExternalEnd - opening.ExternalStart + 1).All(port =>
            IsMeant(evidence, protocol, port, opening, port)
            || ServiceNames.IsDangerous(protocol, port)
            || (protocol == ServiceNames.Tcp && IsMeasured(evidence, opening.InternalAddress, port))));

    /// <summary>True where the machine was measured at the port, and nothing unknown answered.</summary>
    private static bool IsMeasured(RouterEvidence evidence, string? machine, int port)
    {
        PortResult[] there = evidence.PortsFromOutside.Where(measured => measured.Address == machine && measured.Port == port).ToArray();
        return there.Length > 0
            ? there.All(measured => IsDecided(evidence, measured))
            : evidence.Observed.IPv6.KnownMachines.Contains(machine, StringComparer.OrdinalIgnoreCase) && UnresolvedChecks.DecidingPorts.Contains(port);
    }

    private static bool IsKnown(RouterEvidence evidence, PortForward forward)
    {
        // Where both are forwarded, TCP is what leads to files: a VPN meant over UDP says nothing about it.
        string? protocol = Protocols(forward).FirstOrDefault();
        return protocol is not null && Enumerable.Range(forward.ExternalStart, forward.ExternalEnd - forward.ExternalStart + 1).All(outside =>
        {
            int inside = forward.InternalStart + outside - forward.ExternalStart;
            return IsMeant(evidence, protocol, outside, forward, inside)
                || ServiceNames.IsDangerous(protocol, inside)
                || (protocol == ServiceNames.Tcp && (SaidWhatItIs(evidence, forward, outside, inside) || IsUnreachable(evidence, forward, outside, inside)));
        });
    }

    /// <summary>True where a measurement shows what is behind the port.</summary>
    private static bool SaidWhatItIs(RouterEvidence evidence, PortForward forward, int outside, int inside) =>
        evidence.OpenPort(outside) is { IdentifiedService: not null, IsPageUnread: false }
        || evidence.Observed.Devices.Any(device => device.Address is not null && device.Address == forward.InternalAddress && device.Ports.Contains(inside));

    /// <summary>True where a measurement shows that the Internet does not reach it: at every line, and over UDP as well where the forward carries that.</summary>
    private static bool IsUnreachable(RouterEvidence evidence, PortForward forward, int outside, int inside) =>
        evidence.StateOf(outside) is PortCoverageState.Refused or PortCoverageState.Filtered
        && !UnresolvedChecks.HasUnmeasuredLine(evidence.Observed)
        && (!forward.Carries(ServiceNames.Udp) || IsMeant(evidence, ServiceNames.Udp, outside, forward, inside) || ServiceNames.IsDangerous(ServiceNames.Udp, inside));

    private static bool IsDecided(RouterEvidence evidence, PortResult measured) => measured.IsReachable
        ? measured.IdentifiedService is not null && !measured.IsPageUnread
        : PortEvidence.StateOf(measured, evidence.Observed.ProvenPorts) is PortCoverageState.Refused or PortCoverageState.Filtered;

    private static string[] Protocols(PortForward forward) => new[] { ServiceNames.Tcp, ServiceNames.Udp }.Where(forward.Carries).ToArray();

    private static bool IsMeant(RouterEvidence evidence, string protocol, int outside, PortForward forward, int inside) =>
        ServiceNames.IsExpected(protocol, inside) || (evidence.Observed.Practice is Practice practice && IsNamed(practice, protocol, outside, named => LeadsThere(named, outside, forward, inside)));

    /// <summary>Where the inventory names a port alone, any destination is meant; where it names the destination, that one.</summary>
    private static bool LeadsThere(PracticeForward named, int outside, PortForward forward, int inside) => named.InternalAddress is null
        || ((!IPAddress.TryParse(named.InternalAddress, out _) || named.InternalAddress == forward.InternalAddress)
            && inside == (named.InternalStart is int start ? start + outside - named.ExternalStart : outside));

    private static bool IsNamed(Practice practice, string protocol, int outside, Func<PracticeForward, bool>? leadsThere = null) =>
        (protocol == ServiceNames.Tcp && practice.IntendedPorts.Contains(outside) && (leadsThere is null || !practice.IntendedForwards.Any(forward => Covers(forward, protocol, outside))))
        || practice.IntendedForwards.Any(forward => Covers(forward, protocol, outside) && leadsThere?.Invoke(forward) != false);

    private static bool Covers(PracticeForward forward, string protocol, int outside) => forward.Protocol == protocol && forward.ExternalStart <= outside && outside <= forward.ExternalEnd;
}
