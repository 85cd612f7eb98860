// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Security;
using PracticeNetSec.Smb.Wire;
using Xunit;

namespace PracticeNetSec.Tests.Smb.Security;

/// <summary>Every computation of a session with keys, by the specifications' own examples.</summary>
public class SecurityVectorTests
{
    private const string Message64 = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

    [Theory] // RFC 4493 §4
    [InlineData(0, "bb1d6929e95937287fa37d129b756746")]
    [InlineData(16, "070a16b46b4d4144f79bdd9dd04a287c")]
    [InlineData(40, "dfa66747de9ae63030ca32611497c827")]
    [InlineData(64, "51f0bebf7e3b9d92fc49741779363cfe")]
    public void CMAC_is_that_of_RFC_4493(int length, string mac) => Assert.Equal(
        mac, Hex(AesCmac.Compute(Bytes("2b7e151628aed2a6abf7158809cf4f3c"), Bytes(Message64).AsSpan(0, length))));

    [Fact] // NIST SP 800-38C appendix C.1 to C.3, that of C.1: Tlen 32, Nlen 56
    public void CCM_is_that_of_SP_800_38C()
    {
        using AesCcmCipher cipher = new(Bytes("404142434445464748494a4b4c4d4e4f"), nonceLength: 7, tagLength: 4);

        (byte[] secret, byte[] tag) = cipher.Seal(Bytes("10111213141516"), Bytes("0001020304050607"), Bytes("20212223"));

        Assert.Equal(("7162015b", "4dac255d"), (Hex(secret), Hex(tag)));
    }

    [Theory] // The Galois/Counter Mode of Operation (McGrew, Viega), test cases 2 and 4
    [InlineData(
        "00000000000000000000000000000000", "000000000000000000000000", "", "00000000000000000000000000000000",
        "0388dace60b6a392f328c2b971b2fe78", "ab6e47d42cec13bdf53a67b21257bddf")]
    [InlineData(
        "feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091",
        "5bc94fbc3221a5db94fae95ae7121a47")]
    public void GCM_is_that_of_its_authors(string key, string nonce, string associated, string text, string secret, string tag)
    {
        using AesGcmCipher cipher = new(Bytes(key));

        (byte[] sealedText, byte[] proof) = cipher.Seal(Bytes(nonce), Bytes(associated), Bytes(text));

        Assert.Equal((secret, tag), (Hex(sealedText), Hex(proof)));
        Assert.Equal(Bytes(text), cipher.Open(Bytes(nonce), Bytes(associated), sealedText, proof));
    }

    [Theory] // The Galois/Counter Mode of Operation, test cases 14 and 16: keys of 256 bits
    [InlineData(
        "0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "00000000000000000000000000000000",
        "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919")]
    [InlineData(
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
        "76fc6ece0f4e1768cddf8853bb2d551b")]
    public void GCM_with_256_bits_is_that_of_its_authors(string key, string nonce, string associated, string text, string secret, string tag) =>
        GCM_is_that_of_its_authors(key, nonce, associated, text, secret, tag);

    [Theory]
    [InlineData(Smb2Signing.AesGmac)]
    [InlineData(Smb2Signing.AesCmac)]
    [InlineData(Smb2Signing.HmacSha256)]
    public void A_signature_covers_every_byte_and_differs_by_message(object algorithm)
    {
        using SessionSecurity security = new((Smb2Signing)algorithm, 1, SessionKeys.Derive(Smb2Dialect.Smb311, new byte[16], new byte[64]), null);
        byte[] first = new CompoundRequest(1, 2, new LogoffRequest()).Compose(3, 1, 1);
        byte[] second = new CompoundRequest(1, 2, new LogoffRequest()).Compose(4, 1, 1);

        byte[] signed = security.Sign(first);
        Assert.NotEqual(signed.AsSpan(48, 16).ToArray(), security.Sign(second).AsSpan(48, 16).ToArray());
        foreach (int at in Enumerable.Range(0, first.Length).Where(at => at is < 16 or (> 23 and < 48) or > 63))
        {
            byte[] changed = first.ToArray();
            changed[at] ^= 1;
            Assert.NotEqual(signed.AsSpan(48, 16).ToArray(), security.Sign(changed).AsSpan(48, 16).ToArray());
        }
    }

