// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>An entry of a directory. Its name is used for counting and descending only.</summary>
/// <param name="Name">As the server sent it.</param>
/// <param name="IsDirectory">A directory, or a link to one.</param>
/// <param name="CanBeEntered">
/// A directory the server itself resolves, including mount points and junctions: no link that the client would have to follow
/// elsewhere, no name that would point elsewhere.
/// </param>
/// <param name="Identity">
/// The same for one file under all its names, so that a file listed several times through links counts once: derived from its number on the
/// volume ([MS-FSCC] 2.1.9), the time of its last change and its size, because some servers assign unreliable numbers. Null where there is no number.
/// </param>
internal sealed record DirectoryEntry(string Name, bool IsDirectory, bool CanBeEntered, ulong? Identity)
{
    private const uint DirectoryAttribute = 0x00000010;
    private const uint ReparsePointAttribute = 0x00000400;

    // [MS-FSCC] 2.1.2.1: the links that the client has to follow, to another server it may be.
    private const uint SymbolicLink = 0xA000000C;
    private const uint DfsLink = 0x8000000A;
    private const uint DfsReplicaLink = 0x80000012;

    /// <summary>[MS-FSCC] 2.1.5.2: a component has at most 255 characters.</summary>
    private const int MaxNameLength = 255;

    private static readonly char[] Separators = { '\\', '/', ':', '\0' };

    /// <summary>Reads FileIdFullDirectoryInformation ([MS-FSCC] 2.4.18) out of a QUERY_DIRECTORY response; <c>.</c> and <c>..</c> are left out.</summary>
    /// <exception cref="SmbFormatException">Not such a response.</exception>
    public static IReadOnlyList<DirectoryEntry> Decode(Smb2Response response)
    {
        ReadOnlySpan<byte> entries = OutputBuffer.Of(response);
        List<DirectoryEntry> found = new();
        while (!entries.IsEmpty)
        {
            WireReader reader = new(entries);
            uint next = reader.ReadUInt32();
            reader.Skip(4); // FileIndex
            reader.Skip(8 + 8); // CreationTime and LastAccessTime: inspection may change the latter, and Samba derives the former from it
            ulong written = reader.ReadUInt64();
            reader.Skip(8); // ChangeTime
            ulong size = reader.ReadUInt64();
            reader.Skip(8); // AllocationSize
            uint attributes = reader.ReadUInt32();
            uint nameLength = reader.ReadUInt32();
            uint tag = reader.ReadUInt32(); // EaSize, but of a reparse point its tag
            reader.Skip(4); // Reserved
            ulong fileId = reader.ReadUInt64();
            if (nameLength is 0 or > MaxNameLength * 2)
            {
                throw new SmbFormatException(EvidenceOf.MalformedField("FileNameLength", nameLength));
            }

            string name = WireReader.Utf16(reader.ReadBytes((int)nameLength));
            if (name is not ("." or ".."))
            {
                bool isDirectory = (attributes & DirectoryAttribute) != 0;
                bool isLink = (attributes & ReparsePointAttribute) != 0 && tag is 0 or SymbolicLink or DfsLink or DfsReplicaLink;
                found.Add(new DirectoryEntry(
                    name,
                    isDirectory,
                    isDirectory && !isLink && name.IndexOfAny(Separators) < 0,
                    fileId is 0 or ulong.MaxValue ? null : Mix(Mix(fileId, written), size)));
            }

            if (next == 0)
            {
                break;
            }

            // Entries never overlap, so each step advances and the loop terminates.
            entries = next >= reader.Position && next <= entries.Length
                ? entries.Slice((int)next)
                : throw new SmbFormatException(EvidenceOf.MalformedField("NextEntryOffset", next));
        }

        return found;
    }

    /// <summary>Combines two numbers (FNV-1a's prime, and a shift that mixes in high bits): equal for equal inputs, rarely otherwise.</summary>
    private static ulong Mix(ulong one, ulong other) => unchecked(((one ^ (one >> 29)) * 0x00000100000001B3) ^ (other * 0x9E3779B97F4A7C15));
}
