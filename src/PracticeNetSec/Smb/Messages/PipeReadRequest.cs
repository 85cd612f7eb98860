// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>READ, of the pipe only: the fragments of a long answer ([MS-SMB2] 2.2.19). No file is ever opened for reading.</summary>
internal sealed class PipeReadRequest : Smb2Request
{
    private readonly Smb2FileId _pipe;

    public PipeReadRequest(Smb2FileId pipe) => _pipe = pipe;

    public override Smb2Command Command => Smb2Command.Read;

    public override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(49);
        writer.Byte(0); // Padding
        writer.Byte(0); // Flags
        writer.UInt32(RpcRequest.MaxFragment);
        writer.UInt64(0); // Offset
        _pipe.Write(writer);
        writer.UInt32(0); // MinimumCount
        writer.UInt32(0); // Channel
        writer.UInt32(0); // RemainingBytes
        writer.UInt32(0); // ReadChannelInfoOffset, ReadChannelInfoLength
        writer.Byte(0); // StructureSize 49 counts one byte of an empty buffer.
    }
}
