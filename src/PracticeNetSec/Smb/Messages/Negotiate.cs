using System;
using System.Linq;

namespace PracticeNetSec.Smb.Messages;

/// <summary>NEGOTIATE with every dialect from 2.0.2 to 3.1.1 ([MS-SMB2] 2.2.3).</summary>
internal sealed class NegotiateRequest : Smb2Request
{
    public const ushort SigningEnabled = 0x0001;

    /// <summary>
    /// SMB2_GLOBAL_CAP_ENCRYPTION. We claim it so that a server names a share that demands encryption instead of
    /// refusing it without a reason ([MS-SMB2] 3.3.5.7); a session without a password has no key to use it with.
    /// </summary>
    private const uint Encryption = 0x00000040;
    private const ushort PreauthIntegrity = 0x0001;
    private const ushort EncryptionCapabilities = 0x0002;
    private const ushort Sha512 = 0x0001;
    private const ushort Aes128Ccm = 0x0001;
    private const ushort Aes128Gcm = 0x0002;
    private const int SaltLength = 32;

    private readonly Guid _client;
    private readonly byte[] _salt;

    public NegotiateRequest(Guid client, byte[] salt)
    {
        _client = client;
        _salt = salt.Length == SaltLength ? salt : throw new ArgumentException($"{SaltLength} bytes of salt.", nameof(salt));
    }

    public override Smb2Command Command => Smb2Command.Negotiate;

    public override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(36);
        writer.UInt16((ushort)Smb2DialectText.Offered.Length);
        writer.UInt16(SigningEnabled);
        writer.UInt16(0);
        writer.UInt32(Encryption);
        writer.Bytes(_client.ToByteArray());
        int contexts = writer.Position;
        writer.UInt32(0); // NegotiateContextOffset
        writer.UInt16(2); // NegotiateContextCount
        writer.UInt16(0);
        foreach (ushort dialect in Smb2DialectText.Offered.Select(dialect => (ushort)dialect))
        {
            writer.UInt16(dialect);
        }

        writer.Align(8, header);
        writer.PatchUInt32(contexts, writer.Position - header);
        writer.UInt16(PreauthIntegrity);
        writer.UInt16(6 + SaltLength);
        writer.UInt32(0);
        writer.UInt16(1); // HashAlgorithmCount
        writer.UInt16(SaltLength);
        writer.UInt16(Sha512);
        writer.Bytes(_salt);

        writer.Align(8, header);
        writer.UInt16(EncryptionCapabilities);
        writer.UInt16(6);
        writer.UInt32(0);
        writer.UInt16(2); // CipherCount
        writer.UInt16(Aes128Gcm);
        writer.UInt16(Aes128Ccm);
    }
}

/// <summary>What the server settled on ([MS-SMB2] 2.2.4).</summary>
internal sealed record NegotiateResponse(Smb2Dialect Dialect, bool SigningRequired, uint MaxTransactSize)
{
    private const ushort SigningRequiredBit = 0x0002;

    /// <exception cref="SmbFormatException">Not a NEGOTIATE response to what we offered.</exception>
    public static NegotiateResponse Decode(Smb2Response response)
    {
        WireReader reader = response.Body(65);
        ushort securityMode = reader.ReadUInt16();
        Smb2Dialect dialect = (Smb2Dialect)reader.ReadUInt16();
        if (!dialect.IsOffered())
        {
            throw new SmbFormatException($"The server chose dialect 0x{(ushort)dialect:X4}, which was not offered.");
        }

        reader.Skip(2 + 16 + 4); // NegotiateContextCount, ServerGuid, Capabilities
        uint maxTransactSize = reader.ReadUInt32();
        reader.Skip(4 + 4 + 8 + 8); // MaxReadSize, MaxWriteSize, SystemTime, ServerStartTime
        ushort tokenOffset = reader.ReadUInt16();
        ushort tokenLength = reader.ReadUInt16();

        // The token names the mechanisms the server likes; we offer NTLM whatever it says, so only its place is checked.
        reader.Locate(tokenOffset, tokenLength);
        return new NegotiateResponse(dialect, (securityMode & SigningRequiredBit) != 0, maxTransactSize);
    }
}
