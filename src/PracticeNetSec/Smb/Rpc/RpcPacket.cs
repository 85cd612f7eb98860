// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Smb.Rpc;

/// <summary>Packet types (C706 §12.6.4.4 and following) that occur here.</summary>
internal enum RpcPacket : byte
{
    Request = 0,
    Response = 2,
    Fault = 3,
    Bind = 11,
    BindAcknowledge = 12,
    BindRefused = 13,
}
