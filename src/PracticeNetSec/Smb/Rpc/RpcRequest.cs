// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Rpc;

/// <summary>
/// A remote procedure call (C706 §12.6, [MS-RPCE]). The two that exist, <see cref="RpcBind"/> and
/// <see cref="ShareEnumRequest"/>, change nothing; the procedures of [MS-SRVS] that would are not implemented.
/// </summary>
internal abstract class RpcRequest
{
    /// <summary>Maximum fragment size, in bytes: what Windows and Samba send over a pipe.</summary>
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
