// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>One account over many servers: a wrong password must not lock it, and a doubtful server must not get a proof of it.</summary>
public sealed class AccountUseTests
{
    private const int Hosts = 11; // that many locked an account with a threshold of five
    private const string User = "mfa";

    [Fact]
    public async Task Eleven_servers_at_once_see_one_logon_of_an_account_that_the_first_refuses()
    {
        (ShareReachability[] seen, int logons) = await ExamineAllAsync(asked => Logon(asked) ? NtStatus.LogonFailure.Value : null);

        Assert.Equal(1, logons);
        Assert.Single(seen, server => server.CredentialSession == SmbSessionResult.Refused);
        Assert.Equal(Hosts - 1, seen.Count(server => server.CredentialSession == SmbSessionResult.Undetermined && States(server, "session.account-not-tried")));
        Assert.All(seen, server => Assert.Equal(SmbSessionResult.Guest, server.GuestSession)); // the others are inspected all the same
    }

    [Fact]
    public async Task A_server_that_makes_the_account_a_guest_did_not_accept_it()
    {
        // Samba's "map to guest = bad password": the wrong password counts at the domain.
        (ShareReachability[] seen, int logons) = await ExamineAllAsync(_ => null);

        Assert.Equal(1, logons);
        Assert.Single(seen, server => server.CredentialSession == SmbSessionResult.Guest);
    }

    [Theory]
    [InlineData(0xC0000001)] // STATUS_UNSUCCESSFUL, of some network stores for a wrong password
    [InlineData(0xC000000D)] // STATUS_INVALID_PARAMETER
    [InlineData(0xC0000199)] // STATUS_NOLOGON_WORKSTATION_TRUST_ACCOUNT
    public async Task Any_other_answer_to_the_proof_ends_the_use(uint status)
    {
        (ShareReachability[] seen, int logons) = await ExamineAllAsync(asked => Logon(asked) ? status : null);

        Assert.Equal(1, logons);
        Assert.All(seen, server => Assert.Equal(SmbSessionResult.Undetermined, server.CredentialSession));
    }

    /// <summary>A domain controller may count each of them, whatever this server accepted before.</summary>
    [Fact]
    public async Task A_refusal_after_the_server_had_accepted_the_account_ends_the_use()
    {
        Credential credential = new(User, "geheim");
        int logons = 0;
        ScriptedShares forgetful = new()
        {
            Challenge = Smb2Answers.AgreeingToSigning,
            Accounts = new Dictionary<string, string> { [User] = "geheim" },
            Folders = { ["Praxis"] = new(ScriptedShares.Full) { Entries = [("Ablage", 0x10, 0)] }, [@"Praxis\Ablage"] = new(ScriptedShares.Full) },
            Refuse = asked => Logon(asked) && asked.HasName && Interlocked.Increment(ref logons) > 1 ? NtStatus.LogonFailure.Value : null,
            HangsUpAfter = asked => asked is { Command: Smb2Command.TreeConnect, User: User, Path: "Praxis" },
        };
        using FakeServer first = new(forgetful.ServeAsync);
        ScriptedShares sound = new() { Challenge = Smb2Answers.AgreeingToSigning };
        using FakeServer second = new(sound.ServeAsync);

        await ExamineAsync(first, credential);
        await ExamineAsync(second, credential);

        Assert.Equal(2, logons);
        Assert.DoesNotContain(sound.Asked, Logon);
    }

    [Theory]
    [InlineData(0xC000005E)] // STATUS_NO_LOGON_SERVERS
    [InlineData(0xC0000192)] // STATUS_NETLOGON_NOT_STARTED
    [InlineData(0xC000018D)] // STATUS_TRUSTED_RELATIONSHIP_FAILURE
    [InlineData(0xC0000205)] // STATUS_INSUFF_SERVER_RESOURCES
    public async Task A_server_that_lacks_its_domain_or_resources_does_not_end_the_use(uint status)
    {
        (ShareReachability[] seen, int logons) = await ExamineAllAsync(asked => Logon(asked) ? status : null);

        Assert.Equal(Hosts, logons);
        Assert.All(seen, server => Assert.Equal(SmbSessionResult.Undetermined, server.CredentialSession));
    }

