// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Smb.Messages;

/// <summary>SESSION_SETUP with one SPNEGO token ([MS-SMB2] 2.2.5).</summary>
internal sealed class SessionSetupRequest : Smb2Request
{
    private const int FixedLength = 24;
    private readonly byte[] _token;
    private readonly bool _insistOnSigning;

    /// <param name="token">The security token.</param>
    /// <param name="insistOnSigning">The session is to be signed from the server's last word on.</param>
    public SessionSetupRequest(byte[] token, bool insistOnSigning = false)
    {
        _token = token;
        _insistOnSigning = insistOnSigning;
    }

    public override Smb2Command Command => Smb2Command.SessionSetup;

    public override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(25);
        writer.Byte(0); // Flags
        writer.Byte((byte)(_insistOnSigning ? NegotiateRequest.SigningRequired : NegotiateRequest.SigningEnabled));
        writer.UInt32(0); // Capabilities
        writer.UInt32(0); // Channel
        writer.UInt16(CompoundRequest.HeaderLength + FixedLength);
        writer.UInt16(checked((ushort)_token.Length));
        writer.UInt64(0); // PreviousSessionId
        writer.Bytes(_token);
    }
}

/// <summary>What kind of session the server gave ([MS-SMB2] 2.2.6).</summary>
[Flags]
internal enum SessionFlags : ushort
{
    None = 0,
    IsGuest = 0x0001,
    IsNull = 0x0002,
    EncryptData = 0x0004,
}

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

/// <summary>LOGOFF ([MS-SMB2] 2.2.7): ends the session, with every tree and handle it holds.</summary>
internal sealed class LogoffRequest : Smb2Request
{
    public override Smb2Command Command => Smb2Command.Logoff;

    public override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(4);
        writer.UInt16(0);
    }
}