    [Fact] // SP 800-38D §3: GMAC is GCM without a text. [MS-SMB2] 3.1.4.1: the nonce is the MessageId and the role.
    public void GMAC_of_a_message_is_the_tag_of_GCM_with_its_number_as_nonce()
    {
        SessionKeys keys = SessionKeys.Derive(Smb2Dialect.Smb311, new byte[16], new byte[64]);
        using SessionSecurity security = new(Smb2Signing.AesGmac, 1, keys, null);
        byte[] signed = security.Sign(new CompoundRequest(1, 2, new LogoffRequest()).Compose(0x0102030405060708, 1, 1));
        byte[] unsigned = signed.ToArray();
        unsigned.AsSpan(48, 16).Clear();
        byte[] tag = new byte[16];
        using System.Security.Cryptography.AesGcm reference = new(keys.Signing, 16);
        reference.Encrypt(new byte[] { 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0 }, ReadOnlySpan<byte>.Empty, Span<byte>.Empty, tag, unsigned);

        Assert.Equal(tag, signed.AsSpan(48, 16).ToArray());
    }

    [Fact]
    public void Keys_to_encrypt_are_as_long_as_the_cipher_demands_and_the_key_to_sign_is_not()
    {
        SessionKeys keys = SessionKeys.Derive(Smb2Dialect.Smb311, new byte[16], new byte[64], Smb2Cipher.Aes256Gcm);

        Assert.Equal((16, 32, 32), (keys.Signing.Length, keys.ToServer.Length, keys.ToClient.Length));
        Assert.NotEqual(SessionKeys.Derive(Smb2Dialect.Smb311, new byte[16], new byte[64]).ToServer, keys.ToServer[..16]); // L is part of the input.
    }

    [Property]
    public Property Encrypted_messages_decrypt_and_one_changed_bit_fails_authentication(byte[] text, NonNegativeInt where, bool gcm, bool isLong)
    {
        byte[] message = text ?? Array.Empty<byte>();
        using AuthenticatedCipher cipher = AuthenticatedCipher.Create(gcm ? Smb2Cipher.Aes128Gcm : Smb2Cipher.Aes128Ccm, new byte[isLong ? 32 : 16]);
        byte[] nonce = new byte[cipher.NonceLength];
        byte[] associated = new byte[32];
        (byte[] secret, byte[] tag) = cipher.Seal(nonce, associated, message);
        bool opens = cipher.Open(nonce, associated, secret, tag)!.SequenceEqual(message);
        byte[] all = secret.Concat(tag).Concat(associated).ToArray();
        all[where.Get % all.Length] ^= 1;
        byte[]? forged = cipher.Open(nonce, all[^32..], all[..secret.Length], all.AsSpan(secret.Length, 16));
        return (opens && forged is null).ToProperty();
    }

    [Fact] // Microsoft, "SMB 2 and SMB 3 security in Windows 10: the anatomy of signing and cryptographic keys", appendix
    public void Keys_of_SMB_3_0_are_those_of_Microsofts_example()
    {
        SessionKeys keys = SessionKeys.Derive(Smb2Dialect.Smb300, Bytes("7CD451825D0450D235424E44BA6E78CC"), Array.Empty<byte>());

        Assert.Equal("0b7e9c5cac36c0f6ea9ab275298cedce", Hex(keys.Signing));
        Assert.Equal("fad27796665b313ebb578f388632b4f7", Hex(keys.ToServer));
        Assert.Equal("b0f0427f7ceb416d1d9dcc0cd4f99447", Hex(keys.ToClient));
    }

    [Fact] // The same, 3.1.1: the hash over the negotiation is the context
    public void Keys_of_SMB_3_1_1_are_those_of_Microsofts_example()
    {
        SessionKeys keys = Keys311();

        Assert.Equal("73fe7a9a77bef0bde49c650d8ccb5f76", Hex(keys.Signing));
        Assert.Equal("629bcbc54422a0f572b97f45989b6073", Hex(keys.ToServer));
        Assert.Equal("e2af0dcefac68da71a0dfbd0d1350d74", Hex(keys.ToClient));
    }

    [Fact] // The same: the server's last word of the logon, signed
    public void The_signature_of_Microsofts_example_is_verified_and_no_other()
    {
        byte[] last = Bytes(
            "FE534D4240000100000000000100800009000000000000000300000000000000FFFE0000000000001900000000100000EBE146DA120BA25FC3376A49DFE31BC1"
            + "0900000048001D00A11B3019A0030A0100A3120410010000003B453CDC3524164200000000");
        using SessionSecurity security = new(Smb2Signing.AesCmac, 0x100000000019, Keys311(), Smb2Cipher.Aes128Gcm);

        security.Verify(Smb2Response.Split(last)[0]);
        for (int at = 20; at < last.Length; at += 7)
        {
            byte[] forged = last.ToArray();
            forged[at] ^= 0x10;
            Assert.Throws<SmbFormatException>(() => Smb2Response.Split(forged).ToList().ForEach(security.Verify));
        }
    }

