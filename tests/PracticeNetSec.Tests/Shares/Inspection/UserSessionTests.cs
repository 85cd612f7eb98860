// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>A real account Guest without a password, in 3.1.1: its session is a user's, and unsigned requests in it are refused whatever the rights are.</summary>
public class UserSessionTests
{
    [Theory]
    [InlineData("Guest", Smb2Signing.AesCmac)]
    [InlineData("Guest", Smb2Signing.AesGmac)]
    [InlineData("Guest", Smb2Signing.HmacSha256)]
    [InlineData("Gast", Smb2Signing.AesGmac)]
    public async Task The_session_of_an_account_without_a_password_is_signed(string account, object signing)
    {
        ShareReachability seen = await ExamineAsync(Server(account, (Smb2Signing)signing));

        Assert.Equal((SmbSessionResult.User, account), (seen.GuestSession, seen.GuestName));
        Assert.Equal(
            new[] { ("Praxis", ShareAccess.Write), ("IPC$", ShareAccess.List) },
            seen.Shares.Select(share => (share.Name, share.GuestAccess!.Value)));
        Assert.Contains(seen.Findings, finding => finding.RuleId == "share.guest-account" && finding.Values[^1] == account);
        Assert.DoesNotContain(seen.Findings, finding => finding.RuleId == "share.guest-accepted");
    }

    [Fact]
    public async Task A_user_session_without_a_common_key_never_yields_None()
    {
        ShareReachability seen = await ExamineAsync(Server("Guest", Smb2Signing.AesCmac, otherKeys: true), "Praxis");

        Assert.Equal(SmbSessionResult.User, seen.GuestSession);
        Assert.All(seen.Shares, share => Assert.Equal(ShareAccess.Undetermined, share.GuestAccess));
        Assert.NotEqual(Verdict.NotExposed, seen.Verdict);
        Assert.Contains(seen.Reasons, reason => reason.Code == EvidenceCode.SessionWithoutKey);
    }

    [Fact]
    public async Task A_list_that_is_refused_for_want_of_a_key_is_not_refused()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Signing = Smb2Signing.AesCmac,
            HasOtherKeys = true,
            Accounts = new Dictionary<string, string> { ["Guest"] = "" },
            Refuse = asked => asked.Command == Smb2Command.SessionSetup && asked.User.Length > 0 && asked.User != "Guest" ? NtStatus.LogonFailure.Value : null,
        });

        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.User), (seen.AnonymousSession, seen.GuestSession));
        Assert.Equal((ShareAccess.List, ShareAccess.Undetermined), (Assert.Single(seen.Shares).AnonymousAccess, seen.Shares[0].GuestAccess));
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
    }

    [Fact]
    public async Task Any_name_is_claimed_only_where_a_random_one_was_accepted()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares { Folders = { ["Praxis"] = new(ScriptedShares.ReadOnly) } });

        Assert.Equal((SmbSessionResult.Guest, "*"), (seen.GuestSession, seen.GuestName));
        Assert.Contains(seen.Findings, finding => finding.RuleId == "share.guest-accepted");
        Assert.DoesNotContain(seen.Findings, finding => finding.RuleId == "share.guest-account");
    }

    private static ScriptedShares Server(string account, Smb2Signing signing, bool otherKeys = false) => new()
    {
        Folders = { ["Praxis"] = new(ScriptedShares.Full) },
        Signing = signing,
        HasOtherKeys = otherKeys,
        Accounts = new Dictionary<string, string> { [account] = "" },
        Refuse = asked => asked.Command == Smb2Command.SessionSetup && asked.User.Length > 0 && asked.User != account ? NtStatus.LogonFailure.Value
            : asked.Command == Smb2Command.TreeConnect && asked.User.Length == 0 ? NtStatus.AccessDenied.Value
            : null,
    };

    private static async Task<ShareReachability> ExamineAsync(ScriptedShares scripted, params string[] names)
    {
        using FakeServer server = new(scripted.ServeAsync);
        return await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, new ShareExaminationOptions { Vantage = Vantage.Inside, ShareNames = names }, default);
    }
}
