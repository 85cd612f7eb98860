// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Security;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>Outcome of a logon attempt.</summary>
/// <param name="Status">The server's final status.</param>
/// <param name="Challenge">What the server reported about itself; null where it did not get that far.</param>
/// <param name="Session">The session; null where there is none.</param>
internal sealed record SmbLogon(NtStatus Status, NtlmChallenge? Challenge, SmbSession? Session)
{
    private const SessionFlags WithoutKey = SessionFlags.IsGuest | SessionFlags.IsNull;

    /// <summary>What an account demands besides signing ([MS-NLMP] 2.2.2.5).</summary>
    private static readonly (NtlmFlags Value, string Name)[] Demanded =
    {
        (NtlmFlags.Unicode, "NTLMSSP_NEGOTIATE_UNICODE"),
        (NtlmFlags.ExtendedSessionSecurity, "NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY"),
        (NtlmFlags.Key128, "NTLMSSP_NEGOTIATE_128"),
    };

    /// <summary>Logs on over NTLM in SPNEGO ([MS-SMB2] 3.2.4.2.3).</summary>
    /// <param name="connection">A connection on which no session setup is in progress.</param>
    /// <param name="identity">Who logs on.</param>
    /// <param name="time">The clock for the response timestamp ([MS-NLMP] 2.2.2.7).</param>
    /// <param name="mayProve">Asked before the password is proven to the server, once its challenge is there; where it says no, the logon ends with that.</param>
    /// <param name="onProving">Called as the proof of the password is sent, and not before.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="SmbConnectionException">The connection has ended, or the server's challenge is none that an account may answer.</exception>
    public static async Task<SmbLogon> AttemptAsync(
        SmbConnection connection, NtlmIdentity identity, TimeProvider time, Func<Task<bool>> mayProve, Action onProving, CancellationToken cancellation)
    {
        PreauthIntegrity transcript = connection.StartTranscript();
        byte[] negotiate = NtlmMessage.Negotiate(identity.IsAnonymous ? NtlmMessage.OurFlags : NtlmMessage.AccountFlags);
        Smb2Response first = await connection.ExchangeAsync(
            new CompoundRequest(0, 0, new SessionSetupRequest(Spnego.Init(negotiate), identity.IsAccount)) { Transcript = transcript }, cancellation).ConfigureAwait(false);
        if (first.Status != NtStatus.MoreProcessingRequired)
        {
            return first.Status.IsError
                ? new SmbLogon(first.Status, null, null)
                : throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbSessionTooEarly(first.Status.ToString()));
        }

        NtlmChallenge challenge = SmbConnection.Decode(
            first, response => NtlmChallenge.Decode(Spnego.DecodeResponse(SessionSetupResponse.Decode(response).Token)));
        if (identity.IsAccount && Doubt(challenge) is Evidence doubt)
        {
            throw new SmbConnectionException(SmbFailure.Malformed, doubt);
        }

        if (!await mayProve().ConfigureAwait(false))
        {
            return new SmbLogon(first.Status, challenge, null);
        }

        (byte[] token, byte[] sessionKey) = SmbConnection.Decode(first, _ => Answer(identity, negotiate, challenge, time.GetUtcNow()));
        Smb2Response second = await connection.ExchangeAsync(
            new CompoundRequest(first.SessionId, 0, new SessionSetupRequest(token, identity.IsAccount)) { Transcript = transcript, OnSending = onProving }, cancellation).ConfigureAwait(false);
        if (second.Status == NtStatus.MoreProcessingRequired)
        {
            throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbLogonEndless());
        }

        if (second.Status != NtStatus.Success)
        {
            return new SmbLogon(second.Status, challenge, null);
        }

        connection.Begin(first.SessionId);
        SessionFlags flags = SmbConnection.Decode(second, SessionSetupResponse.Decode).Flags;
        SessionSecurity? security = (flags & WithoutKey) != 0 ? null : Secure(connection, identity, second, sessionKey, transcript.Value);
        if (security is not null)
        {
            connection.Protect(first.SessionId, security);
        }

        return new SmbLogon(second.Status, challenge, new SmbSession(connection, first.SessionId, flags, security)
        {
            LacksKey = security is null && (flags & WithoutKey) == 0 && !IsNullSession(identity, second),
        });
    }

    /// <summary>
    /// Why an account must not answer a challenge. Windows since Vista and current Samba state their time and agree to signing, to Unicode and to a key of
    /// 128 bits with extended session security; one that does not may be somebody in between, who removed them to pass the answer on to another server.
    /// </summary>
    private static Evidence? Doubt(NtlmChallenge challenge) =>
        challenge.Timestamp is null ? EvidenceOf.SmbChallengeWithoutTime()
        : (challenge.Flags & NtlmFlags.Sign) == 0 ? EvidenceOf.SmbChallengeWithoutSigning()
        : Demanded.Where(flag => (challenge.Flags & flag.Value) == 0).Select(flag => flag.Name).ToArray() is { Length: > 0 } missing ? EvidenceOf.SmbChallengeWeak(string.Join(", ", missing))
        : null;

    /// <summary>Samba sets no flag for a null session; like a guest's, it is not signed.</summary>
    private static bool IsNullSession(NtlmIdentity identity, Smb2Response last) => identity.IsAnonymous && !SessionSecurity.IsSigned(last);

    /// <summary>The last token of a logon, and the session key it yields.</summary>
    private static (byte[] Token, byte[] SessionKey) Answer(NtlmIdentity identity, byte[] negotiate, NtlmChallenge challenge, DateTimeOffset now)
    {
        byte[] clientChallenge = Random(NtlmResponse.ClientChallengeLength);
        if (identity.IsAnonymous || challenge.Timestamp is null)
        {
            // The key of a null session is zeros ([MS-NLMP] 3.4.5.1); to a server without a time no name proves a key.
            return (Spnego.Response(NtlmAuthenticate.Encode(identity, challenge, clientChallenge, now)), new byte[AesBlocks.Length]);
        }

        NtlmAuthenticateResult proof = NtlmAuthenticate.ForAccount(identity, negotiate, challenge, clientChallenge, Random(AesBlocks.Length));
        bool signs = (challenge.Flags & NtlmFlags.Sign) != 0;
        byte[]? listSignature = !signs ? null : NtlmSigning.FirstSignature(proof.SessionKey, Spnego.MechanismList(), proof.ExchangesKey);
        return (Spnego.Response(proof.Message, listSignature), proof.SessionKey);
    }

    /// <summary>
    /// The server's final response proves that it knows the password too ([MS-SMB2] 3.2.5.3.3); in 3.1.1, that the
    /// negotiation is unaltered. A server that cannot is not the one the account belongs to, and its data are discarded. A name without
    /// a password that matters has nothing to protect: there the session goes on without a key, and its refusals are inconclusive.
    /// </summary>
    private static SessionSecurity? Secure(SmbConnection connection, NtlmIdentity identity, Smb2Response last, byte[] sessionKey, byte[] preauthHash)
    {
        SessionKeys keys = SessionKeys.Derive(connection.Server.Dialect, sessionKey, preauthHash, connection.Cipher);
        SessionSecurity security = new(connection.Server.Signing, last.SessionId, keys, connection.Cipher);
        try
        {
            security.Verify(last);
            return security;
        }
        catch (SmbFormatException forged)
        {
            security.Dispose();
            return !identity.IsAccount ? null : throw new SmbConnectionException(SmbFailure.Malformed, EvidenceOf.SmbServerUnproven(forged.Cause), forged);
        }
    }

    private static byte[] Random(int count)
    {
        byte[] bytes = new byte[count];
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return bytes;
    }
}
