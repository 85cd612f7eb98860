// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Smb.Client;

/// <summary>How SMB messages are framed over TCP.</summary>
internal enum SmbFraming
{
    /// <summary>Direct TCP, port 445: a four-byte length before each message ([MS-SMB2] 2.1).</summary>
    DirectTcp = 0,

    /// <summary>NetBIOS over TCP, port 139: the same length, after a session request (RFC 1002 §4.3).</summary>
    NetBios = 1,
}
