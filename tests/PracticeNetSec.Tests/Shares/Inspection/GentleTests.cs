// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Servers with little room: asked one thing at a time they answer, and nothing is left open there. And how few round trips the others need.</summary>
public class GentleTests
{
    private const uint Directory = 0x10;

    [Theory]
    [InlineData(CompoundSupport.Unrelated)]
    [InlineData(CompoundSupport.FirstOnly)]
    public async Task A_server_that_takes_no_compounds_shows_every_right(object support)
    {
        ScriptedShares scripted = Server(compounds: (CompoundSupport)support);
        AssertIsWhole(await ExamineAsync(scripted));
        Assert.Equal(0, scripted.OpenPipes);
    }

    [Fact]
    public async Task A_server_that_grants_one_credit_at_a_time_shows_every_right()
    {
        ScriptedShares scripted = Server(credits: (_, _, _) => 1);
        AssertIsWhole(await ExamineAsync(scripted));
        Assert.Single(scripted.Asked.Select(asked => asked.Connection).Distinct());
    }

    [Fact]
    public async Task A_server_that_grants_three_credits_shows_every_right()
    {
        // Enough to open the pipe and to bind, too few for a share together with its root.
        bool isFirst = true;
        ScriptedShares scripted = Server(credits: (command, status, _) =>
        {
            bool isMore = isFirst && command == Smb2Command.SessionSetup && status == 0;
            isFirst &= !isMore;
            return isMore ? (ushort)3 : (ushort)1;
        });
        AssertIsWhole(await ExamineAsync(scripted));
        Assert.Single(scripted.Asked.Select(asked => asked.Connection).Distinct());
    }

    [Theory]
    [InlineData(0xC00000C9)] // STATUS_NETWORK_NAME_DELETED, as Windows and Samba answer to a TreeId they do not know
    [InlineData(0xC000000D)] // STATUS_INVALID_PARAMETER
    [InlineData(0xC0000022)] // STATUS_ACCESS_DENIED, which is no answer about the root
    public async Task A_server_that_looks_for_a_share_in_each_request_shows_every_right(uint status)
    {
        ScriptedShares scripted = Server(compounds: CompoundSupport.TreesApart, withoutTree: status);
        AssertIsWhole(await ExamineAsync(scripted));
        Assert.Single(scripted.Asked.Select(asked => asked.Connection).Distinct());
    }

    [Fact]
    public async Task A_root_is_opened_together_with_its_share_where_that_was_listed_as_a_disk()
    {
        ScriptedShares scripted = Server(listed: [("Praxis", 0), ("Drucker", 1)], names: ["Praxis", "Drucker", "Unbekannt"]);
        ShareReachability seen = await ExamineAsync(scripted, "Unbekannt");

        // Whatever is opened in a printer begins a print job ([MS-SMB2] 3.3.5.9): what is not known to be a disk is connected to first.
        Assert.Equal(new[] { "Drucker", "Praxis", "Unbekannt" }, seen.Shares.Select(share => share.Name).Where(name => name != "IPC$").Order());
        Assert.DoesNotContain(scripted.Asked, asked => asked.Command == Smb2Command.Create && asked.Path is "Drucker" or "Unbekannt");
        Assert.Contains(scripted.Asked, asked => asked is { Command: Smb2Command.Create, Path: "Praxis" });
    }

    [Fact]
    public async Task A_server_that_does_not_answer_the_end_of_a_session_is_not_waited_for()
    {
        ScriptedShares scripted = Server(ignores: asked => asked.Command == Smb2Command.Logoff);
        ShareReachability seen = await ExamineAsync(scripted);

        AssertIsWhole(seen);
        Assert.DoesNotContain(seen.Reasons, reason => reason.Code == EvidenceCode.SharePartEnded);
    }

    [Fact]
    public async Task A_single_pipe_is_used_by_one_session_after_the_other()
    {
        ScriptedShares scripted = Server(maxPipes: 1);
        AssertIsWhole(await ExamineAsync(scripted));
        for (int i = 0; i < 200 && scripted.OpenPipes > 0; i++)
        {
            await Task.Delay(20); // The result does not wait for the last messages.
        }

        Assert.Equal((0, 1), (scripted.OpenPipes, scripted.MostPipes));
    }

    [Fact]
    public async Task A_share_with_one_connection_is_used_by_one_session_after_the_other()
    {
        ScriptedShares scripted = Server(maxTrees: 1);
        AssertIsWhole(await ExamineAsync(scripted));
        Assert.All(scripted.Trees.Values, count => Assert.Equal(0, count));
    }

    [Fact]
    public async Task Every_pipe_and_every_session_is_closed()
    {
        ScriptedShares scripted = Server();
        using FakeServer server = new(scripted.ServeAsync);
        await ExamineAsync(server);

        Assert.Equal(2, scripted.Asked.Count(asked => asked is { Command: Smb2Command.Close, Path: @"IPC$\srvsvc" }));
        int sessions = scripted.Asked.Count(asked => asked.HasName);
        for (int i = 0; i < 200 && scripted.Asked.Count(asked => asked.Command == Smb2Command.Logoff) < sessions; i++)
        {
            await Task.Delay(20); // The last messages are still being read.
        }

        Assert.Equal(sessions, scripted.Asked.Count(asked => asked.Command == Smb2Command.Logoff));
    }

