// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>SMB_COM_TREE_CONNECT_ANDX, which asks for the share permission too ([MS-SMB] 2.2.4.7.1).</summary>
internal sealed class TreeConnectAndX(string server, string share) : Smb1Request
{
    private const ushort ExtendedResponse = 0x0008;

    public override Smb1Command Command => Smb1Command.TreeConnectAndX;

    private protected override void WriteParameters(WireWriter writer)
    {
        WriteNoAndX(writer);
        writer.UInt16(ExtendedResponse);
        writer.UInt16(1); // PasswordLength: one zero, which is none
    }

    private protected override void WriteData(WireWriter writer)
    {
        writer.Byte(0);
        writer.Align(2);
        writer.Utf16($@"\\{server}\{share}" + "\0");
        writer.Bytes("?????\0"u8); // any kind of share
    }
}
