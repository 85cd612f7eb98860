// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Each identity is undetermined until the server answered it, whatever became of the others and of the connection.</summary>
public class IdentityTests
{
    [Fact]
    public async Task A_server_that_closes_after_a_refusal_is_asked_for_the_next_identity_again()
    {
        ScriptedShares scripted = new()
        {
            Folders = { ["Praxis"] = new(ScriptedShares.Full) },
            Refuse = asked => asked.Command == Smb2Command.SessionSetup && asked.User != "Guest" ? NtStatus.LogonFailure.Value : null,
            HangsUpAfter = asked => asked.Command == Smb2Command.SessionSetup && asked.User.Length > 0 && asked.User != "Guest",
        };
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal((SmbSessionResult.Refused, SmbSessionResult.Guest, "Guest"), (seen.AnonymousSession, seen.GuestSession, seen.GuestName));
        Assert.Equal(ShareAccess.Write, seen.Shares[0].GuestAccess);
    }

    [Fact]
    public async Task A_server_that_closes_after_every_refusal_has_refused_all_of_them()
    {
        ScriptedShares scripted = new()
        {
            Folders = { ["Praxis"] = new(ScriptedShares.Full) },
            Refuse = asked => asked.Command == Smb2Command.SessionSetup ? NtStatus.LogonFailure.Value : null,
            HangsUpAfter = asked => asked is { Command: Smb2Command.SessionSetup, HasName: true },
        };
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal((SmbSessionResult.Refused, SmbSessionResult.Refused), (seen.AnonymousSession, seen.GuestSession));
        Assert.Equal(
            new[] { "Gast", "Guest" },
            scripted.Asked.Where(asked => asked.Command == Smb2Command.SessionSetup && asked.User.StartsWith('G')).Select(asked => asked.User).Distinct().Order());
        Assert.Equal(Verdict.NotExposed, seen.Verdict);
        Assert.Contains(EvidenceOf.ShareGuestOff(), seen.Reasons);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Guest")]
    public async Task A_logon_that_is_answered_the_second_time_counts(string user)
    {
        int ignored = 0;
        ScriptedShares scripted = new()
        {
            Folders = { ["Praxis"] = new(ScriptedShares.Full) },
            Refuse = asked => asked.Command == Smb2Command.SessionSetup && (asked.User == "Gast" || asked.User.StartsWith("netsec", StringComparison.Ordinal)) ? NtStatus.LogonFailure.Value : null,
            Ignores = asked => asked.Command == Smb2Command.SessionSetup && asked.User == user && asked.HasName && ignored++ == 0,
        };
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Guest, "Guest"), (seen.AnonymousSession, seen.GuestSession, seen.GuestName));
    }

    [Fact]
    public async Task A_logon_that_is_never_answered_stays_undetermined_beside_refused_ones()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders = { ["Praxis"] = new(ScriptedShares.Full) },
            Refuse = asked => asked.Command == Smb2Command.SessionSetup ? NtStatus.LogonFailure.Value : null,
            Ignores = asked => asked.Command == Smb2Command.SessionSetup && asked.User == "Guest",
        });

        Assert.Equal((SmbSessionResult.Refused, SmbSessionResult.Undetermined), (seen.AnonymousSession, seen.GuestSession));
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
        Assert.Contains(EvidenceOf.SessionUnanswered(ShareSessionKind.Guest, "Guest"), seen.Reasons);
        Assert.Contains(EvidenceOf.SessionRefused(ShareSessionKind.Guest, "Gast", "STATUS_LOGON_FAILURE"), seen.Reasons);
    }

    [Theory]
    [InlineData("Guest")]
    [InlineData("Gast")]
    public async Task An_account_without_a_password_is_asked_where_any_name_becomes_a_guest(string account)
    {
        ShareReachability seen = await ExamineAsync(OpenToAnyNameAndTo(account));

        Assert.Equal((SmbSessionResult.Guest, "*"), (seen.GuestSession, seen.GuestName));
        Assert.Equal((ShareAccess.None, ShareAccess.Write), (seen.Shares[0].AnonymousAccess, seen.Shares[0].GuestAccess));
        Assert.Equal(new[] { ShareAccess.None, ShareAccess.None, ShareAccess.Write }, seen.Shares[0].Sessions.Select(session => session.Access));
        Assert.Equal(Verdict.AtRisk, seen.Verdict);
        Assert.Contains(seen.Reasons, reason => reason.Code == EvidenceCode.SessionAcceptedWithoutFlags && reason.Get<string>("identity") == account);
    }

    [Fact]
    public async Task An_account_without_a_password_is_asked_over_another_connection_where_the_shared_one_breaks()
    {
        ScriptedShares scripted = OpenToAnyNameAndTo("Gast", hangsUpAfter: asked => asked is { Connection: 1, HasName: true, User: "Gast" });
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Guest, "*"), (seen.AnonymousSession, seen.GuestSession, seen.GuestName));
        Assert.Equal(ShareAccess.Write, seen.Shares[0].GuestAccess);
    }

    [Fact]
    public async Task A_name_without_an_answer_beside_an_accepted_one_leaves_the_verdict_undetermined()
    {
        ShareReachability seen = await ExamineAsync(OpenToAnyNameAndTo("Guest", ignores: asked => asked is { Command: Smb2Command.SessionSetup, User: "Guest", HasName: true }));

        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Guest), (seen.AnonymousSession, seen.GuestSession));
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
        Assert.Contains(EvidenceOf.ShareIdentitiesUnanswered(), seen.Reasons);
        Assert.Contains(EvidenceOf.SessionUnanswered(ShareSessionKind.Guest, "Guest"), seen.Reasons);
    }

    [Fact]
    public async Task A_random_name_without_an_answer_is_not_forgotten_once_Guest_is_accepted()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders = { ["Praxis"] = new(ScriptedShares.Full) },
            Refuse = asked => asked is { Command: Smb2Command.TreeConnect, Path: "Praxis" } ? NtStatus.AccessDenied.Value : null,
            Ignores = asked => asked is { Command: Smb2Command.SessionSetup, HasName: true } && asked.User.StartsWith("netsec", StringComparison.Ordinal),
        });

        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Guest, "Guest"), (seen.AnonymousSession, seen.GuestSession, seen.GuestName));
        Assert.Equal((ShareAccess.Undetermined, Verdict.Undetermined), (seen.Shares[0].GuestAccess, seen.Verdict));
        Assert.Contains(EvidenceOf.ShareIdentitiesUnanswered(), seen.Reasons);
    }

    [Fact]
    public async Task A_name_that_becomes_the_same_guest_is_not_inspected_again()
    {
        ScriptedShares scripted = new() { Folders = { ["Praxis"] = new(ScriptedShares.Full) } };
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal(4, scripted.Asked.Count(asked => asked.HasName));
        Assert.Equal(2, scripted.Asked.Count(asked => asked is { Command: Smb2Command.TreeConnect, Path: "Praxis" }));
        Assert.Equal(2, seen.Shares[0].Sessions.Length);
        Assert.Single(scripted.Asked.Select(asked => asked.Connection).Distinct());
    }

    [Fact]
    public async Task Every_name_states_the_server_that_it_is_meant_for()
    {
        ScriptedShares scripted = new()
        {
            Refuse = asked => asked.Command == Smb2Command.SessionSetup ? NtStatus.LogonFailure.Value : null,
        };
        await ExamineAsync(scripted);

        ScriptedRequest[] named = scripted.Asked.Where(asked => asked.HasName && asked.User.Length > 0).ToArray();
        Assert.Equal(3, named.Length);
        Assert.All(named, asked => Assert.True(asked.IsMeantForServer));
    }

    [Fact]
    public async Task An_account_without_an_answer_is_tried_once()
    {
        ScriptedShares scripted = new()
        {
            Folders = { ["Praxis"] = new(ScriptedShares.Full) },
            Challenge = Smb2Answers.AgreeingToSigning,
            HangsUpAfter = asked => asked.Command == Smb2Command.SessionSetup && asked.User == "mfa",
            Ignores = asked => asked.Command == Smb2Command.SessionSetup && asked.User == "mfa",
        };
        ShareReachability seen = await ExamineAsync(scripted, new Credential("mfa", "geheim"));

        Assert.Equal(SmbSessionResult.Undetermined, seen.CredentialSession);
        Assert.Single(scripted.Asked, asked => asked.User == "mfa");
    }

    [Fact]
    public async Task Guest_access_that_is_off_is_said_with_what_shows_an_accounts_rights()
    {
        // Windows 10 and 11 as delivered: a null session that may do nothing, no such user, and a disabled Guest.
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders = { ["Praxis"] = new(ScriptedShares.Full) },
            Refuse = asked => asked.Command == Smb2Command.SessionSetup && asked.User.Length > 0 ? asked.User == "Gast" ? 0xC0000072 : NtStatus.LogonFailure.Value
                : asked.Command == Smb2Command.Create ? NtStatus.AccessDenied.Value : null,
        });

        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Refused, (string?)null), (seen.AnonymousSession, seen.GuestSession, seen.GuestName));
        Assert.Contains(EvidenceOf.ShareGuestOff(), seen.Reasons);
        Assert.Contains(EvidenceOf.ShareListIncomplete(), seen.Reasons);
    }

    /// <summary>Samba with <c>map to guest = Bad User</c> and an account without a password, which alone may use the share.</summary>
    private static ScriptedShares OpenToAnyNameAndTo(string account, Func<ScriptedRequest, bool>? hangsUpAfter = null, Func<ScriptedRequest, bool>? ignores = null) => new()
    {
        Folders = { ["Praxis"] = new(ScriptedShares.Full) },
        Signing = Smb2Signing.AesCmac,
        Accounts = new Dictionary<string, string> { [account] = "" },
        Refuse = asked => asked is { Command: Smb2Command.TreeConnect, Path: "Praxis" } && asked.User != account ? NtStatus.AccessDenied.Value : null,
        HangsUpAfter = hangsUpAfter ?? (_ => false),
        Ignores = ignores ?? (_ => false),
    };

    private static async Task<ShareReachability> ExamineAsync(ScriptedShares scripted, Credential? credential = null)
    {
        using FakeServer server = new(scripted.ServeAsync);
        return await ShareExaminer.ExamineAsync(
            "127.0.0.1",
            server.Port,
            new ShareExaminationOptions { Vantage = Vantage.Inside, StepTimeout = TimeSpan.FromMilliseconds(1500), Credential = credential },
            default);
    }
}
