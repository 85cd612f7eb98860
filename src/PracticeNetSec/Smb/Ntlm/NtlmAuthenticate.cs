// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Ntlm;

/// <summary>The client's AUTHENTICATE message ([MS-NLMP] 2.2.1.3).</summary>
internal static class NtlmAuthenticate
{
    private const int HeaderLength = 72;
    private const int IntegrityCodeLength = 16;

    /// <summary>Z(24): [MS-NLMP] 3.1.5.1.2, where the server states its time there is no LM response.</summary>
    private const int LmResponseLength = 24;

    /// <param name="identity">The identity; for an account use <see cref="ForAccount"/>.</param>
    /// <param name="challenge">The server's challenge.</param>
    /// <param name="clientChallenge">Eight random bytes.</param>
    /// <param name="now">Our time, for a server that sent none.</param>
    public static byte[] Encode(NtlmIdentity identity, NtlmChallenge challenge, byte[] clientChallenge, DateTimeOffset now)
    {
        (byte[] lm, byte[] nt) = identity.IsAnonymous
            ? (new byte[1], Array.Empty<byte>()) // [MS-NLMP] 3.2.5.1.2: Z(1) and nothing.
            : Responses(Key(identity), challenge, clientChallenge, now);
        NtlmFlags flags = NtlmMessage.OurFlags | NtlmFlags.TargetInfo | (identity.IsAnonymous ? NtlmFlags.Anonymous : NtlmFlags.None);
        return Compose(identity, flags, lm, nt, Array.Empty<byte>(), hasIntegrityCode: false);
    }

    /// <summary>The message of an account, and the key it yields (3.1.5.1.2): always with an integrity code, and without an LM response.</summary>
    /// <param name="identity">The account.</param>
    /// <param name="negotiate">Our NEGOTIATE message.</param>
    /// <param name="challenge">The server's challenge, which states its time.</param>
    /// <param name="clientChallenge">Eight random bytes.</param>
    /// <param name="randomKey">Sixteen random bytes: the session key, where the server accepts one.</param>
    /// <exception cref="SmbFormatException">The challenge states no time.</exception>
    public static NtlmAuthenticateResult ForAccount(NtlmIdentity identity, byte[] negotiate, NtlmChallenge challenge, byte[] clientChallenge, byte[] randomKey)
    {
        long timestamp = challenge.Timestamp ?? throw new SmbFormatException(EvidenceOf.MalformedStructure("NTLM MsvAvTimestamp"));
        byte[] key = Key(identity);
        byte[] nt = NtlmResponse.NtV2(
            key, challenge.ServerChallenge, clientChallenge, timestamp, NtlmTargetInfo.ForAccount(challenge.TargetInfo, identity.TargetName));
        byte[] exchangeKey = NtlmResponse.SessionBaseKey(key, nt);
        bool exchanges = (challenge.Flags & NtlmFlags.KeyExchange) != 0;
        byte[] sessionKey = exchanges ? randomKey : exchangeKey;
        byte[] encryptedKey = exchanges ? Rc4.Transform(exchangeKey, randomKey) : Array.Empty<byte>();
        NtlmFlags flags = (NtlmMessage.AccountFlags & (challenge.Flags | NtlmFlags.Version)) | NtlmFlags.TargetInfo;
        byte[] message = Compose(identity, flags, new byte[LmResponseLength], nt, encryptedKey, hasIntegrityCode: true);
        NtlmResponse.IntegrityCode(sessionKey, negotiate, challenge.Message, message).CopyTo(message, HeaderLength);
        return new NtlmAuthenticateResult(message, sessionKey, exchanges);
    }

    private static byte[] Key(NtlmIdentity identity) => NtlmResponse.Key(identity.User, identity.Domain, identity.Password);

    private static byte[] Compose(NtlmIdentity identity, NtlmFlags flags, byte[] lm, byte[] nt, byte[] encryptedKey, bool hasIntegrityCode)
    {
        WireWriter writer = new();
        writer.Bytes(NtlmMessage.Signature);
        writer.UInt32(NtlmMessage.AuthenticateType);
        byte[] user = Encoding.Unicode.GetBytes(identity.User);
        byte[] domain = Encoding.Unicode.GetBytes(identity.Domain);

        // LmChallengeResponse, NtChallengeResponse, DomainName, UserName, Workstation, EncryptedRandomSessionKey
        byte[][] fields = { lm, nt, domain, user, Array.Empty<byte>(), encryptedKey };
        int payload = HeaderLength + (hasIntegrityCode ? IntegrityCodeLength : 0);
        foreach (byte[] field in fields)
        {
            writer.UInt16(checked((ushort)field.Length));
            writer.UInt16((ushort)field.Length);
            writer.UInt32((uint)payload);
            payload += field.Length;
        }

        writer.UInt32((uint)flags);
        writer.Bytes(NtlmMessage.Version);
        writer.Zeros(hasIntegrityCode ? IntegrityCodeLength : 0);
        foreach (byte[] field in fields.Where(field => field.Length > 0))
        {
            writer.Bytes(field);
        }

        return writer.ToArray();
    }

    private static (byte[] Lm, byte[] Nt) Responses(byte[] key, NtlmChallenge challenge, byte[] clientChallenge, DateTimeOffset now)
    {
        byte[] nt = NtlmResponse.NtV2(
            key, challenge.ServerChallenge, clientChallenge, challenge.Timestamp ?? now.ToFileTime(), challenge.TargetInfo);
        byte[] lm = challenge.Timestamp is null ? NtlmResponse.LmV2(key, challenge.ServerChallenge, clientChallenge) : new byte[LmResponseLength];
        return (lm, nt);
    }
}
