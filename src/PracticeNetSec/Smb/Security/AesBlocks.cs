// SPDX-License-Identifier: MIT
using System;
using System.Security.Cryptography;

namespace PracticeNetSec.Smb.Security;

/// <summary>
/// The AES block cipher by itself (FIPS 197), with keys of 128 or 256 bits. Signing and encrypting of SMB 3 are built upon it here, because
/// netstandard2.0 has neither CMAC nor CCM nor GCM.
/// </summary>
internal sealed class AesBlocks : IDisposable
{
    /// <summary>Bytes of a block, and of a key of 128 bits.</summary>
    public const int Length = 16;

    /// <summary>Bytes of a key of 256 bits.</summary>
    public const int LongKeyLength = 32;

    private readonly Aes _aes;
    private readonly ICryptoTransform _encrypt;

    /// <param name="key">Sixteen or thirty-two bytes.</param>
    public AesBlocks(byte[] key)
    {
        _aes = Aes.Create();
        _aes.Mode = CipherMode.ECB; // Single blocks; the modes above it chain them.
        _aes.Padding = PaddingMode.None;
        _aes.Key = key.Length is Length or LongKeyLength ? key : throw new ArgumentException($"A key of {Length} or {LongKeyLength} bytes.", nameof(key));
        _encrypt = _aes.CreateEncryptor();
    }

    /// <summary>Encrypts whole blocks, each by itself.</summary>
    public byte[] Encrypt(byte[] blocks)
    {
        byte[] result = new byte[blocks.Length];
        if (blocks.Length > 0)
        {
            _encrypt.TransformBlock(blocks, 0, blocks.Length, result, 0);
        }

        return result;
    }

    /// <summary>Text XORed with the counter-mode key stream (NIST SP 800-38A §6.5): encrypts and decrypts alike.</summary>
    /// <param name="first">The first counter block; its last <paramref name="counterLength"/> bytes count up, big-endian.</param>
    /// <param name="counterLength">Bytes that count.</param>
    /// <param name="text">Any length.</param>
    public byte[] Counter(byte[] first, int counterLength, byte[] text)
    {
        byte[] counters = new byte[(text.Length + Length - 1) / Length * Length];
        byte[] counter = (byte[])first.Clone();
        for (int at = 0; at < counters.Length; at += Length)
        {
            counter.CopyTo(counters, at);
            for (int i = Length - 1; i >= Length - counterLength && ++counter[i] == 0; i--)
            {
                // The carry propagates to the next byte.
            }
        }

        byte[] stream = Encrypt(counters);
        byte[] result = new byte[text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            result[i] = (byte)(text[i] ^ stream[i]);
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encrypt.Dispose();
        _aes.Dispose();
    }
}
