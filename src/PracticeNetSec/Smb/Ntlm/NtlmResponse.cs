// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PracticeNetSec.Smb.Ntlm;

/// <summary>The NTLMv2 computations of [MS-NLMP] 3.3.2.</summary>
internal static class NtlmResponse
{
    public const int ClientChallengeLength = 8;

    private const int ProofLength = 16;

    /// <summary>NTOWFv2: the key made from name, password and domain.</summary>
    public static byte[] Key(string user, string domain, string password)
    {
        byte[] hash = Md4.Hash(Encoding.Unicode.GetBytes(password));
        return Mac(hash, Encoding.Unicode.GetBytes(user.ToUpperInvariant() + domain));
    }

    /// <summary>NtChallengeResponse: NTProofStr and the blob it proves (2.2.2.7, 2.2.2.8).</summary>
    /// <param name="key">From <see cref="Key"/>.</param>
    /// <param name="serverChallenge">Eight bytes of the CHALLENGE message.</param>
    /// <param name="clientChallenge">Eight random bytes.</param>
    /// <param name="fileTime">The server's MsvAvTimestamp, or our time, in units of 100 ns since 1601.</param>
    /// <param name="targetInfo">The AV pairs of the CHALLENGE message, as received.</param>
    public static byte[] NtV2(byte[] key, byte[] serverChallenge, byte[] clientChallenge, long fileTime, byte[] targetInfo)
    {
        byte[] blob = new byte[28 + targetInfo.Length + 4];
        blob[0] = 1; // RespType
        blob[1] = 1; // HiRespType
        BinaryPrimitives.WriteInt64LittleEndian(blob.AsSpan(8, 8), fileTime);
        clientChallenge.CopyTo(blob, 16);
        targetInfo.CopyTo(blob, 28);
        return Join(Mac(key, Join(serverChallenge, blob)), blob);
    }

    /// <summary>LmChallengeResponse of NTLMv2 (2.2.2.4).</summary>
    public static byte[] LmV2(byte[] key, byte[] serverChallenge, byte[] clientChallenge) =>
        Join(Mac(key, Join(serverChallenge, clientChallenge)), clientChallenge);

    /// <summary>SessionBaseKey (3.3.2), which in NTLMv2 is the KeyExchangeKey too (3.4.5.1).</summary>
    /// <param name="key">From <see cref="Key"/>.</param>
    /// <param name="response">From <see cref="NtV2"/>.</param>
    public static byte[] SessionBaseKey(byte[] key, byte[] response) => Mac(key, response.AsSpan(0, ProofLength).ToArray());

    /// <summary>The integrity code over the three messages (2.2.1.3, 3.1.5.1.2).</summary>
    public static byte[] IntegrityCode(byte[] sessionKey, byte[] negotiate, byte[] challenge, byte[] authenticate) =>
        Mac(sessionKey, Join(Join(negotiate, challenge), authenticate));

    /// <summary>HMAC-MD5, the basis of all of them.</summary>
    public static byte[] Mac(byte[] key, byte[] data)
    {
#pragma warning disable CA5351 // HMAC-MD5 is what [MS-NLMP] 3.3.2 demands; nothing of ours is protected by it.
        using HMACMD5 mac = new(key);
#pragma warning restore CA5351
        return mac.ComputeHash(data);
    }

    private static byte[] Join(byte[] first, byte[] second)
    {
        byte[] joined = new byte[first.Length + second.Length];
        first.CopyTo(joined, 0);
        second.CopyTo(joined, first.Length);
        return joined;
    }
}
