// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>NEGOTIATE with every dialect from 2.0.2 to 3.1.1, or with some of them ([MS-SMB2] 2.2.3).</summary>
internal sealed class NegotiateRequest : Smb2Request
{
    public const ushort SigningEnabled = 0x0001;
    public const ushort SigningRequired = 0x0002;

    /// <summary>SMB2_GLOBAL_CAP_ENCRYPTION.</summary>
    private const uint Encryption = 0x00000040;
    private const ushort PreauthIntegrity = 0x0001;
    private const ushort EncryptionCapabilities = 0x0002;
    private const ushort SigningCapabilities = 0x0008;
    private const ushort Sha512 = 0x0001;
    public const int SaltLength = 32;

    /// <summary>In order of preference, as Windows 11 offers them.</summary>
    private static readonly Smb2Cipher[] Ciphers = { Smb2Cipher.Aes128Gcm, Smb2Cipher.Aes128Ccm, Smb2Cipher.Aes256Gcm, Smb2Cipher.Aes256Ccm };

    private static readonly Smb2Signing[] Algorithms = { Smb2Signing.AesGmac, Smb2Signing.AesCmac, Smb2Signing.HmacSha256 };

    private readonly Guid _client;
    private readonly byte[] _salt;
    private readonly Smb2Dialect[] _offered;

    /// <param name="client">Our id for this connection.</param>
    /// <param name="salt">Thirty-two random bytes.</param>
    /// <param name="offered">The dialects, ascending; all supported ones where none are named.</param>
    public NegotiateRequest(Guid client, byte[] salt, params Smb2Dialect[] offered)
    {
        _offered = offered.Length > 0 ? offered : Smb2DialectText.Offered;
        _client = client;
        _salt = salt.Length == SaltLength ? salt : throw new ArgumentException($"{SaltLength} bytes of salt.", nameof(salt));
    }

    /// <summary>
    /// Offers encryption: for sessions with a key only. A server that prefers encryption demands it of every client that offers it
    /// (Samba's <c>server smb encrypt = desired</c>), and a null or guest session has no key to encrypt with.
    /// </summary>
    public bool OffersEncryption { get; init; }

    public override Smb2Command Command => Smb2Command.Negotiate;

    public override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(36);
        writer.UInt16((ushort)_offered.Length);
        writer.UInt16(SigningEnabled);
        writer.UInt16(0);
        writer.UInt32(OffersEncryption ? Encryption : 0);
        writer.Bytes(_client.ToByteArray());
        bool withContexts = _offered.Contains(Smb2Dialect.Smb311); // Elsewhere these eight bytes are ClientStartTime, 0.
        int contexts = writer.Position;
        writer.UInt32(0); // NegotiateContextOffset
        writer.UInt16((ushort)(!withContexts ? 0 : OffersEncryption ? 3 : 2)); // NegotiateContextCount
        writer.UInt16(0);
        foreach (Smb2Dialect dialect in _offered)
        {
            writer.UInt16((ushort)dialect);
        }

        if (withContexts)
        {
            WriteContexts(writer, header, contexts);
        }
    }

    private void WriteContexts(WireWriter writer, int header, int contexts)
    {
        writer.Align(8, header);
        writer.PatchUInt32(contexts, writer.Position - header);
        writer.UInt16(PreauthIntegrity);
        writer.UInt16(6 + SaltLength);
        writer.UInt32(0);
        writer.UInt16(1); // HashAlgorithmCount
        writer.UInt16(SaltLength);
        writer.UInt16(Sha512);
        writer.Bytes(_salt);
        if (OffersEncryption)
        {
            WriteList(writer, header, EncryptionCapabilities, Ciphers.Select(cipher => (ushort)cipher).ToArray());
        }

        WriteList(writer, header, SigningCapabilities, Algorithms.Select(algorithm => (ushort)algorithm).ToArray());
    }

    /// <summary>A context that holds a count and as many numbers (2.2.3.1.2, 2.2.3.1.7).</summary>
    private static void WriteList(WireWriter writer, int header, ushort type, ushort[] numbers)
    {
        writer.Align(8, header);
        writer.UInt16(type);
        writer.UInt16((ushort)(2 + (2 * numbers.Length)));
        writer.UInt32(0);
        writer.UInt16((ushort)numbers.Length);
        foreach (ushort number in numbers)
        {
            writer.UInt16(number);
        }
    }
}
