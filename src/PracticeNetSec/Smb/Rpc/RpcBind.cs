// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Rpc;

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
