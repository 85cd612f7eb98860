// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PracticeNetSec.Snmp.Usm;

/// <summary>
/// Encrypts and decrypts the scoped unit of a message: CBC-DES (RFC 3414 §8.1.1) and CFB128-AES-128 (RFC 3826 §3.1).
/// CFB is built on single AES blocks, because the frameworks this library runs on do not agree about its feedback size.
/// </summary>
internal static class MessageCipher
{
    /// <summary>Octets of msgPrivacyParameters, the salt.</summary>
    public const int SaltLength = 8;

    private const int AesBlock = 16;
    private const int AesKeyLength = 16;
    private const int DesBlock = 8;

    /// <summary>Encrypts.</summary>
    /// <param name="protocol">DES or AES.</param>
    /// <param name="localizedKey">The user's key at the engine, at least 16 octets.</param>
    /// <param name="boots">The engine's boots as the message states them.</param>
    /// <param name="time">The engine's time as the message states it, seconds.</param>
    /// <param name="salt">What goes into msgPrivacyParameters, 8 octets, never the same twice.</param>
    /// <param name="plain">The scoped unit.</param>
    public static byte[] Encrypt(SnmpPrivacy protocol, byte[] localizedKey, int boots, int time, byte[] salt, byte[] plain)
    {
        if (protocol == SnmpPrivacy.Aes128)
        {
            return CipherFeedback(localizedKey, AesVector(boots, time, salt), plain, encrypts: true);
        }

        byte[] padded = new byte[(plain.Length + DesBlock - 1) / DesBlock * DesBlock];
        plain.CopyTo(padded, 0);
        return Chain(localizedKey, salt, padded, encrypts: true);
    }

    /// <summary>Decrypts; CBC-DES padding stays at the end, where BER ignores it.</summary>
    /// <exception cref="SnmpFormatException">The octets were not encrypted with this protocol.</exception>
    public static byte[] Decrypt(SnmpPrivacy protocol, byte[] localizedKey, int boots, int time, byte[] salt, byte[] secret)
    {
        if (salt.Length != SaltLength)
        {
            throw new SnmpFormatException("The privacy parameters of a message have 8 octets.");
        }

        if (protocol == SnmpPrivacy.Aes128)
        {
            return CipherFeedback(localizedKey, AesVector(boots, time, salt), secret, encrypts: false);
        }

        return secret.Length % DesBlock == 0
            ? Chain(localizedKey, salt, secret, encrypts: false)
            : throw new SnmpFormatException("The encrypted unit is no whole number of DES blocks.");
    }

    private static byte[] AesVector(int boots, int time, byte[] salt)
    {
        byte[] vector = new byte[AesBlock];
        BinaryPrimitives.WriteInt32BigEndian(vector, boots);
        BinaryPrimitives.WriteInt32BigEndian(vector.AsSpan(4), time);
        salt.CopyTo(vector, 8);
        return vector;
    }

    private static byte[] CipherFeedback(byte[] localizedKey, byte[] vector, byte[] text, bool encrypts)
    {
        using Aes aes = Aes.Create();
        aes.Mode = CipherMode.ECB;
        aes.Padding = PaddingMode.None;
        aes.Key = localizedKey.AsSpan(0, AesKeyLength).ToArray();
        using ICryptoTransform block = aes.CreateEncryptor();
        byte[] result = new byte[text.Length];
        byte[] stream = new byte[AesBlock];
        for (int start = 0; start < text.Length; start += AesBlock)
        {
            block.TransformBlock(vector, 0, AesBlock, stream, 0);
            int length = Math.Min(AesBlock, text.Length - start);
            for (int i = 0; i < length; i++)
            {
                result[start + i] = (byte)(text[start + i] ^ stream[i]);
            }

            Array.Copy(encrypts ? result : text, start, vector, 0, length);
        }

        return result;
    }

    private static byte[] Chain(byte[] localizedKey, byte[] salt, byte[] text, bool encrypts)
    {
        // The first 8 octets are the DES key, the last 8 the "pre-IV".
        byte[] vector = new byte[DesBlock];
        for (int i = 0; i < DesBlock; i++)
        {
            vector[i] = (byte)(localizedKey[DesBlock + i] ^ salt[i]);
        }

#pragma warning disable CA5351 // RFC 3414 §8 says DES; old agents know nothing better, and nothing of ours is protected by it.
        using DES des = DES.Create();
#pragma warning restore CA5351
        des.Mode = CipherMode.CBC;
        des.Padding = PaddingMode.None;
        byte[] key = localizedKey.AsSpan(0, DesBlock).ToArray();
        using ICryptoTransform chain = encrypts ? des.CreateEncryptor(key, vector) : des.CreateDecryptor(key, vector);
        return chain.TransformFinalBlock(text, 0, text.Length);
    }
}
