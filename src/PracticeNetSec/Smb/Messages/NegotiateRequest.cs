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

    /// <summary>
    /// SMB2_GLOBAL_CAP_ENCRYPTION. Set so that a server reports that a share requires encryption instead of
    /// denying access without a reason ([MS-SMB2] 3.3.5.7); a session without a password has no key to use it with.
    /// </summary>
    private const uint Encryption = 0x00000040;
    private const ushort PreauthIntegrity = 0x0001;
    private const ushort EncryptionCapabilities = 0x0002;
    private const ushort Sha512 = 0x0001;
    public const int SaltLength = 32;

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

    public override Smb2Command Command => Smb2Command.Negotiate;

    public override void WriteBody(WireWriter writer, int header)
    {
        writer.UInt16(36);
        writer.UInt16((ushort)_offered.Length);
        writer.UInt16(SigningEnabled);
        writer.UInt16(0);
        writer.UInt32(Encryption);
        writer.Bytes(_client.ToByteArray());
        bool withContexts = _offered.Contains(Smb2Dialect.Smb311); // Elsewhere these eight bytes are ClientStartTime, 0.
        int contexts = writer.Position;
        writer.UInt32(0); // NegotiateContextOffset
        writer.UInt16(withContexts ? (ushort)2 : (ushort)0); // NegotiateContextCount
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

        writer.Align(8, header);
        writer.UInt16(EncryptionCapabilities);
        writer.UInt16(6);
        writer.UInt32(0);
        writer.UInt16(2); // CipherCount
        writer.UInt16((ushort)Smb2Cipher.Aes128Gcm);
        writer.UInt16((ushort)Smb2Cipher.Aes128Ccm);
    }
}
