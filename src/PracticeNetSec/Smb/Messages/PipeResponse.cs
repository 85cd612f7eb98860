// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>What came out of the pipe ([MS-SMB2] 2.2.32, 2.2.20).</summary>
internal static class PipeResponse
{
    /// <summary>Output of either request. STATUS_BUFFER_OVERFLOW says that the rest is still in the pipe.</summary>
    /// <exception cref="SmbFormatException">Not such a response.</exception>
    public static byte[] Output(Smb2Response response) =>
        response.Command == Smb2Command.Read ? ReadOutput(response) : IoctlOutput(response);

    private static byte[] IoctlOutput(Smb2Response response)
    {
        WireReader reader = response.Body(49);
        reader.Skip(2 + 4 + 16 + 4 + 4); // Reserved, CtlCode, FileId, InputOffset, InputCount
        uint offset = reader.ReadUInt32();
        uint count = reader.ReadUInt32();
        return reader.Locate(offset, count).ToArray();
    }

    private static byte[] ReadOutput(Smb2Response response)
    {
        WireReader reader = response.Body(17);
        byte offset = reader.ReadByte();
        reader.Skip(1);
        uint length = reader.ReadUInt32();
        return reader.Locate(offset, length).ToArray();
    }
}
