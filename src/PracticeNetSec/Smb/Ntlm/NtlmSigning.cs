// SPDX-License-Identifier: MIT
using System;
using System.Security.Cryptography;
using System.Text;

namespace PracticeNetSec.Smb.Ntlm;

/// <summary>
/// Signing with an NTLM session key ([MS-NLMP] 3.4): needed only to prove to SPNEGO that the client's mechanism list
/// was not altered (RFC 4178 §5). Samba completes no logon without it.
/// </summary>
internal static class NtlmSigning
{
    private const int ChecksumLength = 8;

    /// <summary>SIGNKEY, client to server (3.4.5.2).</summary>
    public static byte[] SigningKey(byte[] sessionKey) => Magic(sessionKey, "session key to client-to-server signing key magic constant");

    /// <summary>SEALKEY, client to server, for keys of 128 bits (3.4.5.3).</summary>
    public static byte[] SealingKey(byte[] sessionKey) => Magic(sessionKey, "session key to client-to-server sealing key magic constant");

    /// <summary>The first signature of a session, with extended session security (3.4.4.2, 2.2.2.9.2).</summary>
    /// <param name="sessionKey">ExportedSessionKey.</param>
    /// <param name="message">What is signed.</param>
    /// <param name="exchangesKey">The session key was exchanged: then the checksum is encrypted.</param>
    public static byte[] FirstSignature(byte[] sessionKey, byte[] message, bool exchangesKey)
    {
        byte[] numbered = new byte[4 + message.Length]; // SeqNum 0
        message.CopyTo(numbered, 4);
        byte[] checksum = NtlmResponse.Mac(SigningKey(sessionKey), numbered).AsSpan(0, ChecksumLength).ToArray();
        byte[] signature = new byte[16];
        signature[0] = 1; // Version
        (exchangesKey ? Rc4.Transform(SealingKey(sessionKey), checksum) : checksum).CopyTo(signature, 4);
        return signature;
    }

    private static byte[] Magic(byte[] sessionKey, string constant)
    {
        byte[] input = new byte[sessionKey.Length + constant.Length + 1];
        sessionKey.CopyTo(input, 0);
        Encoding.ASCII.GetBytes(constant, 0, constant.Length, input, sessionKey.Length);
#pragma warning disable CA5351 // MD5 is what [MS-NLMP] 3.4.5 demands; nothing of ours is protected by it.
        using MD5 hash = MD5.Create();
#pragma warning restore CA5351
        return hash.ComputeHash(input);
    }
}
