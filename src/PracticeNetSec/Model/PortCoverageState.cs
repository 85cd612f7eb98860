// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Model;

/// <summary>The state of a deciding port. The numbers are stable and rise with the information gained.</summary>
public enum PortCoverageState
{
    /// <summary>It was not probed from a vantage point that shows something about the Internet.</summary>
    NotMeasured = 0,

    /// <summary>A router or this machine reported no route (ICMP type 3), or an error of this machine prevented the measurement.</summary>
    Unreachable = 1,

    /// <summary>No answer: a packet filter drops the packets, or nothing is there.</summary>
    Silent = 2,

    /// <summary>Answered with RST (RFC 9293 §3.10.7).</summary>
    Refused = 3,

    /// <summary>The connection was accepted.</summary>
    Answered = 4,
}
