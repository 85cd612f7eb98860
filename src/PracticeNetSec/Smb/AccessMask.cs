// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;

namespace PracticeNetSec.Smb;

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

    /// <summary>Any of these lets its holder change what is there.</summary>
    Writable = ChangesContent | Delete | WriteDac | WriteOwner | GenericWrite | GenericAll,
}

/// <summary>What a mask says, in the words of the specification.</summary>
internal static class AccessMaskText
{
    private static readonly (AccessMask Bit, string Name)[] Names =
    {
        (AccessMask.ReadData, "FILE_READ_DATA"),
        (AccessMask.AddFile, "FILE_ADD_FILE"),
        (AccessMask.AddSubdirectory, "FILE_ADD_SUBDIRECTORY"),
        (AccessMask.DeleteChild, "FILE_DELETE_CHILD"),
        (AccessMask.Delete, "DELETE"),
        (AccessMask.WriteDac, "WRITE_DAC"),
        (AccessMask.WriteOwner, "WRITE_OWNER"),
    };

    /// <summary>Generic rights spelt out by the mapping for files ([MS-DTYP] 2.4.3, [MS-SMB2] 2.2.13.1.2).</summary>
    public static AccessMask Expand(this AccessMask mask)
    {
        AccessMask all = mask;
        if ((mask & (AccessMask.GenericAll | AccessMask.GenericRead)) != 0)
        {
            all |= AccessMask.ReadData | AccessMask.ReadAttributes | AccessMask.ReadControl | AccessMask.Synchronize;
        }

        if ((mask & (AccessMask.GenericAll | AccessMask.GenericWrite)) != 0)
        {
            all |= AccessMask.AddFile | AccessMask.AddSubdirectory | AccessMask.Synchronize;
        }

        if ((mask & AccessMask.GenericAll) != 0)
        {
            all |= AccessMask.DeleteChild | AccessMask.Delete | AccessMask.WriteDac | AccessMask.WriteOwner;
        }

        return all & ~(AccessMask.GenericAll | AccessMask.GenericRead | AccessMask.GenericWrite | AccessMask.GenericExecute);
    }

    /// <summary>The rights of a mask that decide our judgement, by name; <c>nothing that matters</c> when there are none.</summary>
    public static string Describe(this AccessMask mask)
    {
        List<string> present = new();
        foreach ((AccessMask bit, string name) in Names)
        {
            if ((mask & bit) != 0)
            {
                present.Add(name);
            }
        }

        return present.Count == 0 ? "neither reading nor writing" : string.Join(", ", present);
    }

    public static string Hex(this AccessMask mask) => "0x" + ((uint)mask).ToString("X8", CultureInfo.InvariantCulture);
}
