// SPDX-License-Identifier: MIT
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

/// <summary>Kinds of share ([MS-SMB2] 2.2.10).</summary>
internal enum TreeType : byte
{
    Disk = 1,
    Pipe = 2,
    Print = 3,
}

/// <summary>TREE_CONNECT response ([MS-SMB2] 2.2.10).</summary>
/// <param name="Type">What kind of share it is.</param>
/// <param name="EncryptionRequired">SMB2_SHAREFLAG_ENCRYPT_DATA.</param>
/// <param name="MaximalAccess">The share permission of this session.</param>
internal sealed record TreeConnectResponse(TreeType Type, bool EncryptionRequired, AccessMask MaximalAccess)
{
    private const uint EncryptData = 0x00008000;

    private const uint DfsFlags = 0x00000003; // SMB2_SHAREFLAG_DFS, SMB2_SHAREFLAG_DFS_ROOT
    private const uint DfsCapability = 0x00000008;

    /// <summary>Part of a distributed file system: what lies below may live on other servers, which are not asked.</summary>
    public bool IsDfs { get; init; }

    /// <exception cref="SmbFormatException">Not a TREE_CONNECT response.</exception>
    public static TreeConnectResponse Decode(Smb2Response response)
    {
        WireReader reader = response.Body(16);
        TreeType type = (TreeType)reader.ReadByte();
        if (type is not (TreeType.Disk or TreeType.Pipe or TreeType.Print))
        {
            throw new SmbFormatException($"Share type {(byte)type}.");
        }

        reader.Skip(1);
        uint flags = reader.ReadUInt32();
        uint capabilities = reader.ReadUInt32();
        return new TreeConnectResponse(type, (flags & EncryptData) != 0, (AccessMask)reader.ReadUInt32())
        {
            IsDfs = (flags & DfsFlags) != 0 || (capabilities & DfsCapability) != 0,
        };
    }
}

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
