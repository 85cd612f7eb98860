// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Net;

namespace PracticeNetSec.Routers;

/// <summary>
/// What shows that a line has IPv6, and what is known of what it lets in. Behind the router every machine may have a global address of
/// its own: no forward is needed to reach it, only a firewall that allows it.
/// </summary>
public sealed class IPv6Status
{
    /// <summary>Global addresses that the router reports as its own.</summary>
    public string[] Addresses { get; set; } = Array.Empty<string>();

    /// <summary>The prefix that the provider delegated, as the router reports it: address/length. Null where it reports none.</summary>
    public string? Prefix { get; set; }

    /// <summary>Whether the router filters what comes in over IPv6 (WANIPv6FirewallControl:1 §2.2.1); null where it does not report it.</summary>
    public bool? FirewallEnabled { get; set; }

    /// <summary>Whether machines inside may open that filter themselves (WANIPv6FirewallControl:1 §2.2.2); null where the router does not report it.</summary>
    public bool? InboundPinholeAllowed { get; set; }

    /// <summary>Global addresses of machines behind the router, as the caller or the inventory names them; the name of one that the name service does not know here.</summary>
    public string[] Machines { get; set; } = Array.Empty<string>();

    /// <summary>Those of which the state of every deciding port is known, measured from outside.</summary>
    public string[] KnownMachines { get; set; } = Array.Empty<string>();

    /// <summary>
    /// Global addresses inside: those that the router lately exchanged packets with (ipNetToPhysicalTable, RFC 4293), and those of this
    /// machine where it is inside. They show that the line has IPv6; they are not measured, and change with privacy extensions (RFC 8981).
    /// </summary>
    public string[] Neighbours { get; set; } = Array.Empty<string>();

    /// <summary>What the router reports to let in over IPv6, each with the machine that it leads to; the list need not hold all of them.</summary>
    public PortForward[] Openings { get; set; } = Array.Empty<PortForward>();

    /// <summary>True where the router offers to report about IPv6 and did not answer: whether the line has it is then not known.</summary>
    public bool IsUnanswered { get; set; }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Addresses.Append(Prefix).OfType<string>().Concat(Machines));

    /// <summary>Names of machines whose addresses are not known here.</summary>
    internal string[] UnknownMachines => Machines.Where(machine => !HostAddress.IsVersion6(machine)).ToArray();

    /// <summary>True where machines were named, everything that decides is known of each, and the router lets in to no other one.</summary>
    internal bool IsExamined => Machines.Length > 0
        && Machines.Concat(Openings.Where(opening => opening.IsInForce).Select(opening => opening.InternalAddress)).All(machine => KnownMachines.Contains(machine, StringComparer.OrdinalIgnoreCase));

    /// <summary>Without what the device at the address reported of its own.</summary>
    internal IPv6Status Measured => new() { Machines = Machines, KnownMachines = KnownMachines };

    /// <summary>What several sources or views report together: a filter that one of them reports to be off is off.</summary>
    internal static IPv6Status Join(IEnumerable<IPv6Status> reported)
    {
        IPv6Status[] all = reported.ToArray();
        return new IPv6Status
        {
            Addresses = Distinct(all.SelectMany(status => status.Addresses)),
            Prefix = all.Select(status => status.Prefix).FirstOrDefault(prefix => prefix is not null),
            FirewallEnabled = all.Any(status => status.FirewallEnabled == false) ? false : all.Select(status => status.FirewallEnabled).FirstOrDefault(state => state is not null),
            InboundPinholeAllowed = all.Any(status => status.InboundPinholeAllowed == true) ? true : all.Select(status => status.InboundPinholeAllowed).FirstOrDefault(state => state is not null),
            IsUnanswered = all.Any(status => status.IsUnanswered) && all.All(status => status.Addresses.Length == 0 && status.Prefix is null),
            Neighbours = Distinct(all.SelectMany(status => status.Neighbours)),
            Openings = PortForward.Distinct(all.SelectMany(status => status.Openings)).ToArray(),
            Machines = Distinct(all.SelectMany(status => status.Machines)),
            KnownMachines = Distinct(all.SelectMany(status => status.KnownMachines)),
        };
    }

    private static string[] Distinct(IEnumerable<string> addresses) => addresses.Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
}
