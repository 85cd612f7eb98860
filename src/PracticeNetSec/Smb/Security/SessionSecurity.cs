// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Security;

/// <summary>
/// Signs and encrypts what one session sends, and verifies what it receives ([MS-SMB2] 3.1.4.1, 3.1.4.3, 3.2.5.1). Bytes in,
/// bytes out. Every response must be signed or encrypted by the server: a forgeable response is inconclusive.
/// </summary>
internal sealed class SessionSecurity : IDisposable
{
    /// <summary>SMB2 TRANSFORM_HEADER (2.2.41).</summary>
    public const int TransformLength = 52;

    private const uint TransformProtocol = 0x424D53FD;
    private const int SignatureLength = 16;
    private const int FlagsOffset = 16;
    private const int NextCommandOffset = 20;
    private const int MessageIdOffset = 24;
    private const int SignatureOffset = 48;
    private const int AssociatedOffset = 20;
    private const int SessionIdOffset = 44;
    private const byte ServerToRedirector = 0x01;
    private const uint Signed = 0x00000008;
    private const ushort Encrypted = 0x0001;

    private readonly Smb2Signing _algorithm;
    private readonly ulong _sessionId;
    private readonly byte[] _signingKey;
    private readonly AesGcmCipher? _signer;
    private readonly AuthenticatedCipher? _toServer;
    private readonly AuthenticatedCipher? _toClient;
    private ulong _nextNonce;

    /// <param name="algorithm">How the connection signs.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="cipher">The negotiated cipher; null where nothing can be encrypted.</param>
    public SessionSecurity(Smb2Signing algorithm, ulong sessionId, SessionKeys keys, Smb2Cipher? cipher)
    {
        _algorithm = algorithm;
        _sessionId = sessionId;
        _signingKey = keys.Signing;
        _signer = algorithm == Smb2Signing.AesGmac ? new AesGcmCipher(keys.Signing) : null;
        if (cipher is Smb2Cipher kind)
        {
            _toServer = AuthenticatedCipher.Create(kind, keys.ToServer);
            _toClient = AuthenticatedCipher.Create(kind, keys.ToClient);
        }
    }

    /// <summary>Whether this session can encrypt.</summary>
    public bool CanEncrypt => _toServer is not null;

    /// <summary>Signs each request of a frame, with the padding behind it (3.1.4.1).</summary>
    public byte[] Sign(byte[] frame)
    {
        byte[] signed = (byte[])frame.Clone();
        for (int start = 0; start < signed.Length;)
        {
            int next = (int)BinaryPrimitives.ReadUInt32LittleEndian(signed.AsSpan(start + NextCommandOffset, 4));
            Span<byte> message = next == 0 ? signed.AsSpan(start) : signed.AsSpan(start, next);
            Span<byte> flags = message.Slice(FlagsOffset, 4);
            BinaryPrimitives.WriteUInt32LittleEndian(flags, BinaryPrimitives.ReadUInt32LittleEndian(flags) | Signed);
            Signature(message).AsSpan().CopyTo(message.Slice(SignatureOffset, SignatureLength));
            start += message.Length;
        }

        return signed;
    }

    /// <summary>Whether an answer carries a signature.</summary>
    public static bool IsSigned(Smb2Response answer) => (answer.Message[FlagsOffset] & Signed) != 0;

    /// <summary>Checks the server's signature on one answer received unencrypted.</summary>
    /// <exception cref="SmbFormatException">The signature is missing or wrong.</exception>
    public void Verify(Smb2Response answer)
    {
        ReadOnlySpan<byte> message = answer.Message;
        if (!IsSigned(answer))
        {
            throw new SmbFormatException(EvidenceOf.SmbSignatureMissing(answer.Command.ToString(), answer.Status.ToString()));
        }

        byte[] unsigned = message.ToArray();
        unsigned.AsSpan(SignatureOffset, SignatureLength).Clear();
        if (!FixedTime.Equal(Signature(unsigned), message.Slice(SignatureOffset, SignatureLength)))
        {
            throw new SmbFormatException(EvidenceOf.SmbSignatureWrong(answer.Command.ToString(), answer.Status.ToString()));
        }
    }

