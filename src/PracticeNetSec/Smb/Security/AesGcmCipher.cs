// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;

namespace PracticeNetSec.Smb.Security;

/// <summary>AES-GCM (NIST SP 800-38D), the preferred cipher of SMB 3.1.1: nonce of 12 bytes. Of an empty text, its tag is AES-GMAC (§3).</summary>
internal sealed class AesGcmCipher : AuthenticatedCipher
{
    private const int CounterLength = 4;

    /// <summary>The polynomial of GF(2^128), bits reflected (§6.3): 11100001 and zeros.</summary>
    private const ulong Reduction = 0xE100000000000000;

    private readonly ulong _high;
    private readonly ulong _low;

    /// <param name="key">Sixteen or thirty-two bytes.</param>
    public AesGcmCipher(byte[] key)
        : base(key)
    {
        byte[] subkey = Blocks.Encrypt(new byte[AesBlocks.Length]);
        _high = BinaryPrimitives.ReadUInt64BigEndian(subkey);
        _low = BinaryPrimitives.ReadUInt64BigEndian(subkey.AsSpan(8));
    }

    public override int NonceLength => 12;

    private protected override byte[] Cover(byte[] nonce, byte[] text) => Blocks.Counter(CounterBlock(nonce, 2), CounterLength, text);

    private protected override byte[] Tag(byte[] nonce, byte[] associated, byte[] text, byte[] secret)
    {
        (ulong High, ulong Low) hash = Hash((0, 0), associated);
        hash = Hash(hash, secret);
        hash = Multiply((hash.High ^ ((ulong)associated.Length * 8), hash.Low ^ ((ulong)secret.Length * 8)));
        byte[] tag = new byte[TagLength];
        BinaryPrimitives.WriteUInt64BigEndian(tag, hash.High);
        BinaryPrimitives.WriteUInt64BigEndian(tag.AsSpan(8), hash.Low);
        return Blocks.Counter(CounterBlock(nonce, 1), CounterLength, tag);
    }

    private static byte[] CounterBlock(byte[] nonce, byte number)
    {
        byte[] block = new byte[AesBlocks.Length];
        nonce.CopyTo(block, 0);
        block[AesBlocks.Length - 1] = number;
        return block;
    }

    /// <summary>GHASH (§6.4), the last block padded with zeros.</summary>
    private (ulong High, ulong Low) Hash((ulong High, ulong Low) state, byte[] data)
    {
        byte[] block = new byte[AesBlocks.Length];
        for (int start = 0; start < data.Length; start += AesBlocks.Length)
        {
            Array.Clear(block, 0, block.Length);
            Array.Copy(data, start, block, 0, Math.Min(AesBlocks.Length, data.Length - start));
            state = Multiply((
                state.High ^ BinaryPrimitives.ReadUInt64BigEndian(block),
                state.Low ^ BinaryPrimitives.ReadUInt64BigEndian(block.AsSpan(8))));
        }

        return state;
    }

    /// <summary>X • H in GF(2^128) (§6.3), bit by bit and without a branch that depends on the key.</summary>
    private (ulong High, ulong Low) Multiply((ulong High, ulong Low) x)
    {
        ulong high = 0, low = 0, vHigh = _high, vLow = _low;
        for (int bit = 0; bit < 128; bit++)
        {
            ulong chosen = unchecked(0UL - (((bit < 64 ? x.High : x.Low) >> (63 - (bit % 64))) & 1));
            high ^= vHigh & chosen;
            low ^= vLow & chosen;
            ulong carry = unchecked(0UL - (vLow & 1));
            vLow = (vLow >> 1) | (vHigh << 63);
            vHigh = (vHigh >> 1) ^ (Reduction & carry);
        }

        return (high, low);
    }
}