    [Fact]
    public void A_response_without_a_signature_fails_verification()
    {
        using SessionSecurity security = new(Smb2Signing.HmacSha256, 1, SessionKeys.Derive(Smb2Dialect.Smb210, new byte[16], Array.Empty<byte>()), null);
        byte[] request = new CompoundRequest(1, 0, new LogoffRequest()).Compose(5, 1, 1);

        Assert.Throws<SmbFormatException>(() => security.Verify(Smb2Response.Split(Smb2Answers.To(request, NtStatus.Success))[0]));
    }

    [Theory]
    [InlineData(0x0202)]
    [InlineData(0x0300)]
    [InlineData(0x0311)]
    public void Each_request_of_a_compound_is_signed_by_itself(int dialect)
    {
        SessionKeys keys = SessionKeys.Derive((Smb2Dialect)dialect, new byte[16], new byte[64]);
        using SessionSecurity security = new((Smb2Dialect)dialect >= Smb2Dialect.Smb300 ? Smb2Signing.AesCmac : Smb2Signing.HmacSha256, 1, keys, null);
        Smb2FileId previous = Smb2Request.OfThePreviousRequest;
        byte[] plain = new CompoundRequest(1, 2, new OpenDirectoryRequest("", DirectoryOpening.ToAsk), new CloseRequest(previous)).Compose(3, 1, 1);

        byte[] signed = security.Sign(plain);

        int second = BitConverter.ToInt32(plain, 20);
        Assert.All(new[] { 0, second }, start =>
        {
            Assert.Equal(0x08, signed[start + 16] & 0x08);
            Assert.NotEqual(new byte[16], signed[(start + 48)..(start + 64)]);
        });
        Assert.NotEqual(signed[48..64], signed[(second + 48)..(second + 64)]);
    }

    [Theory] // Microsoft, "Encryption in SMB 3.0: a protocol perspective" and "SMB 3.1.1 encryption in Windows 10": the server's answers
    [InlineData(
        0x0300, "B4546771B515F766A86735532DD6C4F0", "", 0x8E40014000011, 1,
        "FD534D42A6015530A18F6D9AFFE22AFAE8E6648486000000000000001100001400E4080050000000000001001100001400E40800DBF46435C5F14169293CE079E344479B"
            + "F670227E49873F458672C3098DAC467DD5809F369D674091665157871483E01F7BECD02064EAC3E235F913668BBC2F097980D4B378F1993EFF6E60D177309E5B",
        "FE534D4240000100000000000900210009000000000000000400000000000000FFFE0000010000001100001400E40800000000000000000000000000000000001100000017"
            + "0000000000000000000000")]
    [InlineData(
        0x0311, "419FDDF34C1E001909D362AE7FB6AF79",
        "B23F3CBFD69487D9832B79B1594A367CDD950909B774C3A4C412B4FCEA9EDDDBA7DB256BA2EA30E977F11F9B113247578E0E915C6D2A513B8F2FCA5707DC8770", 0x100000000025, 2,
        "FD534D42ACBE1CB7ED343ADF1725EF144D90D4B0E06831DD2E8EB7B400000000000000005000000000000100250000000010000026BBBF949983A6C1C796559D0F2C510C"
            + "B651D1F7B6AC8DED32A2A0B8F2D793A815C6F6B848D69767A215841A42D400AE6DDB5F0B44173A014973321FDD7950DA6179159B82E03C9E18A050FF0EA1C967",
        "FE534D4240000100000000000900010001000000000000000500000000000000FFFE00000100000025000000001000000000000000000000000000000000000011000000170000000000000000000000")]
    public void The_encrypted_message_of_Microsofts_example_is_decrypted(int dialect, string sessionKey, string hash, long session, int cipher, string secret, string text)
    {
        SessionKeys keys = SessionKeys.Derive((Smb2Dialect)dialect, Bytes(sessionKey), Bytes(hash));
        using SessionSecurity security = new((Smb2Dialect)dialect >= Smb2Dialect.Smb300 ? Smb2Signing.AesCmac : Smb2Signing.HmacSha256, (ulong)session, keys, (Smb2Cipher)cipher);

        Assert.Equal(text, Convert.ToHexString(security.Decrypt(Bytes(secret))));
        byte[] touched = Bytes(secret);
        touched[^1] ^= 1;
        Assert.Throws<SmbFormatException>(() => security.Decrypt(touched));
    }

