// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>TREE_DISCONNECT ([MS-SMB2] 2.2.11).</summary>
internal sealed class TreeDisconnectRequest : Smb2Request
{
    public override Smb2Command Command => Smb2Command.TreeDisconnect;

    public override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(4);
        writer.UInt16(0);
    }
}
