// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>What a TCP connection attempt came to (RFC 9293 §3.10.7). The numbers are stable.</summary>
public enum PortState
{
    /// <summary>No answer within the time-out, retries included: something drops the packets, or nothing is there.</summary>
    Filtered = 0,

    /// <summary>The connection was accepted.</summary>
    Open = 1,

    /// <summary>The connection was accepted and then reset: a service listens, but turned us away. Still reachable.</summary>
    OpenReset = 2,

    /// <summary>The attempt was answered with RST: the host is reachable, nothing listens there.</summary>
    Closed = 3,

    /// <summary>A router or the local stack said that there is no way (ICMP type 3).</summary>
    Unreachable = 4,
}
