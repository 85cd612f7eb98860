// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Model;

/// <summary>The state of a deciding port. The numbers rise with the information gained.</summary>
public enum PortCoverageState
{
    /// <summary>It was not probed from a vantage point that shows something about the Internet.</summary>
    NotMeasured = 0,

    /// <summary>A router or this machine reported no route (ICMP type 3), or an error of this machine prevented the measurement.</summary>
    Unreachable = 1,

    /// <summary>
    /// Silent or refused, and the host did not answer on a known port afterwards: something may block the measurement.
    /// </summary>
    Unconfirmed = 2,

    /// <summary>
    /// Silent or refused, and this vantage point was not shown to carry the port: a provider, firewall or proxy on the way may be
    /// the cause.
    /// </summary>
    Unproven = 3,

    /// <summary>Silent, while the host answered on a known port afterwards and the vantage point carries the port: a packet filter drops the packets.</summary>
    Filtered = 4,

    /// <summary>Answered with RST (RFC 9293 §3.10.7), under the same conditions.</summary>
    Refused = 5,

    /// <summary>The connection was accepted.</summary>
    Answered = 6,
}
