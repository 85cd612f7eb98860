// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Rpc;

namespace PracticeNetSec.Smb.Messages;

/// <summary>
/// IOCTL with FSCTL_PIPE_TRANSCEIVE, which puts one question into a pipe and takes the answer out
/// ([MS-SMB2] 2.2.31, [MS-FSCC] 2.3.53). It carries nothing but an <see cref="RpcRequest"/>.
/// </summary>
internal sealed class PipeTransceiveRequest : Smb2Request
{
    private const int FixedLength = 56;
    private const uint PipeTransceive = 0x0011C017;
    private const uint IsFsctl = 0x00000001;

    private readonly Smb2FileId _pipe;
    private readonly RpcRequest _question;

    public PipeTransceiveRequest(Smb2FileId pipe, RpcRequest question)
    {
        _pipe = pipe;
        _question = question;
    }

    public override Smb2Command Command => Smb2Command.Ioctl;

    public override void WriteBody(WireWriter writer, int header)
    {
        byte[] question = _question.Encode();
        writer.UInt16(57);
        writer.UInt16(0);
        writer.UInt32(PipeTransceive);
        _pipe.Write(writer);
        writer.UInt32(CompoundRequest.HeaderLength + FixedLength);
        writer.UInt32((uint)question.Length);
        writer.UInt32(0); // MaxInputResponse
        writer.UInt32(0); // OutputOffset
        writer.UInt32(0); // OutputCount
        writer.UInt32(RpcRequest.MaxFragment);
        writer.UInt32(IsFsctl);
        writer.UInt32(0);
        writer.Bytes(question);
    }
}

/// <summary>READ, of the pipe only: the fragments of a long answer ([MS-SMB2] 2.2.19). No file is ever open to be read.</summary>
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
        writer.Byte(0); // StructureSize 49 counts one byte of a buffer we leave empty.
    }
}

/// <summary>What came out of the pipe ([MS-SMB2] 2.2.32, 2.2.20).</summary>
internal static class PipeResponse
{
    /// <summary>Output of either request. STATUS_BUFFER_OVERFLOW says that the rest is still in the pipe.</summary>
    /// <exception cref="SmbFormatException">Not such a response.</exception>
    public static byte[] Output(Smb2Response response) =>
        response.Command == Smb2Command.Read ? ReadOutput(response) : IoctlOutput(response);

    private static byte[] IoctlOutput(Smb2Response response)
    {
        WireReader reader = response.Body(49);
        reader.Skip(2 + 4 + 16 + 4 + 4); // Reserved, CtlCode, FileId, InputOffset, InputCount
        uint offset = reader.ReadUInt32();
        uint count = reader.ReadUInt32();
        return reader.Locate(offset, count).ToArray();
    }

    private static byte[] ReadOutput(Smb2Response response)
    {
        WireReader reader = response.Body(17);
        byte offset = reader.ReadByte();
        reader.Skip(1);
        uint length = reader.ReadUInt32();
        return reader.Locate(offset, length).ToArray();
    }
}
