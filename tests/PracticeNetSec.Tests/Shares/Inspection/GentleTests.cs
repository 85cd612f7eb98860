// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
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
        ScriptedShares scripted = Server(credits: 1);
        AssertIsWhole(await ExamineAsync(scripted));
        Assert.Single(scripted.Asked.Select(asked => asked.Connection).Distinct());
    }

    [Fact]
    public async Task A_single_pipe_is_used_by_one_session_after_the_other()
    {
        ScriptedShares scripted = Server(maxPipes: 1);
        AssertIsWhole(await ExamineAsync(scripted));
        Assert.Equal(0, scripted.OpenPipes);
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
        await ExamineAsync(scripted);

        Assert.Equal(2, scripted.Asked.Count(asked => asked is { Command: Smb2Command.Close, Path: @"IPC$\srvsvc" }));
        Assert.Equal(scripted.Asked.Count(asked => asked.HasName), scripted.Asked.Count(asked => asked.Command == Smb2Command.Logoff));
    }

    [Fact]
    public async Task Sessions_lists_and_rights_take_ten_round_trips()
    {
        // A busy machine takes one batch apart into two, so the best of three counts.
        int best = int.MaxValue;
        for (int run = 0; run < 3 && best > 10; run++)
        {
            ScriptedShares scripted = Server(counts: true);
            AssertIsWhole(await ExamineAsync(scripted));
            Assert.Single(scripted.Asked.Select(asked => asked.Connection).Distinct());
            best = Math.Min(best, scripted.RoundTrips);
        }

        Assert.InRange(best, 1, 10);
    }

    private static ScriptedShares Server(
        CompoundSupport compounds = default, ushort? credits = null, int maxPipes = int.MaxValue, int maxTrees = int.MaxValue, bool counts = false)
    {
        return new ScriptedShares
        {
            Folders =
            {
                ["Praxis"] = new(ScriptedShares.ReadOnly) { Entries = [("Ablage", Directory, 0), ("export.bdt", 0x20, 0)] },
                [@"Praxis\Ablage"] = new(ScriptedShares.Full),
                ["Formulare"] = new(ScriptedShares.ReadOnly),
            },
            Files = { [@"Praxis\export.bdt"] = ScriptedShares.ReadOnly },
            Compounds = compounds,
            Credits = credits,
            MaxPipes = maxPipes,
            MaxTrees = maxTrees,
            CountsRoundTrips = counts,
        };
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

    private static async Task<ShareReachability> ExamineAsync(ScriptedShares scripted)
    {
        using FakeServer server = new(scripted.ServeAsync);
        return await ShareExaminer.ExamineAsync(
            "127.0.0.1", server.Port, new ShareExaminationOptions { Vantage = Vantage.Inside, StepTimeout = TimeSpan.FromMilliseconds(1500) }, default);
    }
}
