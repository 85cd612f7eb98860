// SPDX-License-Identifier: MIT
using System;
using System.Linq;
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

    private static bool IsKnown(RouterEvidence evidence, PortForward forward)
    {
        // Where both are forwarded, TCP is what leads to files: a VPN meant over UDP says nothing about it.
        string? protocol = new[] { ServiceNames.Tcp, ServiceNames.Udp }.FirstOrDefault(forward.Carries);
        return protocol is not null && Enumerable.Range(forward.ExternalStart, forward.ExternalEnd - forward.ExternalStart + 1).All(outside =>
        {
            int inside = forward.InternalStart + outside - forward.ExternalStart;
            return IsMeant(evidence, protocol, outside, inside)
                || ServiceNames.IsDangerous(protocol, inside)
                || (protocol == ServiceNames.Tcp && SaidWhatItIs(evidence, forward, outside, inside));
        });
    }

    /// <summary>True where a measurement shows what is behind the port, or that the Internet does not reach it.</summary>
    private static bool SaidWhatItIs(RouterEvidence evidence, PortForward forward, int outside, int inside) =>
        evidence.OpenPort(outside) is { IdentifiedService: not null, IsPageUnread: false }
        || evidence.StateOf(outside) is PortCoverageState.Refused or PortCoverageState.Filtered
        || evidence.Observed.Devices.Any(device => device.Address is not null && device.Address == forward.InternalAddress && device.Ports.Contains(inside));

    private static bool IsMeant(RouterEvidence evidence, string protocol, int outside, int inside) =>
        ServiceNames.IsExpected(protocol, inside) || (evidence.Observed.Practice is Practice practice && IsNamed(practice, protocol, outside));

    private static bool IsNamed(Practice practice, string protocol, int outside) =>
        (protocol == ServiceNames.Tcp && practice.IntendedPorts.Contains(outside))
        || practice.IntendedForwards.Any(forward => forward.Protocol == protocol && forward.ExternalStart <= outside && outside <= forward.ExternalEnd);
}