    [Property]
    public Property Arbitrary_encrypted_bytes_are_a_format_error(byte[] bytes)
    {
        using SessionSecurity security = new(Smb2Signing.AesCmac, 1, Keys311(), Smb2Cipher.Aes128Gcm);
        byte[] frame = new byte[] { 0xFD, (byte)'S', (byte)'M', (byte)'B' }.Concat(bytes ?? Array.Empty<byte>()).ToArray();
        return (Record.Exception(() => security.Decrypt(frame)) is SmbFormatException).ToProperty();
    }

    [Fact] // RFC 6229 §2: key 0x0102030405
    public void RC4_is_that_of_RFC_6229() => Assert.Equal("b2396305f03dc027ccc3524a0a1118a8", Hex(Rc4.Transform(Bytes("0102030405"), new byte[16])));

    [Fact] // [MS-NLMP] 4.2.4.1.3, 4.2.4.2.3
    public void The_exported_session_key_is_that_of_the_specification()
    {
        byte[] baseKey = NtlmResponse.SessionBaseKey(NtlmResponse.Key("User", "Domain", "Password"), Bytes("68cd0ab851e51c96aabc927bebef6a1c"));

        Assert.Equal("8de40ccadbc14a82f15cb0ad0de95ca3", Hex(baseKey));
        Assert.Equal("c5dad2544fc9799094ce1ce90bc9d03e", Hex(Rc4.Transform(baseKey, Enumerable.Repeat((byte)0x55, 16).ToArray())));
    }

    [Fact] // [MS-NLMP] 4.2.4.4: sealing and signing keys, and the checksum behind eighteen sealed bytes
    public void Signing_with_the_session_key_is_that_of_the_specification()
    {
        byte[] sessionKey = Enumerable.Repeat((byte)0x55, 16).ToArray();
        byte[] plaintext = Encoding.Unicode.GetBytes("Plaintext");
        byte[] checksum = NtlmSigning.FirstSignature(sessionKey, plaintext, exchangesKey: false)[4..12];

        Assert.Equal("4788dc861b4782f35d43fd98fe1a2d39", Hex(NtlmSigning.SigningKey(sessionKey)));
        Assert.Equal("59f600973cc4960a25480a7c196e4c58", Hex(NtlmSigning.SealingKey(sessionKey)));
        Assert.Equal("7fb38ec5c55d4976", Hex(Rc4.Transform(NtlmSigning.SealingKey(sessionKey), plaintext.Concat(checksum).ToArray())[18..]));
    }

    [Theory]
    [InlineData(@"PRAXIS\mfa", "PRAXIS", "mfa")]
    [InlineData("mfa@praxis.example", "", "mfa@praxis.example")]
    [InlineData("mfa", "", "mfa")]
    public void An_account_name_is_split_as_Windows_does(string name, string domain, string user)
    {
        NtlmIdentity identity = NtlmIdentity.Of(new PracticeNetSec.Http.Credential(name, "geheim"), "praxis-srv");

        Assert.Equal((domain, user, true), (identity.Domain, identity.User, identity.IsAccount));
        Assert.DoesNotContain("geheim", identity.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_signs_the_three_messages_and_prints_neither_password_nor_key()
    {
        NtlmChallenge challenge = NtlmChallenge.Decode(Spnego.DecodeResponse(SessionSetupResponse.Decode(
            SmbSample.First("null-session.server.bin", Smb2Command.SessionSetup, NtStatus.MoreProcessingRequired)).Token));
        byte[] negotiate = NtlmMessage.Negotiate(NtlmMessage.AccountFlags);
        byte[] key = Enumerable.Range(1, 16).Select(i => (byte)i).ToArray();

        NtlmAuthenticateResult proof = NtlmAuthenticate.ForAccount(
            NtlmIdentity.Of(new PracticeNetSec.Http.Credential("mfa", "geheim"), "praxis-srv"), negotiate, challenge, new byte[8], key);

        byte[] unproven = proof.Message.ToArray();
        unproven.AsSpan(72, 16).Clear();
        Assert.Equal(NtlmResponse.IntegrityCode(proof.SessionKey, negotiate, challenge.Message, unproven), proof.Message[72..88]);
        Assert.Equal(-1, proof.Message.AsSpan().IndexOf(Encoding.Unicode.GetBytes("geheim")));
        Assert.Equal(-1, proof.Message.AsSpan().IndexOf(proof.SessionKey));
    }

    private static SessionKeys Keys311() => SessionKeys.Derive(Smb2Dialect.Smb311, Bytes("270E1BA896585EEB7AF3472D3B4C75A7"), Bytes(
        "0DD13628CC3ED218EF9DF9772D436D0887AB9814BFAE63A80AA845F36909DB7928622DDDAD522D9751640A459762C5A9D6BB084CBB3CE6BDADEF5D5BCE3C6C01"));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex);

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
