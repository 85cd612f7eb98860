// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;

namespace PracticeNetSec.Probing;

/// <summary>One host of an nmap run.</summary>
public sealed class NmapHost
{
    /// <summary>IPv4 or IPv6 address.</summary>
    public string Address { get; set; } = "";

    /// <summary>Name the scan was given or found; null when there is none.</summary>
    public string? HostName { get; set; }

    /// <summary>Ports with a known state, ascending as nmap lists them.</summary>
    public IReadOnlyList<PortResult> Ports { get; set; } = Array.Empty<PortResult>();

    /// <summary>What nmap's scripts found on its ports; empty when none ran.</summary>
    public IReadOnlyList<NmapScript> Scripts { get; set; } = Array.Empty<NmapScript>();

    /// <summary>False for a kind of scan that shows no states of ports, only conclusions from the behaviour of some systems: its ports are left out.</summary>
    public bool IsConclusive { get; set; } = true;

    /// <summary>Who scanned, as sources name it.</summary>
    internal string Scanner { get; set; } = "nmap";

    /// <summary>UDP ports that answered.</summary>
    internal IReadOnlyList<int> UdpPorts { get; set; } = Array.Empty<int>();

    /// <summary>Ports with a known state, those that are not kept included.</summary>
    internal int StatedPorts { get; set; }

    /// <summary>When the host's scan began.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When the host's scan ended.</summary>
    public DateTimeOffset EndedAt { get; set; }
}