    /// <summary>Encrypts a frame (3.1.4.3).</summary>
    /// <exception cref="InvalidOperationException">Without <see cref="CanEncrypt"/>.</exception>
    public byte[] Encrypt(byte[] frame)
    {
        AuthenticatedCipher cipher = _toServer ?? throw new InvalidOperationException("The connection settled on no cipher.");
        byte[] nonce = new byte[cipher.NonceLength];
        BinaryPrimitives.WriteUInt64LittleEndian(nonce, _nextNonce++); // The key is this session's own, so counting never repeats.
        byte[] message = new byte[TransformLength + frame.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(message, TransformProtocol);
        nonce.CopyTo(message, AssociatedOffset);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(36), (uint)frame.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(42), Encrypted);
        BinaryPrimitives.WriteUInt64LittleEndian(message.AsSpan(SessionIdOffset), _sessionId);
        (byte[] secret, byte[] tag) = cipher.Seal(nonce, message.AsSpan(AssociatedOffset, TransformLength - AssociatedOffset).ToArray(), frame);
        tag.CopyTo(message, 4);
        secret.CopyTo(message, TransformLength);
        return message;
    }

    /// <summary>The session an encrypted frame belongs to; null where it is not encrypted.</summary>
    public static ulong? SessionOf(byte[] frame) => frame.Length >= TransformLength && BinaryPrimitives.ReadUInt32LittleEndian(frame) == TransformProtocol
        ? BinaryPrimitives.ReadUInt64LittleEndian(frame.AsSpan(SessionIdOffset, 8))
        : null;

    /// <summary>Decrypts a frame.</summary>
    /// <exception cref="SmbFormatException">It is not of this session, or was altered.</exception>
    public byte[] Decrypt(byte[] frame)
    {
        WireReader reader = new(frame);
        if (_toClient is null)
        {
            throw new SmbFormatException(EvidenceOf.SmbEncryptedWithoutKey());
        }

        reader.Skip(4);
        ReadOnlySpan<byte> tag = reader.ReadBytes(AuthenticatedCipher.TagLength);
        byte[] associated = frame.AsSpan(AssociatedOffset, Math.Min(frame.Length, TransformLength) - AssociatedOffset).ToArray();
        byte[] nonce = reader.ReadBytes(16).Slice(0, _toClient.NonceLength).ToArray();
        uint length = reader.ReadUInt32();
        reader.Skip(2);
        reader.ExpectUInt16(Encrypted, "SMB2 TRANSFORM_HEADER.Flags");
        if (reader.ReadUInt64() != _sessionId)
        {
            throw new SmbFormatException(EvidenceOf.MalformedStructure("SMB2 TRANSFORM_HEADER.SessionId"));
        }

        if (length != reader.Remaining)
        {
            throw new SmbFormatException(EvidenceOf.MalformedField("SMB2 TRANSFORM_HEADER.OriginalMessageSize", length));
        }

        return _toClient.Open(nonce, associated, reader.ReadBytes(reader.Remaining).ToArray(), tag)
            ?? throw new SmbFormatException(EvidenceOf.SmbEncryptionTagWrong());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _signer?.Dispose();
        _toServer?.Dispose();
        _toClient?.Dispose();
    }

    private byte[] Signature(ReadOnlySpan<byte> message)
    {
        if (_signer is not null)
        {
            return _signer.Seal(SigningNonce(message), message.ToArray(), Array.Empty<byte>()).Tag;
        }

        if (_algorithm == Smb2Signing.AesCmac)
        {
            return AesCmac.Compute(_signingKey, message);
        }

        using HMACSHA256 mac = new(_signingKey);
        return mac.ComputeHash(message.ToArray()).AsSpan(0, SignatureLength).ToArray();
    }

    /// <summary>
    /// The nonce of AES-GMAC (3.1.4.1): the MessageId, then one bit that is set in what a server sends. A CANCEL would set the next bit;
    /// none is sent.
    /// </summary>
    private static byte[] SigningNonce(ReadOnlySpan<byte> message)
    {
        byte[] nonce = new byte[12];
        message.Slice(MessageIdOffset, 8).CopyTo(nonce);
        nonce[8] = (byte)(message[FlagsOffset] & ServerToRedirector);
        return nonce;
    }
}
