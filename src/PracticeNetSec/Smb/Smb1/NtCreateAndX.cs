// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>
/// SMB_COM_NT_CREATE_ANDX, with a single use: to open what exists ([MS-CIFS] 2.2.4.64). The disposition is FILE_OPEN and nothing else, and
/// FILE_DELETE_ON_CLOSE cannot be requested. It opens the root of a share for one right, or the pipe srvsvc.
/// </summary>
internal sealed class NtCreateAndX : Smb1Request
{
    private const uint Impersonation = 0x00000002;
    private const uint ShareWithAll = 0x00000007; // FILE_SHARE_READ, WRITE and DELETE
    private const uint FileOpen = 0x00000001;
    private const uint DirectoryFile = 0x00000001;
    private const uint NonDirectoryFile = 0x00000040;
    private const AccessMask OfPipe = AccessMask.ReadData | AccessMask.AddFile | AccessMask.ReadAttributes;

    private readonly string _name;
    private readonly AccessMask _access;
    private readonly uint _options;

    private NtCreateAndX(string name, AccessMask access, uint options) => (_name, _access, _options) = (name, access, options);

    public override Smb1Command Command => Smb1Command.NtCreateAndX;

    /// <summary>The pipe of the server service; writing to it sends a call.</summary>
    public static NtCreateAndX Srvsvc() => new(@"\srvsvc", OfPipe, NonDirectoryFile);

    /// <summary>The root of a share, for one of the rights that <see cref="Smb1Session"/> tries.</summary>
    public static NtCreateAndX Root(RootRight right) => new(@"\", (AccessMask)right, DirectoryFile);

    private protected override void WriteParameters(WireWriter writer)
    {
        WriteNoAndX(writer);
        writer.Byte(0);
        writer.UInt16(checked((ushort)(_name.Length * 2)));
        writer.UInt32(0); // Flags: no oplock
        writer.UInt32(0); // RootDirectoryFID
        writer.UInt32((uint)_access);
        writer.UInt64(0); // AllocationSize
        writer.UInt32(0); // ExtFileAttributes
        writer.UInt32(ShareWithAll);
        writer.UInt32(FileOpen);
        writer.UInt32(_options);
        writer.UInt32(Impersonation);
        writer.Byte(0); // SecurityFlags
    }

    private protected override void WriteData(WireWriter writer)
    {
        writer.Align(2);
        writer.Utf16(_name + "\0");
    }
}
