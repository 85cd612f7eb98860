// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Smb.Client;

/// <summary>What ended a conversation before its time.</summary>
internal enum SmbFailure
{
    /// <summary>No answer, or not a whole one, within the time a step has.</summary>
    TimedOut = 0,

    /// <summary>RST after the connection had been accepted.</summary>
    Reset = 1,

    /// <summary>The peer ended the connection in order (FIN).</summary>
    Closed = 2,

    /// <summary>RST instead of a connection.</summary>
    Refused = 3,

    /// <summary>No way there, by ICMP or the local stack.</summary>
    Unreachable = 4,

    /// <summary>The peer says something that SMB does not allow.</summary>
    Malformed = 5,

    /// <summary>An error of this machine or of a library on it, which says nothing about the peer.</summary>
    Local = 6,
}
