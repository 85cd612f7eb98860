// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Security;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Tests.Smb;

/// <summary>
/// The server's side of a user's session at <see cref="ScriptedShares"/>: derives its keys from the AUTHENTICATE message ([MS-NLMP] 3.2.5.1.2), checks
/// what the client signs, and signs the answers.
/// </summary>
internal sealed class ScriptedUser
{
    private readonly SessionSecurity _security;

    private ScriptedUser(SessionSecurity security) => _security = security;

    /// <param name="session">Id of the session.</param>
    /// <param name="transcript">The hash over all messages up to the client's last.</param>
    /// <param name="authenticate">The frame with the AUTHENTICATE message.</param>
    /// <param name="password">The account's password.</param>
    /// <param name="signing">How the connection signs.</param>
    public static ScriptedUser LogOn(ulong session, PreauthIntegrity transcript, byte[] authenticate, string password, Smb2Signing signing)
    {
        byte[] ntlm = authenticate[authenticate.AsSpan().IndexOf("NTLMSSP\0"u8)..];
        byte[] Field(int at) => ntlm.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(ntlm.AsSpan(at + 4)), BinaryPrimitives.ReadUInt16LittleEndian(ntlm.AsSpan(at))).ToArray();
        byte[] key = NtlmResponse.Key(Encoding.Unicode.GetString(Field(36)), Encoding.Unicode.GetString(Field(28)), password);
        byte[] exchangeKey = NtlmResponse.SessionBaseKey(key, Field(20));
        byte[] sessionKey = Field(52) is { Length: > 0 } encrypted ? Rc4.Transform(exchangeKey, encrypted) : exchangeKey;
        return new ScriptedUser(new SessionSecurity(signing, session, SessionKeys.Derive(Smb2Dialect.Smb311, sessionKey, transcript.Value), null));
    }

    /// <summary>Whether every request of a frame carries this session's signature.</summary>
    public bool IsSigned(byte[] frame)
    {
        byte[] unsigned = frame.ToArray();
        foreach (int at in Headers(unsigned))
        {
            unsigned.AsSpan(at + 48, 16).Clear();
        }

        return Headers(frame).All(at => (frame[at + 16] & 8) != 0) && _security.Sign(unsigned).AsSpan().SequenceEqual(frame);
    }

    public byte[] Sign(byte[] answer) => _security.Sign(answer);

    private static IEnumerable<int> Headers(byte[] frame)
    {
        for (int at = 0, next = 1; next != 0; at += next)
        {
            next = BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(at + 20));
            yield return at;
        }
    }
}
