// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>LOGOFF ([MS-SMB2] 2.2.7): ends the session, with every tree and handle it holds.</summary>
internal sealed class LogoffRequest : Smb2Request
{
    public override Smb2Command Command => Smb2Command.Logoff;

    public override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(4);
        writer.UInt16(0);
    }
}
