// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>SMB2_FILEID ([MS-SMB2] 2.2.14.1).</summary>
internal readonly record struct Smb2FileId(ulong Persistent, ulong Volatile)
{
    public static Smb2FileId Read(ref WireReader reader) => new(reader.ReadUInt64(), reader.ReadUInt64());

    public void Write(WireWriter writer)
    {
        writer.UInt64(Persistent);
        writer.UInt64(Volatile);
    }
}
