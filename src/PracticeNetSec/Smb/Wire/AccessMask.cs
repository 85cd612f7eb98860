// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Smb.Wire;

/// <summary>Rights on a directory or on a share ([MS-SMB2] 2.2.13.1.2, [MS-DTYP] 2.4.3).</summary>
[Flags]
internal enum AccessMask : uint
{
    None = 0,

    /// <summary>FILE_LIST_DIRECTORY on a directory, FILE_READ_DATA on a file: the same bit.</summary>
    ReadData = 0x00000001,
    AddFile = 0x00000002,
    AddSubdirectory = 0x00000004,
    Execute = 0x00000020,
    DeleteChild = 0x00000040,
    ReadAttributes = 0x00000080,
    Delete = 0x00010000,
    ReadControl = 0x00020000,
    WriteDac = 0x00040000,
    WriteOwner = 0x00080000,
    Synchronize = 0x00100000,
    MaximumAllowed = 0x02000000,
    GenericAll = 0x10000000,
    GenericExecute = 0x20000000,
    GenericWrite = 0x40000000,
    GenericRead = 0x80000000,

    /// <summary>Adding to a directory and deleting from it.</summary>
    ChangesContent = AddFile | AddSubdirectory | DeleteChild,

    /// <summary>Any of these on a directory allows changing what lies in it.</summary>
    Writable = ChangesContent | GenericWrite | GenericAll,

    /// <summary>FILE_WRITE_DATA and FILE_APPEND_DATA of a file: the bits of adding to a directory.</summary>
    ChangesFile = AddFile | AddSubdirectory,

    /// <summary>
    /// Rights that alone change nothing in a share: DELETE of its root deletes nothing while a share leads there, and Samba reports WRITE_DAC
    /// and WRITE_OWNER to users who then cannot use them.
    /// </summary>
    NotCounted = Delete | WriteDac | WriteOwner,
}
