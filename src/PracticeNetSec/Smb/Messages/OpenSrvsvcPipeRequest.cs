// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Smb.Messages;

/// <summary>
/// CREATE, of which we know one use: to open what is there already ([MS-SMB2] 2.2.13). The disposition is FILE_OPEN and
/// nothing else, and FILE_DELETE_ON_CLOSE cannot be asked for. There are two kinds: <see cref="OpenDirectoryRequest"/>,
/// which a file fails, and <see cref="OpenSrvsvcPipeRequest"/>.
/// </summary>
internal abstract class CreateRequest : Smb2Request
{
    private const int FixedLength = 56;
    private const uint Impersonation = 0x00000002;

    /// <summary>FILE_SHARE_READ, WRITE and DELETE: our being there disturbs nobody.</summary>
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
        writer.Byte(0); // RequestedOplockLevel: none, so the server never has to call us back
        writer.UInt32(Impersonation);
        writer.UInt64(0); // SmbCreateFlags
        writer.UInt64(0);
        writer.UInt32((uint)DesiredAccess);
        writer.UInt32(0); // FileAttributes, which matter only to what is created
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

/// <summary>Opens the root of a share or a directory below it, and asks what the session could do there at most.</summary>
internal sealed class OpenDirectoryRequest : CreateRequest
{
    private const uint DirectoryFile = 0x00000001;

    /// <param name="path">Empty for the root, otherwise names joined by <c>\</c>.</param>
    /// <param name="access">How to open it.</param>
    public OpenDirectoryRequest(string path, DirectoryOpening access)
    {
        Name = path;
        DesiredAccess = access switch
        {
            DirectoryOpening.ToList => AccessMask.ReadData | AccessMask.ReadAttributes | AccessMask.Synchronize,
            DirectoryOpening.ToAsk => AccessMask.ReadAttributes | AccessMask.Synchronize,
            _ => AccessMask.MaximumAllowed,
        };
    }

    private protected override string Name { get; }

    private protected override AccessMask DesiredAccess { get; }

    private protected override uint CreateOptions => DirectoryFile;

    private protected override bool AskMaximalAccess => true;
}

/// <summary>The ways in which a directory is opened.</summary>
internal enum DirectoryOpening
{
    /// <summary>FILE_LIST_DIRECTORY and FILE_READ_ATTRIBUTES: no more than looking needs. The handle could change nothing.</summary>
    ToList = 0,

    /// <summary>FILE_READ_ATTRIBUTES alone: succeeds in a directory that takes files and shows none, such as a letter box.</summary>
    ToAsk = 1,

    /// <summary>MAXIMUM_ALLOWED: succeeds where anything at all is granted, and the handle tells what.</summary>
    WithAllThatIsGranted = 2,
}

/// <summary>Opens <c>\PIPE\srvsvc</c> in the share IPC$ ([MS-SRVS] 2.1).</summary>
internal sealed class OpenSrvsvcPipeRequest : CreateRequest
{
    private const uint NonDirectoryFile = 0x00000040;

    private protected override string Name => "srvsvc";

    /// <summary>FILE_READ_DATA, FILE_WRITE_DATA and attributes: a pipe is asked by writing the question into it.</summary>
    private protected override AccessMask DesiredAccess => AccessMask.ReadData | AccessMask.AddFile
        | AccessMask.ReadAttributes | AccessMask.ReadControl | AccessMask.Synchronize;

    private protected override uint CreateOptions => NonDirectoryFile;

    private protected override bool AskMaximalAccess => false;
}

/// <summary>CREATE response ([MS-SMB2] 2.2.14).</summary>
/// <param name="FileId">Handle of what was opened.</param>
/// <param name="MaximalAccess">From the MxAc context (2.2.14.2.5); null where the server gave none or could not tell.</param>
internal sealed record CreateResponse(Smb2FileId FileId, AccessMask? MaximalAccess)
{
    private const uint FileOpened = 0x00000001;
    private const int ContextHeaderLength = 16;

    /// <summary>Contexts looked at; we asked for one.</summary>
    private const int MaxContexts = 16;

    /// <exception cref="SmbFormatException">Not the response to an open.</exception>
    public static CreateResponse Decode(Smb2Response response)
    {
        WireReader reader = response.Body(89);
        reader.Skip(2); // OplockLevel, Flags
        uint action = reader.ReadUInt32();
        if (action != FileOpened)
        {
            throw new SmbFormatException($"CreateAction {action} where only FILE_OPENED was asked for.");
        }

        reader.Skip((4 * 8) + 8 + 8 + 4 + 4); // times, AllocationSize, EndofFile, FileAttributes, Reserved2
        Smb2FileId fileId = Smb2FileId.Read(ref reader);
        uint offset = reader.ReadUInt32();
        uint length = reader.ReadUInt32();
        return new CreateResponse(fileId, FindMaximalAccess(reader.Locate(offset, length)));
    }

    private static AccessMask? FindMaximalAccess(ReadOnlySpan<byte> contexts)
    {
        for (int i = 0; i < MaxContexts && contexts.Length >= ContextHeaderLength; i++)
        {
            WireReader reader = new(contexts);
            uint next = reader.ReadUInt32();
            ushort nameOffset = reader.ReadUInt16();
            ushort nameLength = reader.ReadUInt16();
            reader.Skip(2);
            ushort dataOffset = reader.ReadUInt16();
            uint dataLength = reader.ReadUInt32();
            if (reader.Locate(nameOffset, nameLength).SequenceEqual("MxAc"u8))
            {
                WireReader data = new(reader.Locate(dataOffset, dataLength));
                bool told = data.ReadUInt32() == NtStatus.Success.Value;
                AccessMask mask = (AccessMask)data.ReadUInt32();
                return told ? mask : null;
            }

            if (next == 0 || next > contexts.Length)
            {
                break;
            }

            contexts = contexts.Slice((int)next);
        }

        return null;
    }
}

/// <summary>CLOSE ([MS-SMB2] 2.2.15).</summary>
internal sealed class CloseRequest : Smb2Request
{
    private readonly Smb2FileId _file;

    public CloseRequest(Smb2FileId file) => _file = file;

    public override Smb2Command Command => Smb2Command.Close;

    public override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(24);
        writer.UInt16(0);
        writer.UInt32(0);
        _file.Write(writer);
    }
}
