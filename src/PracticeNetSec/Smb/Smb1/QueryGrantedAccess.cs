// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>
/// SMB_COM_TRANSACTION2 with TRANS2_QUERY_FILE_INFORMATION for FileAccessInformation: what an open handle grants ([MS-CIFS] 2.2.6.8, [MS-SMB] 2.2.2.3.5 for
/// levels of Windows, [MS-FSCC] 2.4.1). No other subcommand can be sent.
/// </summary>
internal sealed class QueryGrantedAccess(ushort fileId) : Smb1Request
{
    private const ushort QueryFileInformation = 0x0007;
    private const ushort PassThrough = 1000;
    private const ushort FileAccessInformation = 8;
    private const int ParameterCount = 4;

    // Header, WordCount, 15 words, ByteCount, an empty name, padding to four bytes.
    private const int ParameterOffset = HeaderLength + 1 + 30 + 2 + 3;

    public override Smb1Command Command => Smb1Command.Transaction2;

    private protected override void WriteParameters(WireWriter writer)
    {
        writer.UInt16(ParameterCount); // TotalParameterCount
        writer.UInt16(0); // TotalDataCount
        writer.UInt16(2); // MaxParameterCount
        writer.UInt16(16); // MaxDataCount
        writer.Byte(0); // MaxSetupCount
        writer.Byte(0);
        writer.UInt16(0); // Flags
        writer.UInt32(0); // Timeout
        writer.UInt16(0);
        writer.UInt16(ParameterCount);
        writer.UInt16(ParameterOffset);
        writer.UInt16(0); // DataCount
        writer.UInt16(0); // DataOffset
        writer.Byte(1); // SetupCount
        writer.Byte(0);
        writer.UInt16(QueryFileInformation);
    }

    private protected override void WriteData(WireWriter writer)
    {
        writer.Byte(0); // Name
        writer.Align(4);
        writer.UInt16(fileId);
        writer.UInt16(PassThrough + FileAccessInformation);
    }
}
