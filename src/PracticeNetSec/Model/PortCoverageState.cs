// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Model;

/// <summary>What a deciding port came to. The numbers are stable and rise with what is known.</summary>
public enum PortCoverageState
{
    /// <summary>It was not asked from where the answer shows something about the Internet.</summary>
    NotMeasured = 0,

    /// <summary>A router or this machine said that there is no way (ICMP type 3), or an error of this machine prevented the measurement.</summary>
    Unreachable = 1,

    /// <summary>No answer: a packet filter drops the packets, or nothing is there.</summary>
    Silent = 2,

    /// <summary>Answered with RST (RFC 9293 §3.10.7).</summary>
    Refused = 3,

    /// <summary>The connection was accepted.</summary>
    Answered = 4,
}
