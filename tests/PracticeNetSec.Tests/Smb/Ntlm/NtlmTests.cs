// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Linq;
using System.Text;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Wire;
using Xunit;

namespace PracticeNetSec.Tests.Smb.Ntlm;

public class NtlmTests
{
    // [MS-NLMP] 4.2.1 and 4.2.4: the specification's own example.
    private static readonly byte[] ServerChallenge = Convert.FromHexString("0123456789abcdef");
    private static readonly byte[] ClientChallenge = Convert.FromHexString("aaaaaaaaaaaaaaaa");
    private static readonly byte[] TargetInfo = Convert.FromHexString(
        "02000c0044006f006d00610069006e00" + "01000c00530065007200760065007200" + "00000000");

    [Fact]
    public void NTOWFv2_is_that_of_the_specification() =>
        Assert.Equal("0C868A403BFD7A93A3001EF22EF02E3F", Convert.ToHexString(NtlmResponse.Key("User", "Domain", "Password")));

    [Fact]
    public void The_NTLMv2_response_begins_with_the_specifications_NTProofStr()
    {
        byte[] response = NtlmResponse.NtV2(NtlmResponse.Key("User", "Domain", "Password"), ServerChallenge, ClientChallenge, 0, TargetInfo);

        Assert.Equal("68CD0AB851E51C96AABC927BEBEF6A1C", Convert.ToHexString(response.AsSpan(0, 16)));
        Assert.Equal("0101000000000000", Convert.ToHexString(response.AsSpan(16, 8)));
    }

    [Fact]
    public void The_LMv2_response_is_that_of_the_specification() =>
        Assert.Equal(
            "86C35097AC9CEC102554764A57CCCC19AAAAAAAAAAAAAAAA",
            Convert.ToHexString(NtlmResponse.LmV2(NtlmResponse.Key("User", "Domain", "Password"), ServerChallenge, ClientChallenge)));

    [Fact]
    public void The_challenge_identifies_the_server()
    {
        NtlmChallenge challenge = RecordedChallenge();

        Assert.Equal("PRAXIS-SRV", challenge.ComputerName);
        Assert.Equal("PRAXIS-SRV", challenge.DomainName);
        Assert.Equal("6.1.0", challenge.OsBuild);
        Assert.Equal(8, challenge.ServerChallenge.Length);
        Assert.NotNull(challenge.Timestamp);
    }

    [Fact]
    public void The_null_session_sends_one_zero_byte_no_name_and_the_anonymous_flag()
    {
        byte[] message = NtlmAuthenticate.Encode(NtlmIdentity.Anonymous, RecordedChallenge(), ClientChallenge, DateTimeOffset.UnixEpoch);

        Assert.Equal(3u, BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(8)));
        Assert.Equal(new byte[] { 0 }, Field(message, 12)); // LmChallengeResponse: Z(1)
        Assert.Empty(Field(message, 20)); // NtChallengeResponse
        Assert.Empty(Field(message, 36)); // UserName
        Assert.Equal(0x800u, BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(60)) & 0x800);
    }

    [Fact]
    public void A_random_user_sends_an_NTLMv2_response_and_no_LM_response_to_a_server_with_a_timestamp()
    {
        NtlmChallenge challenge = RecordedChallenge();
        byte[] message = NtlmAuthenticate.Encode(new NtlmIdentity("niemand", "geheim"), challenge, ClientChallenge, DateTimeOffset.UnixEpoch);
        byte[] nt = Field(message, 20);

        Assert.Equal(new byte[24], Field(message, 12));
        Assert.Equal("niemand", Encoding.Unicode.GetString(Field(message, 36)));
        Assert.Equal(challenge.Timestamp, BinaryPrimitives.ReadInt64LittleEndian(nt.AsSpan(24)));
        Assert.Equal(challenge.TargetInfo, nt.Skip(16 + 28).Take(challenge.TargetInfo.Length));
        Assert.Equal(0u, BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(60)) & 0x800);
    }

    [Fact]
    public void The_password_is_nowhere_in_the_message()
    {
        byte[] message = NtlmAuthenticate.Encode(new NtlmIdentity("niemand", "geheim"), RecordedChallenge(), ClientChallenge, DateTimeOffset.UnixEpoch);

        Assert.Equal(-1, message.AsSpan().IndexOf("geheim"u8));
        Assert.Equal(-1, message.AsSpan().IndexOf(Encoding.Unicode.GetBytes("geheim")));
    }

    [Fact]
    public void SPNEGO_offers_NTLM_alone() => Assert.Equal(
        "602806062B0601050502" // RFC 2743 §3.1: APPLICATION 0, the SPNEGO OID
            + "A01E301CA00E300C060A2B06010401823702020A" // RFC 4178 §4.2.1: NegTokenInit, mechTypes: NTLM
            + "A20A0408" + "4E544C4D53535000", // mechToken
        Convert.ToHexString(Spnego.Init("NTLMSSP\0"u8.ToArray())));

    [Fact]
    public void SPNEGO_carries_the_answer_in_a_NegTokenResp() =>
        Assert.Equal("A10E300CA20A0408" + "4E544C4D53535000", Convert.ToHexString(Spnego.Response("NTLMSSP\0"u8.ToArray())));

    [Fact]
    public void SPNEGO_gives_back_what_the_server_wrapped()
    {
        byte[] token = SessionSetupResponse.Decode(
            SmbSample.First("guest.server.bin", Smb2Command.SessionSetup, NtStatus.MoreProcessingRequired)).Token;

        Assert.StartsWith("NTLMSSP\0", Encoding.ASCII.GetString(Spnego.DecodeResponse(token)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_without_a_message_is_malformed() =>
        Assert.Throws<SmbFormatException>(() => Spnego.DecodeResponse(Convert.FromHexString("A1073005A0030A0102")));

    private static NtlmChallenge RecordedChallenge() => NtlmChallenge.Decode(Spnego.DecodeResponse(SessionSetupResponse.Decode(
        SmbSample.First("null-session.server.bin", Smb2Command.SessionSetup, NtStatus.MoreProcessingRequired)).Token));

    private static byte[] Field(byte[] message, int at) => message.AsSpan(
        (int)BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(at + 4)),
        BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(at))).ToArray();
}
