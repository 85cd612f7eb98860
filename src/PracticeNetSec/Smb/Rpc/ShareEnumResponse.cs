// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Rpc;

/// <summary>One answer to NetrShareEnum.</summary>
/// <param name="Shares">The entries.</param>
/// <param name="Status">Win32 error code; 0 is success.</param>
/// <param name="Resume">Where the next response continues.</param>
internal sealed record ShareEnumResponse(IReadOnlyList<ShareEntry> Shares, uint Status, uint Resume)
{
    /// <summary>ERROR_MORE_DATA ([MS-ERREF] 2.2): repeat with the resume handle.</summary>
    public const uint MoreData = 234;

    private const int EntryLength = 12;
    private const int MaxStringLength = 1024;

    /// <exception cref="SmbFormatException">Not an answer to NetrShareEnum in NDR.</exception>
    public static ShareEnumResponse Decode(byte[] stub)
    {
        WireReader reader = new(stub);
        uint level = reader.ReadUInt32();
        uint arm = reader.ReadUInt32();
        if (level != 1 || arm != 1)
        {
            throw new SmbFormatException(EvidenceOf.MalformedField("SHARE_ENUM_STRUCT.Level", level));
        }

        IReadOnlyList<ShareEntry> shares = reader.ReadUInt32() == 0 ? Array.Empty<ShareEntry>() : ReadContainer(ref reader);
        reader.Skip(4); // TotalEntries
        uint resume = reader.ReadUInt32() == 0 ? 0 : reader.ReadUInt32();
        return new ShareEnumResponse(shares, reader.ReadUInt32(), resume);
    }

    /// <summary>A conformant array of structures: first all fixed parts, then the strings they point to (C706 §14.3.3).</summary>
    private static ShareEntry[] ReadContainer(ref WireReader reader)
    {
        uint count = reader.ReadUInt32();
        if (reader.ReadUInt32() == 0)
        {
            return count == 0 ? Array.Empty<ShareEntry>() : throw new SmbFormatException(EvidenceOf.MalformedField("SHARE_INFO_1_CONTAINER.EntriesRead", count));
        }

        if (reader.ReadUInt32() != count || count > reader.Remaining / EntryLength)
        {
            throw new SmbFormatException(EvidenceOf.MalformedField("SHARE_INFO_1_CONTAINER.EntriesRead", count));
        }

        (bool HasName, uint Type, bool HasComment)[] fixedParts = new (bool, uint, bool)[count];
        for (int i = 0; i < fixedParts.Length; i++)
        {
            fixedParts[i] = (reader.ReadUInt32() != 0, reader.ReadUInt32(), reader.ReadUInt32() != 0);
        }

        List<ShareEntry> shares = new();
        foreach ((bool hasName, uint type, bool hasComment) in fixedParts)
        {
            string name = hasName ? ReadString(ref reader) : "";
            string comment = hasComment ? ReadString(ref reader) : "";
            shares.Add(new ShareEntry(name, (ShareKind)(type & 0x3), comment));
        }

        return shares.Where(share => share.Name.Length > 0).ToArray();
    }

    private static string ReadString(ref WireReader reader)
    {
        uint maximum = reader.ReadUInt32();
        uint offset = reader.ReadUInt32();
        uint actual = reader.ReadUInt32();
        if (offset != 0 || actual > maximum || actual > MaxStringLength)
        {
            throw new SmbFormatException(EvidenceOf.MalformedField("NDR actual_count", actual));
        }

        string text = WireReader.Utf16(reader.ReadBytes((int)actual * 2));
        reader.Align(4);
        return text.TrimEnd('\0');
    }
}
