// SPDX-License-Identifier: MIT
using System.Text;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Security;

/// <summary>The keys of one session ([MS-SMB2] 3.2.5.3.1, 3.1.4.2). Before SMB 3 the session key itself signs and nothing is encrypted.</summary>
/// <param name="Signing">Signs, both ways.</param>
/// <param name="ToServer">Encrypts what we send.</param>
/// <param name="ToClient">Decrypts what is received.</param>
internal sealed record SessionKeys(byte[] Signing, byte[] ToServer, byte[] ToClient)
{
    /// <param name="dialect">The dialect of the connection.</param>
    /// <param name="sessionKey">Sixteen bytes from NTLM.</param>
    /// <param name="preauthHash">See <see cref="PreauthIntegrity"/>; counts in 3.1.1 only.</param>
    /// <param name="cipher">The negotiated cipher, which decides how long the keys to encrypt are; null where nothing is encrypted.</param>
    public static SessionKeys Derive(Smb2Dialect dialect, byte[] sessionKey, byte[] preauthHash, Smb2Cipher? cipher = null) => dialect switch
    {
        Smb2Dialect.Smb311 => new SessionKeys(
            KeyDerivation.Derive(sessionKey, "SMBSigningKey", preauthHash),
            KeyDerivation.Derive(sessionKey, "SMBC2SCipherKey", preauthHash, Length(cipher)),
            KeyDerivation.Derive(sessionKey, "SMBS2CCipherKey", preauthHash, Length(cipher))),
        Smb2Dialect.Smb300 or Smb2Dialect.Smb302 => new SessionKeys(
            KeyDerivation.Derive(sessionKey, "SMB2AESCMAC", Terminated("SmbSign")),
            KeyDerivation.Derive(sessionKey, "SMB2AESCCM", Terminated("ServerIn ")),
            KeyDerivation.Derive(sessionKey, "SMB2AESCCM", Terminated("ServerOut"))),
        _ => new SessionKeys(sessionKey, sessionKey, sessionKey),
    };

    private static int Length(Smb2Cipher? cipher) => cipher is Smb2Cipher kind ? AuthenticatedCipher.KeyLength(kind) : AesBlocks.Length;

    private static byte[] Terminated(string text) => Encoding.ASCII.GetBytes(text + "\0");
}
