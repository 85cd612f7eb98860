// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>SMB_COM_LOGOFF_ANDX ([MS-CIFS] 2.2.4.54).</summary>
internal sealed class LogoffAndX : Smb1Request
{
    public override Smb1Command Command => Smb1Command.LogoffAndX;

    private protected override void WriteParameters(WireWriter writer) => WriteNoAndX(writer);
}
