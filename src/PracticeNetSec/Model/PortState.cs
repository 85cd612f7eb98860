// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Model;

/// <summary>The result of a TCP connection attempt (RFC 9293 §3.10.7). The numbers are stable.</summary>
public enum PortState
{
    /// <summary>No answer within the timeout, retransmissions included: something drops the packets, or nothing is there.</summary>
    Filtered = 0,

    /// <summary>The connection was accepted.</summary>
    Open = 1,

    /// <summary>The connection was accepted and then reset: a service listens, but rejected the connection. Still reachable.</summary>
    OpenReset = 2,

    /// <summary>The attempt was answered with RST: the host is reachable, nothing listens there.</summary>
    Closed = 3,

    /// <summary>A router or the local stack reported that there is no route (ICMP type 3).</summary>
    Unreachable = 4,
}
