// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

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