    /// <summary>
    /// A server that checks the SPN answers so to a right password that is meant for another name ([MS-SMB2] 3.3.5.5.3); another may to a wrong one, and count it. So it
    /// is no refusal of the account, and yet no other server gets it.
    /// </summary>
    [Fact]
    public async Task Access_denied_ends_the_use_as_long_as_no_server_accepted_the_account()
    {
        (ShareReachability[] seen, int logons) = await ExamineAllAsync(asked => Logon(asked) ? NtStatus.AccessDenied.Value : null);

        Assert.Equal(1, logons);
        Assert.All(seen, server => Assert.Equal(SmbSessionResult.Undetermined, server.CredentialSession));
        ShareReachability first = Assert.Single(seen, server => States(server, "session.account-access-denied"));
        Assert.Contains(CredentialProblems.Of(first), problem => problem.Code == "session.account-access-denied");
        Assert.Equal(Hosts - 1, seen.Count(server => States(server, "session.account-not-tried")));
    }

    [Fact]
    public async Task Access_denied_does_not_end_the_use_of_an_account_that_a_server_accepted()
    {
        Credential credential = new(User, "geheim");
        ScriptedShares accepting = new() { Challenge = Smb2Answers.AgreeingToSigning, Accounts = new Dictionary<string, string> { [User] = "geheim" } };
        ScriptedShares hardened = new() { Challenge = Smb2Answers.AgreeingToSigning, Refuse = asked => Logon(asked) ? NtStatus.AccessDenied.Value : null };
        using FakeServer first = new(accepting.ServeAsync);
        using FakeServer other = new(hardened.ServeAsync);

        ShareReachability accepted = await ExamineAsync(first, credential);
        await ExamineAsync(other, credential);
        await ExamineAsync(other, credential);
        ShareReachability again = await ExamineAsync(first, credential);

        Assert.Equal((SmbSessionResult.User, SmbSessionResult.User), (accepted.CredentialSession, again.CredentialSession));
        Assert.Equal(2, hardened.Asked.Count(Logon));
    }

    /// <summary>The challenge brings no credit, so that the proof cannot be sent.</summary>
    [Fact]
    public async Task A_proof_that_was_not_sent_does_not_end_the_use()
    {
        Credential credential = new(User, "geheim");
        ScriptedShares miserly = new()
        {
            Challenge = Smb2Answers.AgreeingToSigning,
            Credits = (command, status, requested) => command == Smb2Command.Negotiate ? (ushort)1
                : command == Smb2Command.SessionSetup && status == NtStatus.MoreProcessingRequired.Value ? (ushort)0 : requested,
        };
        using FakeServer first = new(miserly.ServeAsync);
        ScriptedShares sound = new() { Challenge = Smb2Answers.AgreeingToSigning };
        using FakeServer second = new(sound.ServeAsync);

        await ExamineAsync(first, credential);
        await ExamineAsync(second, credential);

        Assert.DoesNotContain(miserly.Asked, Logon);
        Assert.Single(sound.Asked, Logon);
    }

    [Fact]
    public async Task A_proof_that_was_sent_and_not_answered_ends_the_use()
    {
        Credential credential = new(User, "geheim");
        ScriptedShares mute = new() { Challenge = Smb2Answers.AgreeingToSigning, Ignores = Logon };
        using FakeServer first = new(mute.ServeAsync);
        ScriptedShares sound = new() { Challenge = Smb2Answers.AgreeingToSigning };
        using FakeServer second = new(sound.ServeAsync);

        await ExamineAsync(first, credential);
        await ExamineAsync(second, credential);

        Assert.Single(mute.Asked, Logon);
        Assert.DoesNotContain(sound.Asked, Logon);
    }

