// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>QUERY_DIRECTORY: names, attributes and numbers of what lies in a directory ([MS-SMB2] 2.2.33).</summary>
internal sealed class QueryDirectoryRequest : Smb2Request
{
    private const int FixedLength = 32;
    private const byte FileIdFullDirectoryInformation = 0x26;
    private const string Everything = "*";

    private readonly Smb2FileId _directory;
    private readonly uint _maxOutput;

    /// <param name="directory">An open directory.</param>
    /// <param name="maxOutput">Maximum bytes of the response.</param>
    public QueryDirectoryRequest(Smb2FileId directory, uint maxOutput)
    {
        _directory = directory;
        _maxOutput = maxOutput;
    }

    public override Smb2Command Command => Smb2Command.QueryDirectory;

    public override Smb2Request For(Smb2FileId opened) => new QueryDirectoryRequest(opened, _maxOutput);

    public override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(33);
        writer.Byte(FileIdFullDirectoryInformation);
        writer.Byte(0); // Flags: continue where the last query ended
        writer.UInt32(0);
        _directory.Write(writer);
        writer.UInt16(CompoundRequest.HeaderLength + FixedLength);
        writer.UInt16((ushort)(Everything.Length * 2));
        writer.UInt32(_maxOutput);
        writer.Utf16(Everything);
    }
}
