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

/// <summary>
/// Windows 11 24H2 and Server 2025 as delivered: SMB 3.1.1, signing required, guest refused, and a null session that reaches IPC$ and nothing in it.
/// </summary>
public sealed class Windows11Tests
{
    private const uint AccountDisabled = 0xC0000072;
    private const string User = "mfa";

    [Fact]
    public async Task Without_an_account_the_answer_says_that_guest_access_is_off_and_what_shows_more()
    {
        ScriptedShares scripted = Server();
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal(("3.1.1", true, false), (seen.ChosenDialect, seen.SigningRequired, seen.Smb1));
        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Refused, null), (seen.AnonymousSession, seen.GuestSession, seen.GuestName));
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
        Assert.Contains(EvidenceOf.ShareGuestOff(), seen.Reasons);
        Assert.Contains(EvidenceOf.ShareListIncomplete(), seen.Reasons);
        Assert.Contains(EvidenceOf.SessionRefused(ShareSessionKind.Guest, "Guest", "STATUS_ACCOUNT_DISABLED"), seen.Reasons);
        Assert.Contains(seen.Reasons, reason => reason.Code == EvidenceCode.SessionListRefused && reason.Get<string>("status") == "CREATE srvsvc: STATUS_ACCESS_DENIED");
        Assert.Empty(seen.Shares);
        Assert.DoesNotContain(scripted.Asked, asked => asked is { Command: Smb2Command.TreeConnect, Path: not "IPC$" });
    }

    [Fact]
    public async Task A_share_that_is_named_is_denied_to_the_null_session()
    {
        ShareReachability seen = await ExamineAsync(Server(), names: "Praxis");

        Assert.Equal((ShareAccess.None, ShareAccess.None), (seen.Shares[0].AnonymousAccess, seen.Shares[0].GuestAccess));
        Assert.Equal(Verdict.Undetermined, seen.Verdict); // others may exist
    }

    [Fact]
    public async Task With_an_account_the_list_is_known_and_nothing_is_open_without_it()
    {
        ShareReachability seen = await ExamineAsync(Server(), new Credential(User, "geheim"));

        Assert.Equal(SmbSessionResult.User, seen.CredentialSession);
        SmbShare share = seen.Shares.Single(share => share.Name == "Praxis");
        Assert.Equal((ShareAccess.None, ShareAccess.None, ShareAccess.Write), (share.AnonymousAccess, share.GuestAccess, share.CredentialAccess));
        Assert.Equal(Verdict.NotExposed, seen.Verdict);
    }

    /// <summary>Where an administrator switched guests on, the session cannot be signed; Windows serves it all the same.</summary>
    [Fact]
    public async Task A_guest_account_that_was_switched_on_is_found()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            IsWindows = true,
            Signing = Smb2Signing.AesGmac,
            Folders = { ["Praxis"] = new(ScriptedShares.ReadOnly) },
            Refuse = asked => asked.Command is Smb2Command.TreeConnect or Smb2Command.Create && asked.User.Length == 0 ? NtStatus.AccessDenied.Value : null,
        });

        Assert.Equal((SmbSessionResult.Guest, "*"), (seen.GuestSession, seen.GuestName));
        Assert.Equal((ShareAccess.None, ShareAccess.Read), (seen.Shares[0].AnonymousAccess, seen.Shares[0].GuestAccess));
        Assert.Equal(Verdict.AtRisk, seen.Verdict);
    }

    private static ScriptedShares Server() => new()
    {
        IsWindows = true,
        Signing = Smb2Signing.AesGmac,
        Challenge = Smb2Answers.AgreeingToSigning,
        Accounts = new Dictionary<string, string> { [User] = "geheim" },
        Folders = { ["Praxis"] = new(ScriptedShares.Full) },
        Refuse = asked => asked.User == User ? null
            : asked.Command == Smb2Command.SessionSetup && asked.User.Length > 0 ? asked.User == "Guest" ? AccountDisabled : NtStatus.LogonFailure.Value
            : asked is { Command: Smb2Command.TreeConnect, Path: not "IPC$" } or { Command: Smb2Command.Create } ? NtStatus.AccessDenied.Value
            : null,
    };

    private static async Task<ShareReachability> ExamineAsync(ScriptedShares scripted, Credential? credential = null, params string[] names)
    {
        using FakeServer server = new(scripted.ServeAsync);
        return await ShareExaminer.ExamineAsync(
            "127.0.0.1",
            server.Port,
            new ShareExaminationOptions { Vantage = Vantage.Inside, StepTimeout = TimeSpan.FromSeconds(5), Credential = credential, ShareNames = names },
            default);
    }
}
