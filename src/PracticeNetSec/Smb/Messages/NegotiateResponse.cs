// SPDX-License-Identifier: MIT
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

    /// <summary>Maximum contexts parsed; two were sent, and a server may add some of its own.</summary>
    private const int MaxContexts = 16;

    /// <summary>The cipher it agrees to; null where this connection encrypts nothing.</summary>
    public Smb2Cipher? Cipher { get; init; }

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
        return new NegotiateResponse(dialect, (securityMode & SigningRequiredBit) != 0, maxTransactSize)
        {
            Cipher = dialect switch
            {
                Smb2Dialect.Smb311 => ChosenCipher(response, contextOffset, contextCount),
                Smb2Dialect.Smb300 or Smb2Dialect.Smb302 when (capabilities & EncryptionCapability) != 0 => Smb2Cipher.Aes128Ccm,
                _ => null,
            },
        };
    }

    /// <summary>The one cipher of SMB2_ENCRYPTION_CAPABILITIES (2.2.4.1.2); 0 is none.</summary>
    private static Smb2Cipher? ChosenCipher(Smb2Response response, uint offset, ushort count)
    {
        WireReader reader = new(response.Message);
        reader.Skip(checked((int)(offset <= (uint)reader.Remaining ? offset : (uint)reader.Remaining)));
        for (int i = 0; i < count && i < MaxContexts && reader.Remaining > 0; i++)
        {
            reader.Align(8);
            ushort type = reader.ReadUInt16();
            ushort length = reader.ReadUInt16();
            reader.Skip(4);
            if (type != EncryptionCapabilities)
            {
                reader.Skip(length);
                continue;
            }

            WireReader data = new(reader.ReadBytes(length));
            data.ExpectUInt16(1, "CipherCount");
            ushort cipher = data.ReadUInt16();
            return (Smb2Cipher)cipher is Smb2Cipher.Aes128Ccm or Smb2Cipher.Aes128Gcm ? (Smb2Cipher)cipher
                : cipher == 0 ? null
                : throw new SmbFormatException(EvidenceOf.SmbCipherNotOffered($"0x{cipher:X4}"));
        }

        return null;
    }
}
