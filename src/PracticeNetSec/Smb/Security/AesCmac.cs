// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Smb.Security;

/// <summary>AES-CMAC (RFC 4493), with which SMB 3 signs ([MS-SMB2] 3.1.4.1).</summary>
internal static class AesCmac
{
    private const byte Polynomial = 0x87;

    /// <param name="key">Sixteen bytes.</param>
    /// <param name="message">What is signed.</param>
    /// <returns>Sixteen bytes.</returns>
    public static byte[] Compute(byte[] key, ReadOnlySpan<byte> message)
    {
        using AesBlocks aes = new(key);
        byte[] whole = Double(aes.Encrypt(new byte[AesBlocks.Length])); // K1
        int blocks = Math.Max(1, (message.Length + AesBlocks.Length - 1) / AesBlocks.Length);
        byte[] state = new byte[AesBlocks.Length];
        for (int block = 0; block < blocks; block++)
        {
            int start = block * AesBlocks.Length;
            int length = Math.Min(AesBlocks.Length, message.Length - start);
            Mix(state, message.Slice(start, length));
            if (block == blocks - 1)
            {
                bool isFull = length == AesBlocks.Length;
                Mix(state, isFull ? whole : Double(whole)); // K1 or K2
                state[length % AesBlocks.Length] ^= isFull ? (byte)0 : (byte)0x80;
            }

            state = aes.Encrypt(state);
        }

        return state;
    }

    private static void Mix(byte[] state, ReadOnlySpan<byte> with)
    {
        for (int i = 0; i < with.Length; i++)
        {
            state[i] ^= with[i];
        }
    }

    /// <summary>Multiplies by x in GF(2^128) (§2.3).</summary>
    private static byte[] Double(byte[] value)
    {
        byte[] doubled = new byte[AesBlocks.Length];
        for (int i = 0; i < doubled.Length; i++)
        {
            int next = i + 1 < value.Length ? value[i + 1] >> 7 : 0;
            doubled[i] = (byte)((value[i] << 1) | next);
        }

        doubled[AesBlocks.Length - 1] ^= (value[0] & 0x80) != 0 ? Polynomial : (byte)0;
        return doubled;
    }
}
