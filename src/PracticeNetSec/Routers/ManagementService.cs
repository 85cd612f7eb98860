// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers;

/// <summary>A management service of the router itself, and the sources its access list allows.</summary>
public sealed class ManagementService
{
    /// <summary><c>telnet</c>, <c>snmp</c>, <c>http</c>, <c>https</c>, <c>ssh</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>True when no entry of the list restricts the service: everyone who can reach the router may use it.</summary>
    public bool AllowedToEveryone { get; set; }

    /// <summary>The allowed sources otherwise, one entry each: a network, an interface, or a network on an interface.</summary>
    public Evidence[] AllowedTo { get; set; } = Array.Empty<Evidence>();

    /// <summary>Everyone, or the allowed sources.</summary>
    internal Evidence[] Clients => AllowedToEveryone ? new[] { EvidenceOf.ClientEveryone() } : AllowedTo;

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {string.Join(", ", (object[])Clients)}";
}
