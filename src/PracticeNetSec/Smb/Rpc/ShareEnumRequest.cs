// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Rpc;

/// <summary>NetrShareEnum, level 1 ([MS-SRVS] 3.1.4.8): names, kinds and comments of all shares.</summary>
internal sealed class ShareEnumRequest : RpcRequest
{
    private const ushort NetrShareEnum = 15;
    private const uint Level = 1;
    private const uint Referent = 0x00020000;

    private readonly string _server;
    private readonly uint _resume;

    /// <param name="callId">Number of the call.</param>
    /// <param name="server">Name or address of the server, as in the tree's path.</param>
    /// <param name="resume">0, or the handle of the answer before.</param>
    public ShareEnumRequest(uint callId, string server, uint resume)
        : base(callId)
    {
        _server = @"\\" + server;
        _resume = resume;
    }

    private protected override RpcPacket Type => RpcPacket.Request;

    private protected override void WriteBody(WireWriter writer)
    {
        int hint = writer.Position;
        writer.UInt32(0); // alloc_hint
        writer.UInt16(0); // p_cont_id
        writer.UInt16(NetrShareEnum);
        int stub = writer.Position;

        // ServerName: unique pointer to a conformant varying string with its terminator (C706 §14.3.4).
        writer.UInt32(Referent);
        uint characters = (uint)_server.Length + 1;
        writer.UInt32(characters);
        writer.UInt32(0);
        writer.UInt32(characters);
        writer.Utf16(_server + "\0");
        writer.Align(4, stub);

        // InfoStruct: level 1 with an empty container.
        writer.UInt32(Level);
        writer.UInt32(Level);
        writer.UInt32(Referent + 4);
        writer.UInt32(0); // EntriesRead
        writer.UInt32(0); // Buffer: null
        writer.UInt32(uint.MaxValue); // PreferedMaximumLength: all of them
        writer.UInt32(Referent + 8);
        writer.UInt32(_resume);
        writer.PatchUInt32(hint, writer.Position - stub);
    }
}
