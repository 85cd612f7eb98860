// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>
/// IOCTL with FSCTL_PIPE_TRANSCEIVE, which writes one request to a pipe and reads the response
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

    public override Smb2Request For(Smb2FileId opened) => new PipeTransceiveRequest(opened, _question);

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
