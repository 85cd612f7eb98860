// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using PracticeNetSec.Http;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Ntlm;
using PracticeNetSec.Smb.Wire;
using Xunit;

namespace PracticeNetSec.Tests.Smb.Ntlm;

/// <summary>
/// The logon of an account ([MS-NLMP] 3.1.5.1.2) as a server checks it (3.2.5.1.2): bound to one server, to the three messages, and of no use elsewhere.
/// The server's side is computed here by itself.
/// </summary>
public class AccountLogonTests
{
    private const string Password = "Praxis-4711";
    private static readonly byte[] Negotiate = NtlmMessage.Negotiate(NtlmMessage.AccountFlags);

    [Fact]
    public void The_response_copies_the_servers_pairs_and_adds_flags_channel_bindings_and_the_target()
    {
        NtlmChallenge challenge = Challenge();
        List<(ushort Id, byte[] Value)> pairs = Pairs(Field(LogOn(challenge, "praxis-srv").Message, 20).AsSpan(44));

        Assert.Equal(PairsOf(challenge).Where(pair => pair.Id is not (0 or 6 or 8)).Select(Shown), pairs.Where(pair => pair.Id is not (0 or 6 or 9 or 10)).Select(Shown));
        Assert.Equal("cifs/praxis-srv", Encoding.Unicode.GetString(pairs.Single(pair => pair.Id == 9).Value));
        Assert.Equal(new byte[16], pairs.Single(pair => pair.Id == 10).Value); // SMB over TCP: no TLS channel to bind to
        Assert.Equal(2u, BinaryPrimitives.ReadUInt32LittleEndian(pairs.Single(pair => pair.Id == 6).Value));
        Assert.Equal(0, pairs[^1].Id);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public void What_a_server_states_about_the_target_or_the_channel_is_not_confirmed(ushort id)
    {
        byte[] hostile = [(byte)id, 0, 4, 0, (byte)'x', 0, (byte)'y', 0, 0, 0, 0, 0];

        List<(ushort Id, byte[] Value)> pairs = Pairs(NtlmTargetInfo.ForAccount(hostile, "cifs/praxis-srv"));

        Assert.Single(pairs, pair => pair.Id == id);
        Assert.NotEqual("x\0y\0"u8.ToArray(), pairs.Single(pair => pair.Id == id).Value);
    }

    /// <summary>0x1 states a constrained account, 0x4 a name from an untrusted source, and the pair 8 this machine: none of it is the server's to state.</summary>
    [Fact]
    public void Of_the_flags_and_the_machine_a_server_states_nothing_is_confirmed()
    {
        byte[] hostile = [6, 0, 4, 0, 5, 0, 0, 0, 8, 0, 4, 0, 1, 2, 3, 4, 0, 0, 0, 0];

        List<(ushort Id, byte[] Value)> pairs = Pairs(NtlmTargetInfo.ForAccount(hostile, "cifs/praxis-srv"));

        Assert.Equal(2u, BinaryPrimitives.ReadUInt32LittleEndian(pairs.Single(pair => pair.Id == 6).Value));
        Assert.DoesNotContain(pairs, pair => pair.Id == 8);
    }

    [Theory]
    [InlineData("praxis-srv.", "cifs/praxis-srv")]
    [InlineData(" praxis-srv.praxis.example. ", "cifs/praxis-srv.praxis.example")]
    [InlineData("[2001:db8::1]", "cifs/2001:db8::1")]
    [InlineData("fe80::1%eth0", "cifs/fe80::1")] // a zone has a meaning on this machine alone (RFC 4007)
    [InlineData("[fe80::1%3]", "cifs/fe80::1")]
    public void The_server_is_stated_as_it_knows_itself(string named, string target) =>
        Assert.Equal(target, NtlmIdentity.Guest.MeantFor(named).TargetName);

    [Fact]
    public void There_is_no_LM_response_and_always_an_integrity_code()
    {
        byte[] message = LogOn(Challenge(), "praxis-srv").Message;

        Assert.Equal(new byte[24], Field(message, 12));
        Assert.NotEqual(new byte[16], message[72..88]);
    }

    [Fact]
    public void A_challenge_without_a_time_is_not_answered() => Assert.Throws<SmbFormatException>(() => LogOn(Challenge(Smb2Answers.WithoutTime), "praxis-srv"));

    [Fact]
    public void The_server_that_is_meant_accepts_the_logon() =>
        Assert.Equal(Checked.Accepted, Check(Challenge(), LogOn(Challenge(), "praxis-srv").Message, "praxis-srv"));

    /// <summary>The relay: the attacker has our client log on to himself, with the challenge of another server.</summary>
    [Fact]
    public void A_logon_passed_on_to_another_server_fails_where_that_checks_the_target()
    {
        byte[] message = LogOn(Challenge(), "attacker").Message;

        Assert.Equal(Checked.OtherTarget, Check(Challenge(), message, "praxis-srv"));
    }

    [Fact]
    public void A_target_altered_on_the_way_breaks_the_proof()
    {
        byte[] message = LogOn(Challenge(), "attackerxx").Message;
        int at = message.AsSpan().IndexOf(Encoding.Unicode.GetBytes("cifs/attackerxx"));
        Encoding.Unicode.GetBytes("cifs/praxis-srv").CopyTo(message, at);

        Assert.Equal(Checked.WrongProof, Check(Challenge(), message, "praxis-srv"));
    }

    /// <summary>CVE-2019-1040: who passes a logon on removes the request for signing, and the flag or the code that would show it.</summary>
    [Fact]
    public void Flags_altered_on_the_way_break_the_integrity_code()
    {
        byte[] message = LogOn(Challenge(), "praxis-srv").Message;
        message[60] &= 0xEF; // NTLMSSP_NEGOTIATE_SIGN

        Assert.Equal(Checked.WrongIntegrityCode, Check(Challenge(), message, "praxis-srv"));
    }

    private enum Checked
    {
        Accepted,
        WrongProof,
        WrongIntegrityCode,
        OtherTarget,
    }

    /// <summary>A server that knows the password, its name and the messages ([MS-NLMP] 3.2.5.1.2, and the SPN check of [MS-SMB2] 3.3.5.5.3).</summary>
    private static Checked Check(NtlmChallenge challenge, byte[] message, string serverName)
    {
        byte[] response = Field(message, 20);
        byte[] key = Mac(Md4.Hash(Encoding.Unicode.GetBytes(Password)), Encoding.Unicode.GetBytes("MFA" + "PRAXIS"));
        if (!Mac(key, [.. challenge.ServerChallenge, .. response[16..]]).SequenceEqual(response[..16]))
        {
            return Checked.WrongProof;
        }

        byte[] sessionKey = Rc4.Transform(Mac(key, response[..16]), Field(message, 52));
        byte[] unsigned = message.ToArray();
        unsigned.AsSpan(72, 16).Clear();
        return !Mac(sessionKey, [.. Negotiate, .. challenge.Message, .. unsigned]).SequenceEqual(message[72..88]) ? Checked.WrongIntegrityCode
            : Encoding.Unicode.GetString(Pairs(response.AsSpan(44)).Single(pair => pair.Id == 9).Value) != "cifs/" + serverName ? Checked.OtherTarget
            : Checked.Accepted;
    }

    private static byte[] Mac(byte[] key, byte[] data)
    {
#pragma warning disable CA5351 // HMAC-MD5 is what [MS-NLMP] 3.3.2 demands.
        return HMACMD5.HashData(key, data);
#pragma warning restore CA5351
    }

    private static NtlmAuthenticateResult LogOn(NtlmChallenge challenge, string server) => NtlmAuthenticate.ForAccount(
        NtlmIdentity.Of(new Credential(@"PRAXIS\mfa", Password), server), Negotiate, challenge, new byte[8], Enumerable.Range(1, 16).Select(i => (byte)i).ToArray());

    private static NtlmChallenge Challenge(Func<byte[], byte[]>? alter = null)
    {
        byte[] token = Smb2Answers.AgreeingToSigning(Spnego.DecodeResponse(SessionSetupResponse.Decode(
            SmbSample.First("null-session.server.bin", Smb2Command.SessionSetup, NtStatus.MoreProcessingRequired)).Token));
        return NtlmChallenge.Decode(alter?.Invoke(token) ?? token);
    }

    private static List<(ushort Id, byte[] Value)> PairsOf(NtlmChallenge challenge) => Pairs(challenge.TargetInfo);

    private static List<(ushort Id, byte[] Value)> Pairs(ReadOnlySpan<byte> list)
    {
        List<(ushort, byte[])> pairs = [];
        for (int at = 0; ;)
        {
            ushort id = BinaryPrimitives.ReadUInt16LittleEndian(list[at..]);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(list[(at + 2)..]);
            pairs.Add((id, list.Slice(at + 4, length).ToArray()));
            at += 4 + length;
            if (id == 0)
            {
                return pairs;
            }
        }
    }

    private static string Shown((ushort Id, byte[] Value) pair) => $"{pair.Id} {Convert.ToHexString(pair.Value)}";

    private static byte[] Field(byte[] message, int at) => message.AsSpan(
        (int)BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(at + 4)),
        BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(at))).ToArray();
}
