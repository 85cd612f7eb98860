// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;

namespace PracticeNetSec.Smb.Wire;

/// <summary>The rights in a mask, by their names in the specification.</summary>
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

    /// <summary>The rights of a mask that decide the verdict, by name; <c>nothing that matters</c> when there are none.</summary>
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
