// SPDX-License-Identifier: MIT

using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>SESSION_SETUP with one SPNEGO token ([MS-SMB2] 2.2.5).</summary>
internal sealed class SessionSetupRequest : Smb2Request
{
    private const int FixedLength = 24;
    private readonly byte[] _token;
    private readonly bool _insistOnSigning;

    /// <param name="token">The security token.</param>
    /// <param name="insistOnSigning">The session must be signed from the server's final response on.</param>
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
