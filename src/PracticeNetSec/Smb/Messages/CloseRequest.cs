// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>CLOSE ([MS-SMB2] 2.2.15).</summary>
internal sealed class CloseRequest : Smb2Request
{
    private readonly Smb2FileId _file;

    public CloseRequest(Smb2FileId file) => _file = file;

    public override Smb2Command Command => Smb2Command.Close;

    public override Smb2Request For(Smb2FileId opened) => new CloseRequest(opened);

    public override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(24);
        writer.UInt16(0);
        writer.UInt32(0);
        _file.Write(writer);
    }
}
