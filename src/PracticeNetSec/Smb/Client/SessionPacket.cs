// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Smb.Client;

/// <summary>Packet types of the NetBIOS session service (RFC 1002 §4.3.1).</summary>
internal enum SessionPacket : byte
{
    Message = 0x00,
    Request = 0x81,
    PositiveResponse = 0x82,
    NegativeResponse = 0x83,
    Retarget = 0x84,
    KeepAlive = 0x85,
}
