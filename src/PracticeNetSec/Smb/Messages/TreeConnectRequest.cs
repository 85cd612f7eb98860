// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>TREE_CONNECT to <c>\\server\share</c> ([MS-SMB2] 2.2.9).</summary>
internal sealed class TreeConnectRequest : Smb2Request
{
    private const int FixedLength = 8;
    private readonly string _path;

    public TreeConnectRequest(string server, string share) => _path = $@"\\{server}\{share}";

    public override Smb2Command Command => Smb2Command.TreeConnect;

    public override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(9);
        writer.UInt16(0);
        writer.UInt16(CompoundRequest.HeaderLength + FixedLength);
        writer.UInt16(checked((ushort)(_path.Length * 2)));
        writer.Utf16(_path);
    }
}
