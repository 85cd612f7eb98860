// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>SMB_COM_READ_ANDX of an open pipe: the next part of an answer ([MS-CIFS] 2.2.4.42). Files are never opened for reading.</summary>
internal sealed class ReadAndX(ushort fileId) : Smb1Request
{
    public override Smb1Command Command => Smb1Command.ReadAndX;

    private protected override void WriteParameters(WireWriter writer)
    {
        WriteNoAndX(writer);
        writer.UInt16(fileId);
        writer.UInt32(0); // Offset
        writer.UInt16(RpcRequest.MaxFragment);
        writer.UInt16(0); // MinCountOfBytesToReturn
        writer.UInt32(0); // Timeout
        writer.UInt16(0); // Remaining
    }
}
