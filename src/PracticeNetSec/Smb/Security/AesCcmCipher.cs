// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;

namespace PracticeNetSec.Smb.Security;

/// <summary>AES-CCM (RFC 3610, NIST SP 800-38C), the cipher of SMB 3.0 ([MS-SMB2] 2.2.41): tag of 16 bytes, nonce of 11.</summary>
internal sealed class AesCcmCipher : AuthenticatedCipher
{
    /// <summary>Bytes that state the length of the text; L in RFC 3610.</summary>
    private readonly int _lengthBytes;
    private readonly int _tagLength;

    /// <param name="key">Sixteen or thirty-two bytes.</param>
    /// <param name="nonceLength">7 to 13 bytes; SMB uses 11.</param>
    /// <param name="tagLength">4 to 16 bytes; SMB uses 16.</param>
    public AesCcmCipher(byte[] key, int nonceLength = 11, int tagLength = TagLength)
        : base(key)
    {
        NonceLength = nonceLength;
        _lengthBytes = AesBlocks.Length - 1 - nonceLength;
        _tagLength = tagLength;
    }

    public override int NonceLength { get; }

    private protected override byte[] Cover(byte[] nonce, byte[] text) => Blocks.Counter(CounterBlock(nonce, 1), _lengthBytes, text);

    private protected override byte[] Tag(byte[] nonce, byte[] associated, byte[] text, byte[] secret)
    {
        byte[] mac = Mac(nonce, associated, text);
        return Blocks.Counter(CounterBlock(nonce, 0), _lengthBytes, mac.AsSpan(0, _tagLength).ToArray());
    }

    /// <summary>A_i (§2.3).</summary>
    private byte[] CounterBlock(byte[] nonce, byte number)
    {
        byte[] block = new byte[AesBlocks.Length];
        block[0] = (byte)(_lengthBytes - 1);
        nonce.CopyTo(block, 1);
        block[AesBlocks.Length - 1] = number;
        return block;
    }

    /// <summary>The chain of §2.2: B_0, the associated data behind its length, the text; each padded with zeros to whole blocks.</summary>
    private byte[] Mac(byte[] nonce, byte[] associated, byte[] text)
    {
        byte[] state = new byte[AesBlocks.Length];
        state[0] = (byte)((associated.Length > 0 ? 0x40 : 0) | ((_tagLength - 2) / 2 << 3) | (_lengthBytes - 1));
        nonce.CopyTo(state, 1);
        for (int i = 0, left = text.Length; i < _lengthBytes; i++, left >>= 8)
        {
            state[AesBlocks.Length - 1 - i] = (byte)left;
        }

        state = Blocks.Encrypt(state);
        if (associated.Length > 0)
        {
            // Two bytes encode a length below 0xFF00; a transform header has 32.
            byte[] withLength = new byte[2 + associated.Length];
            BinaryPrimitives.WriteUInt16BigEndian(withLength, checked((ushort)associated.Length));
            associated.CopyTo(withLength, 2);
            state = Chain(state, withLength);
        }

        return Chain(state, text);
    }

    private byte[] Chain(byte[] state, byte[] data)
    {
        for (int start = 0; start < data.Length; start += AesBlocks.Length)
        {
            for (int i = start; i < Math.Min(start + AesBlocks.Length, data.Length); i++)
            {
                state[i - start] ^= data[i];
            }

            state = Blocks.Encrypt(state);
        }

        return state;
    }
}
