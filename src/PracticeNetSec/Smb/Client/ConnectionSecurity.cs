// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Security;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>
/// The keys of the sessions that share one connection, and what they are applied to: requests are signed or encrypted, answers
/// decrypted and verified ([MS-SMB2] 3.2.4.1.1, 3.2.5.1.1, 3.2.5.1.3). Not safe for concurrent callers.
/// </summary>
internal sealed class ConnectionSecurity : IDisposable
{
    private readonly Dictionary<ulong, SessionSecurity> _keys = new();

    /// <summary>From here on everything of one session is signed or encrypted by its keys, which are disposed of here.</summary>
    public void Protect(ulong sessionId, SessionSecurity security)
    {
        if (_keys.TryGetValue(sessionId, out SessionSecurity? before))
        {
            before.Dispose();
        }

        _keys[sessionId] = security;
    }

    /// <summary>A composed message as it is sent: encrypted, signed, or as it is in a session without keys.</summary>
    public byte[] Secure(CompoundRequest chain, byte[] message) => !_keys.TryGetValue(chain.SessionId, out SessionSecurity? keys) ? message
        : chain.IsEncrypted ? keys.Encrypt(message) : keys.Sign(message);

    /// <summary>A frame in plain text, and the session that it was encrypted for; null when it was not encrypted.</summary>
    /// <exception cref="SmbFormatException">It cannot be decrypted.</exception>
    public (byte[] Plain, ulong? EncryptedFor) Open(byte[] frame) =>
        SessionSecurity.SessionOf(frame) is ulong id && _keys.TryGetValue(id, out SessionSecurity? keys) ? (keys.Decrypt(frame), id) : (frame, null);

    /// <summary>An unencrypted response needs its session's signature, unless it is an interim response ([MS-SMB2] 3.2.5.1.3).</summary>
    public void Verify(Smb2Response response, CompoundRequest asked, ulong? encryptedFor)
    {
        if (encryptedFor is ulong session && session != asked.SessionId)
        {
            throw new SmbFormatException(EvidenceOf.SmbEncryptedForOtherSession(response.Command.ToString(), response.Status.ToString()));
        }

        if (asked.IsEncrypted && encryptedFor is null)
        {
            throw new SmbFormatException(EvidenceOf.SmbAnsweredUnencrypted(response.Command.ToString(), response.Status.ToString()));
        }

        if (encryptedFor is null && !response.IsInterim && _keys.TryGetValue(asked.SessionId, out SessionSecurity? keys))
        {
            keys.Verify(response);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SessionSecurity keys in _keys.Values)
        {
            keys.Dispose();
        }

        _keys.Clear();
    }
}