    [Theory]
    [InlineData(0xC0000022)] // STATUS_ACCESS_DENIED
    [InlineData(0xC00000BB)] // STATUS_NOT_SUPPORTED
    [InlineData(0xC0000418)] // STATUS_NTLM_BLOCKED
    public async Task An_error_before_a_name_was_sent_is_no_refusal_of_the_account(uint status)
    {
        ScriptedShares shares = new() { Challenge = Smb2Answers.AgreeingToSigning, RefuseFirst = asked => asked.Connection > 1 ? status : null };
        using FakeServer server = new(shares.ServeAsync);

        ShareReachability seen = await ExamineAsync(server, new Credential(User, "geheim"));

        Assert.DoesNotContain(shares.Asked, Logon);
        Assert.Equal(SmbSessionResult.Undetermined, seen.CredentialSession);
        Assert.True(States(seen, "session.account-not-named"));
        Assert.False(States(seen, "session.refused"));
    }

    [Fact]
    public async Task Servers_that_fall_silent_before_their_challenge_keep_no_other_waiting()
    {
        Credential credential = new(User, "geheim");
        ScriptedShares[] silent = [.. Enumerable.Range(0, 4).Select(_ => new ScriptedShares { Challenge = Smb2Answers.AgreeingToSigning, Ignores = asked => asked is { Command: Smb2Command.SessionSetup, Connection: > 1 } })];
        FakeServer[] servers = [.. silent.Select(shares => new FakeServer(shares.ServeAsync))];
        ScriptedShares sound = new() { Challenge = Smb2Answers.AgreeingToSigning, Accounts = new Dictionary<string, string> { [User] = "geheim" } };
        using FakeServer server = new(sound.ServeAsync);
        try
        {
            Task<ShareReachability>[] others = [.. servers.Select(each => ExamineAsync(each, credential))];
            for (int i = 0; i < 250 && silent.Any(shares => !shares.Asked.Any(asked => asked is { Command: Smb2Command.SessionSetup, Connection: > 1 })); i++)
            {
                await Task.Delay(20);
            }

            ShareReachability seen = await ExamineAsync(server, credential);

            Assert.Equal(SmbSessionResult.User, seen.CredentialSession);
            Assert.All(others, other => Assert.False(other.IsCompleted)); // they still wait for their servers
            Assert.All(await Task.WhenAll(others), other => Assert.Equal(SmbSessionResult.Undetermined, other.CredentialSession));
        }
        finally
        {
            Array.ForEach(servers, each => each.Dispose());
        }
    }

    [Fact]
    public async Task Another_run_tries_again()
    {
        Func<ScriptedRequest, uint?> refuse = asked => Logon(asked) ? NtStatus.LogonFailure.Value : null;

        Assert.Equal(1, (await ExamineAllAsync(refuse)).Logons);
        Assert.Equal(1, (await ExamineAllAsync(refuse)).Logons);
    }

