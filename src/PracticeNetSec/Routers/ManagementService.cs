// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Routers;

/// <summary>A management service of the router itself, and whom its access list lets in.</summary>
public sealed class ManagementService
{
    /// <summary><c>telnet</c>, <c>snmp</c>, <c>http</c>, <c>https</c>, <c>ssh</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>True when no entry of the list restricts the service: everyone who reaches the router may use it.</summary>
    public bool AllowedToEveryone { get; set; }

    /// <summary>Who is allowed otherwise: <c>address/mask</c>, <c>interface N</c>, or <c>address/mask on interface N</c>.</summary>
    public string[] AllowedTo { get; set; } = Array.Empty<string>();

    /// <inheritdoc/>
    public override string ToString() => AllowedToEveryone ? $"{Name}: everyone" : $"{Name}: {string.Join(", ", AllowedTo)}";
}
