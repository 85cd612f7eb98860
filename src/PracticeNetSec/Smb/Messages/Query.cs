// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;

namespace PracticeNetSec.Smb.Messages;

/// <summary>QUERY_DIRECTORY: names, attributes and numbers of what lies in a directory ([MS-SMB2] 2.2.33).</summary>
internal sealed class QueryDirectoryRequest : Smb2Request
{
    private const int FixedLength = 32;
    private const byte FileIdFullDirectoryInformation = 0x26;
    private const string Everything = "*";

    private readonly Smb2FileId _directory;
    private readonly uint _maxOutput;

    /// <param name="directory">An open directory.</param>
    /// <param name="maxOutput">The most bytes the answer may hold.</param>
    public QueryDirectoryRequest(Smb2FileId directory, uint maxOutput)
    {
        _directory = directory;
        _maxOutput = maxOutput;
    }

    public override Smb2Command Command => Smb2Command.QueryDirectory;

    public override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(33);
        writer.Byte(FileIdFullDirectoryInformation);
        writer.Byte(0); // Flags: go on where the last query ended
        writer.UInt32(0);
        _directory.Write(writer);
        writer.UInt16(CompoundRequest.HeaderLength + FixedLength);
        writer.UInt16((ushort)(Everything.Length * 2));
        writer.UInt32(_maxOutput);
        writer.Utf16(Everything);
    }
}

/// <summary>An entry of a directory. Its name serves to count and to descend, and is never handed out.</summary>
/// <param name="Name">As the server sent it.</param>
/// <param name="IsDirectory">A directory, or a link to one.</param>
/// <param name="CanBeEntered">
/// A directory that the server itself leads to, mount points and junctions among them: no link that the client would have to follow
/// elsewhere, no name that would lead there.
/// </param>
/// <param name="Identity">
/// The same for one file under all its names, so that what a server's links show many times is known for one: made of its number on the
/// volume ([MS-FSCC] 2.1.9), its times and its size, because some servers number badly. Null where there is no number.
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
            ulong created = reader.ReadUInt64();
            reader.Skip(8); // LastAccessTime, which looking may change
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
                throw new SmbFormatException($"A name of {nameLength} bytes.");
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
                    fileId is 0 or ulong.MaxValue ? null : Mix(Mix(Mix(fileId, created), written), size)));
            }

            if (next == 0)
            {
                break;
            }

            // Entries never overlap, so each step goes forward and the loop ends.
            entries = next >= reader.Position && next <= entries.Length
                ? entries.Slice((int)next)
                : throw new SmbFormatException($"NextEntryOffset {next} with {entries.Length} bytes left.");
        }

        return found;
    }

    /// <summary>Two numbers in one (FNV-1a's prime, and a shift that lets high bits count): equal for equal ones, and hardly ever else.</summary>
    private static ulong Mix(ulong one, ulong other) => unchecked(((one ^ (one >> 29)) * 0x00000100000001B3) ^ (other * 0x9E3779B97F4A7C15));
}

/// <summary>QUERY_INFO, limited to two questions ([MS-SMB2] 2.2.37).</summary>
internal sealed class QueryInfoRequest : Smb2Request
{
    private const int FixedLength = 40;
    private readonly Smb2FileId _file;
    private readonly InfoQuestion _question;

    public QueryInfoRequest(Smb2FileId file, InfoQuestion question)
    {
        _file = file;
        _question = question;
    }

    public override Smb2Command Command => Smb2Command.QueryInfo;

    public override void WriteBody(WireWriter writer, int header)
    {
        (byte type, byte infoClass, uint size) = _question == InfoQuestion.GrantedAccess
            ? ((byte)0x01, (byte)8, 4u)
            : ((byte)0x02, (byte)5, 1024u);
        writer.UInt16(41);
        writer.Byte(type);
        writer.Byte(infoClass);
        writer.UInt32(size);
        writer.UInt16(CompoundRequest.HeaderLength + FixedLength);
        writer.UInt16(0);
        writer.UInt32(0); // InputBufferLength
        writer.UInt32(0); // AdditionalInformation
        writer.UInt32(0); // Flags
        _file.Write(writer);
        writer.Byte(0); // StructureSize 41 counts one byte of a buffer we leave empty.
    }
}

/// <summary>What QUERY_INFO is used for.</summary>
internal enum InfoQuestion
{
    /// <summary>FileAccessInformation ([MS-FSCC] 2.4.1): the rights this handle was given.</summary>
    GrantedAccess = 0,

    /// <summary>FileFsAttributeInformation ([MS-FSCC] 2.5.1): whether the volume takes writes at all.</summary>
    VolumeAttributes = 1,
}

/// <summary>The two answers.</summary>
internal static class QueryInfoResponse
{
    private const uint ReadOnlyVolume = 0x00080000;

    /// <exception cref="SmbFormatException">Not such a response.</exception>
    public static AccessMask GrantedAccess(Smb2Response response) => (AccessMask)new WireReader(OutputBuffer.Of(response)).ReadUInt32();

    /// <summary>FILE_READ_ONLY_VOLUME: whatever the rights say, nothing can be written.</summary>
    /// <exception cref="SmbFormatException">Not such a response.</exception>
    public static bool IsReadOnlyVolume(Smb2Response response) => (new WireReader(OutputBuffer.Of(response)).ReadUInt32() & ReadOnlyVolume) != 0;
}

/// <summary>QUERY_DIRECTORY and QUERY_INFO responses look alike: offset, length, buffer ([MS-SMB2] 2.2.34, 2.2.38).</summary>
internal static class OutputBuffer
{
    public static ReadOnlySpan<byte> Of(Smb2Response response)
    {
        WireReader reader = response.Body(9);
        ushort offset = reader.ReadUInt16();
        uint length = reader.ReadUInt32();
        return reader.Locate(offset, length);
    }
}
