// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>SMB_COM_TREE_DISCONNECT ([MS-CIFS] 2.2.4.51).</summary>
internal sealed class TreeDisconnect : Smb1Request
{
    public override Smb1Command Command => Smb1Command.TreeDisconnect;

    private protected override void WriteParameters(WireWriter writer)
    {
    }
}
