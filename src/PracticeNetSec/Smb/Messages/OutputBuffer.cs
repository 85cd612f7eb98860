// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

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
