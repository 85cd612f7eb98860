// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>QUERY_INFO, limited to two information classes ([MS-SMB2] 2.2.37).</summary>
internal sealed class QueryInfoRequest : Smb2Request
{
    private const int FixedLength = 40;
    private readonly Smb2FileId _file;
    private readonly InfoQuestion _question;

    public QueryInfoRequest(Smb2FileId file, InfoQuestion question)
    {
        _file = file;
        _question = question;
    }

    public override Smb2Command Command => Smb2Command.QueryInfo;

    public override Smb2Request For(Smb2FileId opened) => new QueryInfoRequest(opened, _question);

    public override void WriteBody(WireWriter writer, int header)
    {
        (byte type, byte infoClass, uint size) = _question == InfoQuestion.GrantedAccess
            ? ((byte)0x01, (byte)8, 4u)
            : ((byte)0x02, (byte)5, 1024u);
        writer.UInt16(41);
        writer.Byte(type);
        writer.Byte(infoClass);
        writer.UInt32(size);
        writer.UInt16(CompoundRequest.HeaderLength + FixedLength);
        writer.UInt16(0);
        writer.UInt32(0); // InputBufferLength
        writer.UInt32(0); // AdditionalInformation
        writer.UInt32(0); // Flags
        _file.Write(writer);
        writer.Byte(0); // StructureSize 41 counts one byte of an empty buffer.
    }
}
