// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>
/// CREATE, with a single use: to open what already exists ([MS-SMB2] 2.2.13). The disposition is FILE_OPEN and
/// nothing else, and FILE_DELETE_ON_CLOSE cannot be requested. There are three kinds: <see cref="OpenDirectoryRequest"/>,
/// which fails for a file, <see cref="OpenFileRequest"/>, for its attributes alone, and <see cref="OpenSrvsvcPipeRequest"/>.
/// </summary>
internal abstract class CreateRequest : Smb2Request
{
    private const int FixedLength = 56;
    private const uint Impersonation = 0x00000002;

    /// <summary>FILE_SHARE_READ, WRITE and DELETE: the open does not block other users.</summary>
    private const uint ShareWithAll = 0x00000007;
    private const uint FileOpen = 0x00000001;

    /// <summary>SMB2_CREATE_QUERY_MAXIMAL_ACCESS_REQUEST without a timestamp ([MS-SMB2] 2.2.13.2.5), alone in its list.</summary>
    private static readonly byte[] MaximalAccessContext =
    {
        0, 0, 0, 0, 16, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)'M', (byte)'x', (byte)'A', (byte)'c', 0, 0, 0, 0,
    };

    private protected CreateRequest()
    {
    }

    public sealed override Smb2Command Command => Smb2Command.Create;

    private protected abstract string Name { get; }

    private protected abstract AccessMask DesiredAccess { get; }

    /// <summary>FILE_DIRECTORY_FILE or FILE_NON_DIRECTORY_FILE.</summary>
    private protected abstract uint CreateOptions { get; }

    private protected abstract bool AskMaximalAccess { get; }

    public sealed override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(57);
        writer.Byte(0); // SecurityFlags
        writer.Byte(0); // RequestedOplockLevel: none, so the server never sends a break
        writer.UInt32(Impersonation);
        writer.UInt64(0); // SmbCreateFlags
        writer.UInt64(0);
        writer.UInt32((uint)DesiredAccess);
        writer.UInt32(0); // FileAttributes, relevant only when creating
        writer.UInt32(ShareWithAll);
        writer.UInt32(FileOpen);
        writer.UInt32(CreateOptions);
        writer.UInt16(CompoundRequest.HeaderLength + FixedLength);
        writer.UInt16(checked((ushort)(Name.Length * 2)));
        int contexts = writer.Position;
        writer.UInt32(0);
        writer.UInt32(0);
        writer.Utf16(Name);
        if (!AskMaximalAccess)
        {
            return;
        }

        writer.Align(8, header);
        writer.PatchUInt32(contexts, writer.Position - header);
        writer.PatchUInt32(contexts + 4, MaximalAccessContext.Length);
        writer.Bytes(MaximalAccessContext);
    }
}
