// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Smb.Rpc;

/// <summary>
/// A question for a remote procedure (C706 §12.6, [MS-RPCE]). The two that exist, <see cref="RpcBind"/> and
/// <see cref="ShareEnumRequest"/>, change nothing; the procedures of [MS-SRVS] that would are not written.
/// </summary>
internal abstract class RpcRequest
{
    /// <summary>Largest fragment we take, in bytes: what Windows and Samba send over a pipe.</summary>
    public const ushort MaxFragment = 5840;

    public const int HeaderLength = 16;

    private readonly uint _callId;

    private protected RpcRequest(uint callId) => _callId = callId;

    private protected abstract RpcPacket Type { get; }

    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Byte(5); // rpc_vers
        writer.Byte(0); // rpc_vers_minor
        writer.Byte((byte)Type);
        writer.Byte((byte)(RpcFlags.FirstFragment | RpcFlags.LastFragment));
        writer.UInt32(0x00000010); // packed_drep: little-endian, ASCII, IEEE
        int length = writer.Position;
        writer.UInt16(0);
        writer.UInt16(0); // auth_length
        writer.UInt32(_callId);
        WriteBody(writer);
        writer.PatchUInt16(length, writer.Position);
        return writer.ToArray();
    }

    private protected abstract void WriteBody(WireWriter writer);
}

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

/// <summary>pfc_flags (C706 §12.6.3.1).</summary>
[Flags]
internal enum RpcFlags : byte
{
    None = 0,
    FirstFragment = 0x01,
    LastFragment = 0x02,
}

/// <summary>Binds to the server service in NDR ([MS-SRVS] 2.1, C706 §12.6.4.3).</summary>
internal sealed class RpcBind : RpcRequest
{
    private static readonly Guid SrvsvcClient = new("4b324fc8-1670-01d3-1278-5a47bf6ee188");
    private static readonly Guid Ndr = new("8a885d04-1ceb-11c9-9fe8-08002b104860");

    public RpcBind(uint callId)
        : base(callId)
    {
    }

    private protected override RpcPacket Type => RpcPacket.Bind;

    private protected override void WriteBody(WireWriter writer)
    {
        writer.UInt16(MaxFragment); // max_xmit_frag
        writer.UInt16(MaxFragment); // max_recv_frag
        writer.UInt32(0); // assoc_group_id
        writer.UInt32(1); // one presentation context
        writer.UInt16(0); // p_cont_id
        writer.UInt16(1); // one transfer syntax
        writer.Bytes(SrvsvcClient.ToByteArray());
        writer.UInt32(3); // version 3.0
        writer.Bytes(Ndr.ToByteArray());
        writer.UInt32(2); // version 2.0
    }
}