    /// <summary>Two sessions with one number cannot share a connection: each gets another one, and the first is left before that.</summary>
    [Fact]
    public async Task A_session_that_is_replaced_is_logged_off_before_the_next_connection()
    {
        ScriptedShares scripted = new() { Folders = { ["Praxis"] = new(ScriptedShares.ReadOnly) }, IdOf = _ => 7 };
        ShareReachability seen = await ExamineAsync(scripted);

        Assert.Equal((ShareAccess.Read, ShareAccess.Read), (seen.Shares[0].AnonymousAccess, seen.Shares[0].GuestAccess));
        ScriptedRequest[] asked = [.. scripted.Asked];
        int left = Array.FindIndex(asked, request => request is { Command: Smb2Command.Logoff, Connection: 1 });
        Assert.InRange(left, 0, Array.FindIndex(asked, request => request is { Command: Smb2Command.Negotiate, Connection: > 1 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(28)] // in all folders together a level is more than one wave of sixteen
    public async Task Sessions_lists_and_rights_take_ten_round_trips(int folders)
    {
        // As Samba grants them: one until somebody is logged on ([MS-SMB2] 3.3.1.2). One more round trip connects over TCP.
        const int Most = 9;
        int best = int.MaxValue;
        for (int run = 0; run < 3 && best > Most; run++)
        {
            // A busy machine takes one batch apart into two, so the best of three counts.
            ScriptedShares scripted = Server(
                credits: (command, status, requested) => command == Smb2Command.Negotiate || (command == Smb2Command.SessionSetup && status != 0) ? (ushort)1 : requested, counts: true, folders: folders);
            AssertIsWhole(await ExamineAsync(scripted));
            Assert.Single(scripted.Asked.Select(asked => asked.Connection).Distinct());
            best = Math.Min(best, scripted.RoundTrips);
        }

        Assert.InRange(best, 1, Most);
    }

    private static ScriptedShares Server(
        CompoundSupport compounds = default,
        uint withoutTree = 0xC00000C9,
        Func<Smb2Command, uint, ushort, ushort>? credits = null,
        int maxPipes = int.MaxValue,
        int maxTrees = int.MaxValue,
        bool counts = false,
        int folders = 1,
        (string Name, uint Kind)[]? listed = null,
        string[]? names = null,
        Func<ScriptedRequest, bool>? ignores = null)
    {
        ScriptedShares server = new()
        {
            Compounds = compounds,
            WithoutTree = withoutTree,
            Credits = credits ?? ((_, _, requested) => requested),
            MaxPipes = maxPipes,
            MaxTrees = maxTrees,
            CountsRoundTrips = counts,
            Ignores = ignores ?? (_ => false),
            Stub = listed is null ? null : _ => ScriptedShares.ShareList(listed),
        };
        if (names is not null)
        {
            foreach (string name in names)
            {
                server.Folders[name] = new(ScriptedShares.ReadOnly);
                server.Kinds[name] = name == "Praxis" ? TreeType.Disk : TreeType.Print;
            }

            return server;
        }

        (string Name, uint Attributes, uint Tag)[] file = [("export.bdt", 0x20, 0)];
        foreach (string share in new[] { "Praxis", "Formulare" })
        {
            string[] below = [.. Enumerable.Range(1, (folders + 1) / 2).Select(number => $"Ablage{number}")];
            server.Folders[share] = new(ScriptedShares.ReadOnly) { Entries = [.. below.Select(name => (name, Directory, 0u)), .. file] };
            server.Files[share + @"\export.bdt"] = ScriptedShares.ReadOnly;
            foreach (string folder in below.Select(name => $@"{share}\{name}"))
            {
                server.Folders[folder] = new(share == "Praxis" ? ScriptedShares.Full : ScriptedShares.ReadOnly) { Entries = file };
                server.Files[folder + @"\export.bdt"] = ScriptedShares.ReadOnly;
            }
        }

        return server;
    }

    private static void AssertIsWhole(ShareReachability seen)
    {
        Assert.Equal((SmbSessionResult.Null, SmbSessionResult.Guest), (seen.AnonymousSession, seen.GuestSession));
        Assert.Equal(
            new[]
            {
                ("Praxis", ShareAccess.Write, ShareAccess.Write), ("Formulare", ShareAccess.Read, ShareAccess.Read), ("IPC$", ShareAccess.List, ShareAccess.List),
            },
            seen.Shares.Select(share => (share.Name, share.AnonymousAccess!.Value, share.GuestAccess!.Value)));
    }

    private static async Task<ShareReachability> ExamineAsync(ScriptedShares scripted, params string[] names)
    {
        using FakeServer server = new(scripted.ServeAsync);
        return await ExamineAsync(server, names);
    }

    private static Task<ShareReachability> ExamineAsync(FakeServer server, params string[] names) => ShareExaminer.ExamineAsync(
        "127.0.0.1",
        server.Port,
        new ShareExaminationOptions { Vantage = Vantage.Inside, StepTimeout = TimeSpan.FromMilliseconds(1500), ShareNames = names },
        default);
}
