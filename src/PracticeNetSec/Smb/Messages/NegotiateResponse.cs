// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Model;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Messages;

/// <summary>What the server selected ([MS-SMB2] 2.2.4).</summary>
/// <param name="Dialect">The dialect it chose.</param>
/// <param name="SigningRequired">It requires signing.</param>
/// <param name="MaxTransactSize">Maximum bytes of one response.</param>
internal sealed record NegotiateResponse(Smb2Dialect Dialect, bool SigningRequired, uint MaxTransactSize)
{
    private const ushort SigningRequiredBit = 0x0002;
    private const uint EncryptionCapability = 0x00000040;
    private const ushort EncryptionCapabilities = 0x0002;
    private const ushort SigningCapabilities = 0x0008;

    /// <summary>Maximum contexts parsed; three were sent, and a server may add some of its own.</summary>
    private const int MaxContexts = 16;

    /// <summary>The cipher it agrees to; null where this connection encrypts nothing.</summary>
    public Smb2Cipher? Cipher { get; init; }

    /// <summary>How sessions with a key are signed: what the server selected, or what the dialect prescribes (3.1.4.1).</summary>
    public Smb2Signing Signing { get; init; }

    /// <exception cref="SmbFormatException">Not a NEGOTIATE response to what we offered.</exception>
    public static NegotiateResponse Decode(Smb2Response response)
    {
        WireReader reader = response.Body(65);
        ushort securityMode = reader.ReadUInt16();
        Smb2Dialect dialect = (Smb2Dialect)reader.ReadUInt16();
        if (!dialect.IsOffered())
        {
            throw new SmbFormatException(EvidenceOf.SmbDialectNotOffered($"0x{(ushort)dialect:X4}"));
        }

        ushort contextCount = reader.ReadUInt16();
        reader.Skip(16); // ServerGuid
        uint capabilities = reader.ReadUInt32();
        uint maxTransactSize = reader.ReadUInt32();
        reader.Skip(4 + 4 + 8 + 8); // MaxReadSize, MaxWriteSize, SystemTime, ServerStartTime
        ushort tokenOffset = reader.ReadUInt16();
        ushort tokenLength = reader.ReadUInt16();
        uint contextOffset = reader.ReadUInt32();

        // The token lists the server's preferred mechanisms; NTLM is offered regardless, so only its position is checked.
        reader.Locate(tokenOffset, tokenLength);
        NegotiateResponse chosen = new(dialect, (securityMode & SigningRequiredBit) != 0, maxTransactSize)
        {
            Cipher = dialect is Smb2Dialect.Smb300 or Smb2Dialect.Smb302 && (capabilities & EncryptionCapability) != 0 ? Smb2Cipher.Aes128Ccm : null,
            Signing = dialect >= Smb2Dialect.Smb300 ? Smb2Signing.AesCmac : Smb2Signing.HmacSha256,
        };
        return dialect == Smb2Dialect.Smb311 ? ReadContexts(chosen, response, contextOffset, contextCount) : chosen;
    }

    /// <summary>The one cipher of SMB2_ENCRYPTION_CAPABILITIES (2.2.4.1.2), where 0 is none, and the one algorithm of SMB2_SIGNING_CAPABILITIES (2.2.4.1.7).</summary>
    private static NegotiateResponse ReadContexts(NegotiateResponse chosen, Smb2Response response, uint offset, ushort count)
    {
        WireReader reader = new(response.Message);
        reader.Skip(checked((int)(offset <= (uint)reader.Remaining ? offset : (uint)reader.Remaining)));
        for (int i = 0; i < count && i < MaxContexts && reader.Remaining > 0; i++)
        {
            reader.Align(8);
            ushort type = reader.ReadUInt16();
            ushort length = reader.ReadUInt16();
            reader.Skip(4);
            ReadOnlySpan<byte> data = reader.ReadBytes(length);
            chosen = type switch
            {
                EncryptionCapabilities => chosen with { Cipher = ReadCipher(data) },
                SigningCapabilities => chosen with { Signing = ReadSigning(data) },
                _ => chosen,
            };
        }

        return chosen;
    }

    private static Smb2Cipher? ReadCipher(ReadOnlySpan<byte> data)
    {
        ushort cipher = ReadOnly(data, "CipherCount");
        return cipher == 0 ? null
            : cipher <= (ushort)Smb2Cipher.Aes256Gcm ? (Smb2Cipher)cipher
            : throw new SmbFormatException(EvidenceOf.SmbCipherNotOffered($"0x{cipher:X4}"));
    }

    private static Smb2Signing ReadSigning(ReadOnlySpan<byte> data)
    {
        ushort algorithm = ReadOnly(data, "SigningAlgorithmCount");
        return algorithm <= (ushort)Smb2Signing.AesGmac ? (Smb2Signing)algorithm
            : throw new SmbFormatException(EvidenceOf.SmbSigningNotOffered($"0x{algorithm:X4}"));
    }

    private static ushort ReadOnly(ReadOnlySpan<byte> data, string count)
    {
        WireReader reader = new(data);
        reader.ExpectUInt16(1, count);
        return reader.ReadUInt16();
    }
}
