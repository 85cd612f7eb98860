// SPDX-License-Identifier: MIT
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Smb1;

/// <summary>SMB_COM_SESSION_SETUP_ANDX with one SPNEGO token ([MS-SMB] 2.2.4.6.1).</summary>
internal sealed class SessionSetupAndX(byte[] token) : Smb1Request
{
    /// <summary>Bytes of one message that we take; large enough for a fragment of RPC.</summary>
    public const ushort MaxBuffer = 16644;

    // CAP_UNICODE, CAP_NT_SMBS, CAP_STATUS32, CAP_EXTENDED_SECURITY
    private const uint Capabilities = 0x80000054;

    public override Smb1Command Command => Smb1Command.SessionSetupAndX;

    private protected override void WriteParameters(WireWriter writer)
    {
        WriteNoAndX(writer);
        writer.UInt16(MaxBuffer);
        writer.UInt16(1); // MaxMpxCount: one request on the way
        writer.UInt16(1); // VcNumber: 0 would make Windows end the other connections of this machine
        writer.UInt32(0); // SessionKey
        writer.UInt16(checked((ushort)token.Length));
        writer.UInt32(0);
        writer.UInt32(Capabilities);
    }

    private protected override void WriteData(WireWriter writer)
    {
        writer.Bytes(token);
        writer.Align(2);
        writer.UInt16(0); // NativeOS
        writer.UInt16(0); // NativeLanMan
    }
}
