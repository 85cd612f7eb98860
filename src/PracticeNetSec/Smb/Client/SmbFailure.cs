// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Smb.Client;

/// <summary>What ended a connection early.</summary>
internal enum SmbFailure
{
    /// <summary>No response, or an incomplete one, within the step timeout.</summary>
    TimedOut = 0,

    /// <summary>RST after the connection had been accepted.</summary>
    Reset = 1,

    /// <summary>The peer closed the connection (FIN).</summary>
    Closed = 2,

    /// <summary>RST in response to the SYN.</summary>
    Refused = 3,

    /// <summary>Unreachable, reported by ICMP or the local stack.</summary>
    Unreachable = 4,

    /// <summary>The peer violates the protocol.</summary>
    Malformed = 5,

    /// <summary>An error of this machine or of a library on it, which says nothing about the peer.</summary>
    Local = 6,
}
