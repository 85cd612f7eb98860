// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>SESSION_SETUP response ([MS-SMB2] 2.2.6).</summary>
internal sealed record SessionSetupResponse(SessionFlags Flags, byte[] Token)
{
    /// <exception cref="SmbFormatException">Not a SESSION_SETUP response.</exception>
    public static SessionSetupResponse Decode(Smb2Response response)
    {
        WireReader reader = response.Body(9);
        SessionFlags flags = (SessionFlags)reader.ReadUInt16();
        ushort offset = reader.ReadUInt16();
        ushort length = reader.ReadUInt16();
        return new SessionSetupResponse(flags, reader.Locate(offset, length).ToArray());
    }
}
