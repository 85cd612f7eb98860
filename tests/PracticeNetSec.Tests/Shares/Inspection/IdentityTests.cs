// SPDX-License-Identifier: MIT
using System;
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

    private static async Task<ShareReachability> ExamineAsync(ScriptedShares scripted, Credential? credential = null)
    {
        using FakeServer server = new(scripted.ServeAsync);
        return await ShareExaminer.ExamineAsync(
            "127.0.0.1",
            server.Port,
            new ShareExaminationOptions { Vantage = Vantage.Inside, StepTimeout = TimeSpan.FromMilliseconds(800), Credential = credential },
            default);
    }
}
