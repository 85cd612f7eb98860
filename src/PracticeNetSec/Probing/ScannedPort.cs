// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;

namespace PracticeNetSec.Probing;

/// <summary>One port of one address in a scan's file.</summary>
/// <param name="Address">IPv4 or IPv6 address.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="IsUdp">True for UDP, false for TCP.</param>
/// <param name="State">What was found.</param>
/// <param name="SeenAt">When; the beginning of time where the file does not say so.</param>
internal sealed record ScannedPort(string Address, int Port, bool IsUdp, PortState State, DateTimeOffset SeenAt)
{
    /// <summary>The name that the caller of the scanner gave; null where there is none.</summary>
    public string? HostName { get; init; }

    /// <summary>The service by its own answer, in IANA's name; null where it was not asked.</summary>
    public string? Service { get; init; }
}