    [Theory]
    [InlineData(false, true, "smb.challenge-without-time")]
    [InlineData(true, false, "smb.challenge-without-signing")]
    public async Task An_account_does_not_answer_a_challenge_without_a_time_or_without_signing(bool hasTime, bool signs, string code)
    {
        ScriptedShares shares = new()
        {
            Challenge = recorded => Altered(recorded, hasTime, signs),
            Refuse = asked => Logon(asked) ? NtStatus.LogonFailure.Value : null,
        };
        using FakeServer server = new(shares.ServeAsync);

        ShareReachability seen = await ExamineAsync(server, new Credential(User, "geheim"));

        Assert.DoesNotContain(shares.Asked, Logon);
        Assert.Equal(SmbSessionResult.Undetermined, seen.CredentialSession);
        Assert.True(States(seen, code));

        // Null session and guest have no password to protect.
        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Guest), (seen.AnonymousSession, seen.GuestSession));
    }

    [Theory]
    [InlineData(20, 0x01)] // NTLMSSP_NEGOTIATE_UNICODE
    [InlineData(22, 0x08)] // NTLMSSP_NEGOTIATE_EXTENDED_SESSIONSECURITY
    [InlineData(23, 0x20)] // NTLMSSP_NEGOTIATE_128
    public async Task An_account_does_not_answer_a_challenge_for_a_weaker_key(int at, int flag)
    {
        ScriptedShares shares = new()
        {
            Challenge = recorded =>
            {
                byte[] weak = Smb2Answers.AgreeingToSigning(recorded);
                weak[weak.AsSpan().IndexOf("NTLMSSP\0\u0002"u8) + at] &= (byte)~flag;
                return weak;
            },
        };
        using FakeServer server = new(shares.ServeAsync);

        ShareReachability seen = await ExamineAsync(server, new Credential(User, "geheim"));

        Assert.DoesNotContain(shares.Asked, Logon);
        Assert.True(States(seen, "smb.challenge-weak"));
    }

    [Theory]
    [InlineData(@"PRAXIS\")]
    [InlineData(@"PRAXIS\ ")]
    [InlineData("")]
    public async Task A_domain_without_a_user_is_no_account(string name)
    {
        ScriptedShares shares = new() { Challenge = Smb2Answers.AgreeingToSigning };
        using FakeServer server = new(shares.ServeAsync);

        await Assert.ThrowsAsync<ArgumentException>(() => ExamineAsync(server, new Credential(name, "geheim")));

        Assert.Empty(shares.Asked);
    }

    [Fact]
    public async Task A_challenge_that_was_not_answered_does_not_end_the_use()
    {
        Credential credential = new(User, "geheim");
        using FakeServer doubtful = new(new ScriptedShares { Challenge = recorded => Altered(recorded, hasTime: false, signs: true) }.ServeAsync);
        ScriptedShares sound = new() { Challenge = Smb2Answers.AgreeingToSigning };
        using FakeServer server = new(sound.ServeAsync);

        await ExamineAsync(doubtful, credential);
        await ExamineAsync(server, credential);

        Assert.Single(sound.Asked, Logon);
    }

    private static byte[] Altered(byte[] recorded, bool hasTime, bool signs)
    {
        byte[] challenge = signs ? Smb2Answers.AgreeingToSigning(recorded) : recorded;
        return hasTime ? challenge : Smb2Answers.WithoutTime(challenge);
    }

    private static bool Logon(ScriptedRequest asked) => asked.Command == Smb2Command.SessionSetup && asked.User == User;

    private static bool States(ShareReachability server, string code) => server.Reasons.SelectMany(reason => reason.StatedWithParts()).Any(part => part.Code == code);

    private static async Task<(ShareReachability[] Seen, int Logons)> ExamineAllAsync(Func<ScriptedRequest, uint?> refuse)
    {
        Credential credential = new(User, "geheim");
        ScriptedShares[] shares = [.. Enumerable.Range(0, Hosts).Select(_ => new ScriptedShares { Challenge = Smb2Answers.AgreeingToSigning, Refuse = refuse })];
        FakeServer[] servers = [.. shares.Select(share => new FakeServer(share.ServeAsync))];
        try
        {
            ShareReachability[] seen = await Task.WhenAll(servers.Select(server => ExamineAsync(server, credential)));
            return (seen, shares.Sum(share => share.Asked.Count(Logon)));
        }
        finally
        {
            Array.ForEach(servers, server => server.Dispose());
        }
    }

    private static Task<ShareReachability> ExamineAsync(FakeServer server, Credential credential)
    {
        ShareExaminationOptions options = ShareExaminerTests.Options(Vantage.Inside);
        options.Credential = credential;
        options.ProbeDialects = false;
        return ShareExaminer.ExamineAsync("127.0.0.1", server.Port, options, CancellationToken.None);
    }
}
