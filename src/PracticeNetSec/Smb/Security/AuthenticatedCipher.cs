// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Security;

/// <summary>A cipher that also authenticates the text and its associated data.</summary>
internal abstract class AuthenticatedCipher : IDisposable
{
    /// <summary>Bytes of the tag.</summary>
    public const int TagLength = 16;

    private protected AuthenticatedCipher(byte[] key) => Blocks = new AesBlocks(key);

    /// <summary>Bytes of the nonce.</summary>
    public abstract int NonceLength { get; }

    private protected AesBlocks Blocks { get; }

    /// <summary>The cipher of a kind.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="key">As many bytes as <see cref="KeyLength"/> states.</param>
    public static AuthenticatedCipher Create(Smb2Cipher kind, byte[] key) =>
        kind is Smb2Cipher.Aes128Gcm or Smb2Cipher.Aes256Gcm ? new AesGcmCipher(key) : new AesCcmCipher(key);

    /// <summary>Bytes of the key that a cipher takes ([MS-SMB2] 3.1.4.2).</summary>
    public static int KeyLength(Smb2Cipher kind) =>
        kind is Smb2Cipher.Aes256Gcm or Smb2Cipher.Aes256Ccm ? AesBlocks.LongKeyLength : AesBlocks.Length;

    /// <summary>Encrypts.</summary>
    /// <param name="nonce">Never twice with one key.</param>
    /// <param name="associated">The unencrypted associated data.</param>
    /// <param name="text">The text.</param>
    public (byte[] Secret, byte[] Tag) Seal(byte[] nonce, byte[] associated, byte[] text)
    {
        byte[] secret = Cover(nonce, text);
        return (secret, Tag(nonce, associated, text, secret));
    }

    /// <summary>Decrypts; null where the tag does not fit, so that forged data are never processed.</summary>
    public byte[]? Open(byte[] nonce, byte[] associated, byte[] secret, ReadOnlySpan<byte> tag)
    {
        byte[] text = Cover(nonce, secret);
        return FixedTime.Equal(Tag(nonce, associated, text, secret), tag) ? text : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Blocks.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Encrypts or decrypts the text.</summary>
    private protected abstract byte[] Cover(byte[] nonce, byte[] text);

    private protected abstract byte[] Tag(byte[] nonce, byte[] associated, byte[] text, byte[] secret);
}
