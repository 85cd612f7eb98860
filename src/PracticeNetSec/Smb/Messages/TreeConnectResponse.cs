// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>TREE_CONNECT response ([MS-SMB2] 2.2.10).</summary>
/// <param name="Type">What kind of share it is.</param>
/// <param name="EncryptionRequired">SMB2_SHAREFLAG_ENCRYPT_DATA.</param>
/// <param name="MaximalAccess">The share permission of this session.</param>
internal sealed record TreeConnectResponse(TreeType Type, bool EncryptionRequired, AccessMask MaximalAccess)
{
    private const uint EncryptData = 0x00008000;

    private const uint DfsFlags = 0x00000003; // SMB2_SHAREFLAG_DFS, SMB2_SHAREFLAG_DFS_ROOT
    private const uint DfsCapability = 0x00000008;

    /// <summary>Part of a distributed file system: content below may be on other servers, which are not queried.</summary>
    public bool IsDfs { get; init; }

    /// <exception cref="SmbFormatException">Not a TREE_CONNECT response.</exception>
    public static TreeConnectResponse Decode(Smb2Response response)
    {
        WireReader reader = response.Body(16);
        TreeType type = (TreeType)reader.ReadByte();
        if (type is not (TreeType.Disk or TreeType.Pipe or TreeType.Print))
        {
            throw new SmbFormatException(EvidenceOf.MalformedField("TREE_CONNECT.ShareType", (byte)type));
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
