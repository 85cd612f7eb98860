// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>SMB_COM_CLOSE, which leaves the time of the last change as it is ([MS-CIFS] 2.2.4.5).</summary>
internal sealed class Close(ushort fileId) : Smb1Request
{
    private const uint Unchanged = 0xFFFFFFFF;

    public override Smb1Command Command => Smb1Command.Close;

    private protected override void WriteParameters(WireWriter writer)
    {
        writer.UInt16(fileId);
        writer.UInt32(Unchanged);
    }
}
