// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Routers;

/// <summary>A live NAT session. An incoming one to 445 is evidence of access.</summary>
public sealed class NatSession
{
    /// <summary><c>tcp</c>, <c>udp</c> or another IP protocol's name.</summary>
    public string Protocol { get; set; } = "";

    /// <summary><c>incoming</c> or <c>outgoing</c>.</summary>
    public string Direction { get; set; } = "";

    /// <summary>Internal address.</summary>
    public string InternalAddress { get; set; } = "";

    /// <summary>Internal port.</summary>
    public int InternalPort { get; set; }

    /// <summary>Address on the WAN side; null when the source does not report it.</summary>
    public string? ExternalAddress { get; set; }

    /// <summary>Port on the WAN side.</summary>
    public int ExternalPort { get; set; }

    /// <summary>The remote address.</summary>
    public string RemoteAddress { get; set; } = "";

    /// <summary>The remote port.</summary>
    public int RemotePort { get; set; }

    /// <summary>Age of the session, as the router states it.</summary>
    public TimeSpan? Age { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Direction} {Protocol} {RemoteAddress}:{RemotePort} -> {InternalAddress}:{InternalPort}";
}
