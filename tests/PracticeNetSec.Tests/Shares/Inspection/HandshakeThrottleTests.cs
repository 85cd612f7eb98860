// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;
using PracticeNetSec.Shares.Inspection;
using PracticeNetSec.Tests.Smb;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Many examinations at once: each gets its turn, and waiting for it costs none its time.</summary>
[Collection(Alone)]
public class HandshakeThrottleTests
{
    public const string Alone = "Conversation turns";

    [Fact]
    public async Task Waiting_for_the_handshake_throttle_does_not_count_against_the_servers_timeout()
    {
        using FakeServer server = new(new RecordedServer().ServeAsync);
        Task<HandshakeThrottle[]> others = Task.WhenAll(Enumerable.Range(0, 12 * HandshakeThrottle.AtOnce).Select(_ => HandshakeThrottle.TakeAsync(default)));
        try
        {
            Stopwatch clock = Stopwatch.StartNew();
            ShareReachability seen = await ShareExaminer.ExamineAsync(
                "127.0.0.1",
                server.Port,
                new ShareExaminationOptions { Vantage = Vantage.Outside, StepTimeout = TimeSpan.FromSeconds(1), TotalTimeout = TimeSpan.FromSeconds(1.5) },
                default);

            // The others keep what they have; their turns end by themselves after a while.
            Assert.True(clock.Elapsed > TimeSpan.FromSeconds(1.5), $"{clock.Elapsed}");
            Assert.Equal((PortState.Open, Verdict.Exposed), (seen.State, seen.Verdict));
            Assert.Equal(ShareAccess.Write, seen.Shares[0].GuestAccess);
        }
        finally
        {
            Array.ForEach(await others, other => other.Dispose());
        }
    }

    [Fact]
    public async Task A_server_that_disconnects_during_the_wait_is_queried_again()
    {
        RecordedServer recorded = new();
        int connections = 0;
        using FakeServer server = new(async connection =>
        {
            if (Interlocked.Increment(ref connections) == 1)
            {
                connection.Dispose(); // It gave us no time at all.
                return;
            }

            await recorded.ServeAsync(connection);
        });
        Task<HandshakeThrottle[]> others = Task.WhenAll(Enumerable.Range(0, 4 * HandshakeThrottle.AtOnce).Select(_ => HandshakeThrottle.TakeAsync(default)));

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, new ShareExaminationOptions { Vantage = Vantage.Outside }, default);

        Array.ForEach(await others, other => other.Dispose());
        Assert.Equal((PortState.Open, Verdict.Exposed), (seen.State, seen.Verdict));
    }

    [Fact]
    public async Task A_slot_that_is_disposed_twice_is_released_once()
    {
        HandshakeThrottle[] turns = await Task.WhenAll(Enumerable.Range(0, HandshakeThrottle.AtOnce).Select(_ => HandshakeThrottle.TakeAsync(default)));
        turns[0].Dispose();
        turns[0].Dispose();

        using HandshakeThrottle next = await HandshakeThrottle.TakeAsync(default);
        Task<HandshakeThrottle> oneTooMany = HandshakeThrottle.TakeAsync(default);

        Assert.False(oneTooMany.IsCompleted);
        Array.ForEach(turns, turn => turn.Dispose());
        (await oneTooMany).Dispose();
    }

    [Fact]
    public async Task A_slot_is_freed_shortly_after_the_answer()
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (int run = 0; run < 5 && best >= HandshakeThrottle.Slot; run++)
        {
            // A busy machine keeps its slots, so the best of five counts.
            HandshakeThrottle[] turns = await Task.WhenAll(Enumerable.Range(0, HandshakeThrottle.AtOnce).Select(_ => HandshakeThrottle.TakeAsync(default)));
            Stopwatch clock = Stopwatch.StartNew();
            Array.ForEach(turns, turn => turn.Answered());
            using HandshakeThrottle next = await HandshakeThrottle.TakeAsync(default);
            best = clock.Elapsed < best ? clock.Elapsed : best;
            Array.ForEach(turns, turn => turn.Dispose());
        }

        Assert.InRange(best, HandshakeThrottle.AfterAnswer - TimeSpan.FromMilliseconds(10), HandshakeThrottle.Slot - TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task Silent_hosts_delay_no_other()
    {
        using FakeServer silent = new(connection => connection.SilenceAsync());
        using FakeServer server = new(new RecordedServer().ServeAsync);
        ShareExaminationOptions options = new() { Vantage = Vantage.Outside, StepTimeout = TimeSpan.FromSeconds(8), TotalTimeout = TimeSpan.FromSeconds(8) };
        Task<ShareReachability>[] stuck = Enumerable.Range(0, 2 * HandshakeThrottle.AtOnce)
            .Select(_ => ShareExaminer.ExamineAsync("127.0.0.1", silent.Port, options, default)).ToArray();
        Stopwatch clock = Stopwatch.StartNew();

        ShareReachability seen = await ShareExaminer.ExamineAsync("127.0.0.1", server.Port, options, default);

        Assert.Equal(Verdict.Exposed, seen.Verdict);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(7), $"{clock.Elapsed}");
        Assert.All(await Task.WhenAll(stuck), host => Assert.Equal(Verdict.Undetermined, host.Verdict));
    }
}

/// <summary>By itself: turns are this process's own, and these tests hold them all.</summary>
[CollectionDefinition(HandshakeThrottleTests.Alone, DisableParallelization = true)]
public sealed class ConversationTurnsAlone
{
}
