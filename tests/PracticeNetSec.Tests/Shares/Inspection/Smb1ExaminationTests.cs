// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Smb1;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using PracticeNetSec.Tests.Smb.Smb1;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Servers that speak SMB1 alone: their shares and the rights on the roots, and never an all-clear. Samba's NT1 is examined in the lab.</summary>
public sealed class Smb1ExaminationTests
{
    private const uint Full = 0x001F01FF;
    private const uint ReadOnly = 0x001200A9;

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Shares_are_listed_and_the_rights_on_their_roots_found(bool splitsAnswers, bool reportsRights)
    {
        ScriptedSmb1 scripted = new()
        {
            Shares = { ["daten"] = (Full, Full), ["befunde"] = (Full, ReadOnly), ["archiv"] = (ReadOnly, Full), ["zu"] = (Full, Full) },
            Refuse = asked => asked is { Command: Smb1Command.TreeConnectAndX, Share: "zu" } ? NtStatus.AccessDenied.Value : null,
            SplitsAnswers = splitsAnswers,
            ReportsRights = reportsRights,
        };
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Guest, "*"), (seen.AnonymousSession, seen.GuestSession, seen.GuestName));
        Assert.Equal(
            new[]
            {
                ("daten", ShareAccess.Write, ShareAccess.Write), ("befunde", ShareAccess.Read, ShareAccess.Read), ("archiv", ShareAccess.Read, ShareAccess.Read),
                ("zu", ShareAccess.None, ShareAccess.None), ("IPC$", ShareAccess.List, ShareAccess.List),
            },
            seen.Shares.Select(share => (share.Name, share.AnonymousAccess!.Value, share.GuestAccess!.Value)));
        Assert.Equal(Verdict.AtRisk, seen.Verdict);
        Assert.Contains(EvidenceOf.ShareSmb1Alone(), seen.Reasons);
        Assert.True(seen.Smb1);
        Assert.Contains(seen.Findings, finding => finding.RuleId == "share.smb1");
        int opened = scripted.Asked.Count(asked => asked.Command == Smb1Command.NtCreateAndX);
        Assert.InRange(scripted.Asked.Count(asked => asked.Command == Smb1Command.Close), 8, opened);
    }

    /// <summary>A mask of nothing, and MAXIMUM_ALLOWED as it was requested, are no statement about rights.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0x02000000)]
    public async Task Rights_that_are_not_stated_are_found_by_opening(uint stated)
    {
        ShareReachability seen = await ExamineAsync(new ScriptedSmb1 { Shares = { ["daten"] = (Full, Full), ["befunde"] = (Full, ReadOnly) }, StatedRights = stated });

        Assert.Equal([ShareAccess.Write, ShareAccess.Read], seen.Shares.Take(2).Select(share => share.GuestAccess!.Value));
    }

    [Fact]
    public async Task Nothing_open_over_SMB1_is_no_all_clear()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedSmb1
        {
            Shares = { ["daten"] = (Full, Full) },
            Refuse = asked => asked.Command == Smb1Command.SessionSetupAndX ? NtStatus.LogonFailure.Value : null,
        });

        Assert.Equal((SmbSessionResult.Refused, SmbSessionResult.Refused), (seen.AnonymousSession, seen.GuestSession));
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
    }

    [Fact]
    public async Task What_a_server_that_requires_signing_refuses_an_account_without_a_password_shows_nothing()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedSmb1
        {
            Shares = { ["daten"] = (Full, Full) },
            Accounts = ["Guest"],
            SigningRequired = true,
            Refuse = asked => asked.Command == Smb1Command.SessionSetupAndX && asked.User != "Guest" ? NtStatus.LogonFailure.Value
                : asked.Command == Smb1Command.TreeConnectAndX ? NtStatus.AccessDenied.Value : null,
        }, "daten");

        Assert.Equal((SmbSessionResult.User, "Guest"), (seen.GuestSession, seen.GuestName));
        Assert.Equal(ShareAccess.Undetermined, seen.Shares[0].GuestAccess);
    }

    [Fact]
    public async Task An_account_without_a_password_is_asked_where_any_name_becomes_a_guest()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedSmb1
        {
            Shares = { ["daten"] = (Full, Full) },
            Accounts = ["Gast"],
            Refuse = asked => asked is { Command: Smb1Command.TreeConnectAndX, Share: "daten" } && asked.User != "Gast" ? NtStatus.AccessDenied.Value : null,
        });

        Assert.Equal((ShareAccess.None, ShareAccess.Write), (seen.Shares[0].AnonymousAccess, seen.Shares[0].GuestAccess));
    }

    /// <summary>Also those of names that became the same guest, which are not inspected.</summary>
    [Fact]
    public async Task Every_session_is_logged_off()
    {
        ScriptedSmb1 scripted = new() { Shares = { ["daten"] = (Full, Full) } };
        await ExamineAsync(scripted);

        Assert.Equal(
            scripted.Asked.Where(asked => asked.Command == Smb1Command.SessionSetupAndX).Select(asked => asked.User).Distinct().Order(),
            scripted.Asked.Where(asked => asked.Command == Smb1Command.LogoffAndX).Select(asked => asked.User).Order());
    }

    [Fact]
    public async Task No_account_is_used_over_SMB1()
    {
        ScriptedSmb1 scripted = new() { Shares = { ["daten"] = (Full, Full) } };
        using FakeServer server = new(scripted.ServeAsync);
        ShareExaminationOptions options = new() { Vantage = Vantage.Inside, Credential = new Credential("mfa", "geheim") };

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, options, default);

        Assert.Equal((SmbSessionResult.Undetermined, ShareAccess.Undetermined), (seen.CredentialSession, seen.Shares[0].CredentialAccess!.Value));
        Assert.DoesNotContain(scripted.Asked, asked => asked.User == "mfa");
    }

    [Fact]
    public async Task A_server_without_extended_security_is_asked_once_and_stays_undetermined()
    {
        ScriptedSmb1 scripted = new() { IsExtended = false };
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal(Verdict.Undetermined, seen.Verdict);
        Assert.Contains(seen.Reasons.SelectMany(reason => reason.StatedWithParts()), part => part.Code == EvidenceCode.SmbNoExtendedSecurity);
        Assert.Equal(2, scripted.Asked.Count); // the probe, and one attempt
    }

    private static async Task<ShareReachability> ExamineAsync(ScriptedSmb1 scripted, params string[] names)
    {
        using FakeServer server = new(scripted.ServeAsync);
        return await ShareExaminer.ExamineAsync(
            "127.0.0.1", server.Port, new ShareExaminationOptions { Vantage = Vantage.Inside, ShareNames = names, StepTimeout = TimeSpan.FromSeconds(5) }, default);
    }
}
