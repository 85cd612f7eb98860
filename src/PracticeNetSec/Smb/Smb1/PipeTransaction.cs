// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Rpc;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>SMB_COM_TRANSACTION with TRANS_TRANSACT_NMPIPE: one call over an open pipe, and the first part of its answer ([MS-CIFS] 2.2.5.6).</summary>
internal sealed class PipeTransaction(ushort fileId, RpcRequest call) : Smb1Request
{
    private const ushort TransactNamedPipe = 0x0026;
    private const string Name = "\\PIPE\\\0";

    // Header, WordCount, 16 words, ByteCount, padding, name, padding to four bytes.
    private const int DataOffset = HeaderLength + 1 + 32 + 2 + 1 + 14 + 2;

    private readonly byte[] _data = call.Encode();

    public override Smb1Command Command => Smb1Command.Transaction;

    private protected override void WriteParameters(WireWriter writer)
    {
        writer.UInt16(0); // TotalParameterCount
        writer.UInt16(checked((ushort)_data.Length));
        writer.UInt16(0); // MaxParameterCount
        writer.UInt16(RpcRequest.MaxFragment);
        writer.Byte(0); // MaxSetupCount
        writer.Byte(0);
        writer.UInt16(0); // Flags
        writer.UInt32(0); // Timeout
        writer.UInt16(0);
        writer.UInt16(0); // ParameterCount
        writer.UInt16(DataOffset); // ParameterOffset, of no bytes
        writer.UInt16((ushort)_data.Length);
        writer.UInt16(DataOffset);
        writer.Byte(2); // SetupCount
        writer.Byte(0);
        writer.UInt16(TransactNamedPipe);
        writer.UInt16(fileId);
    }

    private protected override void WriteData(WireWriter writer)
    {
        writer.Align(2);
        writer.Utf16(Name);
        writer.Align(4);
        writer.Bytes(_data);
    }
}
