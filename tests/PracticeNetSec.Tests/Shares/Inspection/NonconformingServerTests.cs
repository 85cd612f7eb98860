// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Client;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Servers that answer by the book and yet in ways that would mislead: what stays open must not be told as refused.</summary>
public class NonconformingServerTests
{
    private const uint UserSessionDeleted = 0xC0000203;
    private const uint InsufficientServerResources = 0xC0000205;
    private const uint Directory = 0x10;
    private const uint Reparse = 0x410;

    [Fact]
    public async Task The_scripted_server_is_read()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares { Folders = { ["Praxis"] = new(ScriptedShares.ReadOnly) } });

        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Guest), (seen.AnonymousSession, seen.GuestSession));
        Assert.Equal(
            new[] { ("Praxis", ShareAccess.Read, ShareAccess.Read), ("IPC$", ShareAccess.List, ShareAccess.List) },
            seen.Shares.Select(share => (share.Name, share.AnonymousAccess!.Value, share.GuestAccess!.Value)));
    }

    [Fact]
    public async Task A_random_user_without_an_answer_is_not_refused_because_guest_is()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders = { ["Praxis"] = new(ScriptedShares.Full) },
            Refuse = asked => asked.Command != Smb2Command.SessionSetup ? null
                : asked.User.StartsWith("netsec-check-", StringComparison.Ordinal) ? NtStatus.RequestNotAccepted.Value
                : NtStatus.LogonFailure.Value,
        });

        Assert.Equal((SmbSessionResult.Refused, SmbSessionResult.Undetermined), (seen.AnonymousSession, seen.GuestSession));
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
    }

    [Theory]
    [InlineData(0xC000005E)] // STATUS_NO_LOGON_SERVERS
    [InlineData(0xC0000192)] // STATUS_NETLOGON_NOT_STARTED
    [InlineData(0xC00000B5)] // STATUS_IO_TIMEOUT
    [InlineData(InsufficientServerResources)]
    [InlineData(0xC0000001)] // STATUS_UNSUCCESSFUL
    public async Task A_server_that_cannot_authenticate_has_refused_no_session(uint status)
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders = { ["Praxis"] = new(ScriptedShares.Full) },
            Refuse = asked => asked.Command == Smb2Command.SessionSetup ? status : null,
        });

        Assert.Equal((SmbSessionResult.Undetermined, SmbSessionResult.Undetermined), (seen.AnonymousSession, seen.GuestSession));
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_where_the_second_session_ends_the_first_still_shows_both(bool underOneId)
    {
        ScriptedShares scripted = new()
        {
            Folders = { ["Praxis"] = new(ScriptedShares.ReadOnly) },
            IdOf = number => underOneId ? 7 : number,
            Refuse = asked => !underOneId && asked.Command == Smb2Command.TreeConnect && asked is { Connection: 1, Session: 1, User: "" } ? UserSessionDeleted : null,
        };
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Guest), (seen.AnonymousSession, seen.GuestSession));
        Assert.Equal((ShareAccess.Read, ShareAccess.Read), (seen.Shares[0].AnonymousAccess, seen.Shares[0].GuestAccess));
        Assert.Contains(scripted.Asked, asked => asked is { Command: Smb2Command.TreeConnect, Path: "Praxis", User: "", Connection: > 1 });
        Assert.Contains(scripted.Asked, asked => asked is { Command: Smb2Command.TreeConnect, Path: "Praxis", User.Length: > 0, Connection: > 1 });
    }

    [Fact]
    public async Task A_guest_refused_after_a_null_session_is_tried_on_its_own_connection()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders = { ["Praxis"] = new(ScriptedShares.Full) },
            Refuse = asked => asked.Command != Smb2Command.SessionSetup ? null
                : asked.User.Length == 0 ? NtStatus.AccessDenied.Value
                : asked.Session > 1 ? NtStatus.AccessDenied.Value : null,
        });

        Assert.Equal((SmbSessionResult.Refused, SmbSessionResult.Guest), (seen.AnonymousSession, seen.GuestSession));
    }

    [Fact]
    public async Task A_failed_share_list_is_not_a_refused_one()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders = { ["Praxis"] = new(ScriptedShares.ReadOnly) },
            Refuse = asked => asked is { Command: Smb2Command.Create, Path: @"IPC$\srvsvc", User: "" } ? InsufficientServerResources : null,
        });

        Assert.Equal((ShareAccess.Undetermined, ShareAccess.List), (seen.Shares[^1].AnonymousAccess, seen.Shares[^1].GuestAccess));
    }

    [Fact]
    public async Task A_given_share_name_without_an_answer_stays_undetermined()
    {
        ShareReachability seen = await ExamineAsync(
            new ScriptedShares
            {
                Folders = { ["Praxis"] = new(0) },
                Refuse = asked => asked is { Command: Smb2Command.TreeConnect, Path: "geheim" } ? InsufficientServerResources
                    : asked is { Command: Smb2Command.Create, Path: "Praxis" } ? NtStatus.AccessDenied.Value : null,
            },
            "geheim", "gibtsnicht");

        Assert.Equal(ShareAccess.Undetermined, Assert.Single(seen.Shares, share => share.Name == "geheim").GuestAccess);
        Assert.DoesNotContain(seen.Shares, share => share.Name == "gibtsnicht");
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
    }

    [Fact]
    public async Task Shares_beyond_the_limit_are_not_kept()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Stub = call => ScriptedShares.ShareList(
                Enumerable.Range(0, 1500).Select(i => ($"s{call}-{i}".ToString(CultureInfo.InvariantCulture), 0u)).ToArray(), call < 16 ? 234u : 0, call),
        });

        Assert.InRange(seen.Shares.Length, 1, 1025);
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
    }

    [Fact]
    public async Task An_oversized_challenge_ends_the_logon_and_nothing_else()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares { Folders = { ["Praxis"] = new(0) }, Challenge = _ => HugeChallenge() });

        Assert.Equal(SmbSessionResult.Undetermined, seen.GuestSession);
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
    }

    [Theory]
    [InlineData(0xA0000003, ShareAccess.Write)] // a mount point or junction: the server itself goes there
    [InlineData(0x9000001A, ShareAccess.Write)] // a cloud folder
    [InlineData(0xA000000C, ShareAccess.Read)] // a symbolic link: the client would have to go elsewhere
    [InlineData(0x8000000A, ShareAccess.Read)] // a DFS link
    public async Task A_folder_with_a_server_side_reparse_point_is_inspected(uint tag, ShareAccess access)
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders =
            {
                ["Praxis"] = new(ScriptedShares.ReadOnly) { Entries = [("Ablage", Reparse, tag)] },
                [@"Praxis\Ablage"] = new(ScriptedShares.Full),
            },
        });

        Assert.Equal(access, seen.Shares[0].GuestAccess);
    }

    [Fact]
    public async Task A_folder_that_could_not_be_inspected_makes_counts_minima()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders =
            {
                ["Praxis"] = new(ScriptedShares.ReadOnly) { Entries = [("Ablage", Directory, 0)] },
                [@"Praxis\Ablage"] = new(ScriptedShares.Full),
            },
            Refuse = asked => asked is { Command: Smb2Command.Create, Path: @"Praxis\Ablage" } ? InsufficientServerResources : null,
        });

        Assert.True(seen.Shares[0].IsCutShort);
        Assert.Contains(EvidenceOf.RightsFoldersSilent(1), seen.Shares[0].Reasons.SelectMany(reason => reason.StatedWithParts()));
    }

    /// <summary>The number of a folder tells a loop from a new folder; of a server that repeats numbers, what is in the second one is not known.</summary>
    [Fact]
    public async Task A_folder_with_the_number_of_another_makes_counts_minima()
    {
        ShareReachability seen = await ExamineAsync(new ScriptedShares
        {
            Folders =
            {
                ["Praxis"] = new(ScriptedShares.ReadOnly) { Entries = [("Ablage", Directory, 0)] },
                [@"Praxis\Ablage"] = new(ScriptedShares.ReadOnly) { Entries = [("Scans", Directory, 0)] }, // as "Ablage", the first entry of its folder
                [@"Praxis\Ablage\Scans"] = new(ScriptedShares.Full),
            },
        });

        Assert.True(seen.Shares[0].IsCutShort);
    }

    [Fact]
    public void A_share_that_reports_rights_on_a_folder_alone_is_assessed_by_the_folder()
    {
        AccessVerdict verdict = AccessVerdict.Of(new ShareObservation
        {
            Tree = new TreeConnectResponse(TreeType.Disk, false, (AccessMask)ScriptedShares.Full),
            Root = new DirectoryView { Listed = NtStatus.Success },
            Folders = [new DirectoryView { MaximalAccess = (AccessMask)ScriptedShares.Full }],
        });

        Assert.Equal((ShareAccess.Write, 1), (verdict.Access, verdict.FoldersWritable));
    }

    [Fact]
    public async Task SMB1_alone_on_a_forwarded_port_is_found_in_its_framing()
    {
        using FakeServer server = new(async connection =>
        {
            byte[] request = await connection.ReadFrameAsync();
            if (request[0] == 0xFF)
            {
                await connection.WriteFrameAsync(SmbSample.Frames("smb1-accepted.server.bin")[0]);
            }

            connection.Dispose();
        });

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, new ShareExaminationOptions { Vantage = Vantage.Outside }, default);

        Assert.True(seen.Smb1);
        Assert.Equal(Verdict.AtRisk, seen.Verdict);
        Assert.Null(seen.AllowsUnauthenticatedRead());
    }

    [Fact]
    public async Task No_file_is_opened_in_an_IPC_share_with_files()
    {
        ScriptedShares scripted = new() { KindOfIpc = TreeType.Disk };
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.DoesNotContain(scripted.Asked, asked => asked.Command is Smb2Command.Create or Smb2Command.Ioctl or Smb2Command.Read);
        Assert.Equal(Verdict.Undetermined, seen.Verdict);
    }

    private static byte[] HugeChallenge()
    {
        WireWriter ntlm = new();
        ntlm.Bytes("NTLMSSP\0"u8);
        ntlm.UInt32(2);
        ntlm.UInt64(0);
        ntlm.UInt32(0x628A8215);
        ntlm.UInt64(1);
        ntlm.UInt64(0);
        const int Length = 65_440;
        ntlm.UInt16(Length);
        ntlm.UInt16(Length);
        ntlm.UInt32(56);
        ntlm.UInt64(0);
        ntlm.UInt16(1);
        ntlm.UInt16(Length - 4);
        ntlm.Zeros(Length - 4);
        byte[] token = PracticeNetSec.Smb.Ntlm.Spnego.Response(ntlm.ToArray());
        WireWriter body = new();
        body.UInt16(9);
        body.UInt16(0);
        body.UInt16(CompoundRequest.HeaderLength + 8);
        body.UInt16((ushort)token.Length);
        body.Bytes(token);
        return body.ToArray();
    }

    private static async Task<ShareReachability> ExamineAsync(ScriptedShares scripted, params string[] names)
    {
        using FakeServer server = new(scripted.ServeAsync);
        return await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, new ShareExaminationOptions { Vantage = Vantage.Inside, ShareNames = names }, default);
    }
}
