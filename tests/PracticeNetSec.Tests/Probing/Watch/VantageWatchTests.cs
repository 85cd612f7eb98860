// SPDX-License-Identifier: MIT
using System;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Probing.Watch;
using Xunit;

namespace PracticeNetSec.Tests.Probing.Watch;

/// <summary>What was measured counts only between two checks that both found the connection working.</summary>
public sealed class VantageWatchTests
{
    private int _checks;
    private int _recoveries;
    private volatile bool _isDisturbed;

    [Fact]
    public async Task A_measurement_between_two_good_checks_is_proven()
    {
        using VantageWatch watch = Watch();
        long begun = (await watch.BeginAsync(CancellationToken.None)).Begun;

        Assert.Null(await watch.ProveAsync(begun, CancellationToken.None));
        Assert.Empty(watch.Outages);
    }

    [Fact]
    public async Task One_in_an_outage_gets_it_after_its_end()
    {
        using VantageWatch watch = Watch();
        long begun = (await watch.BeginAsync(CancellationToken.None)).Begun;
        Assert.Null(await watch.ProveAsync(begun, CancellationToken.None));
        begun = (await watch.BeginAsync(CancellationToken.None)).Begun;
        _isDisturbed = true;

        Task<Outage?> proof = watch.ProveAsync(begun, CancellationToken.None);
        await Task.Delay(200);
        Assert.False(proof.IsCompleted);
        _isDisturbed = false;
        Outage? met = await proof;

        Assert.Equal(OutageKind.Silent, met?.Kind);
        Assert.True(met!.To > met.From);
        Assert.Equal(1, _recoveries);

        // What begins afterwards is not affected.
        begun = (await watch.BeginAsync(CancellationToken.None)).Begun;
        Assert.Null(await watch.ProveAsync(begun, CancellationToken.None));
    }

    [Fact]
    public async Task What_began_before_an_outage_and_ends_after_it_is_affected()
    {
        using VantageWatch watch = Watch();
        long begun = (await watch.BeginAsync(CancellationToken.None)).Begun;
        await Task.Delay(100);
        _isDisturbed = true;
        await Task.Delay(200);
        _isDisturbed = false;
        await Task.Delay(200);

        Assert.NotNull(await watch.ProveAsync(begun, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_measured_is_stopped_when_an_outage_is_noticed()
    {
        using VantageWatch watch = Watch();
        Measurement measurement = await watch.BeginAsync(CancellationToken.None);
        await Task.Delay(100);
        Assert.False(measurement.Disturbed.IsCancellationRequested);
        _isDisturbed = true;
        await Task.Delay(200);

        Assert.True(measurement.Disturbed.IsCancellationRequested);
    }

    [Fact]
    public async Task An_outage_that_lasts_too_long_is_not_waited_for()
    {
        using VantageWatch watch = Watch(TimeSpan.FromMilliseconds(300));
        _isDisturbed = true;
        long begun = (await watch.BeginAsync(CancellationToken.None)).Begun;

        Outage? met = await watch.ProveAsync(begun, CancellationToken.None);

        Assert.NotNull(met);
        Assert.Null(met.To);
    }

    [Fact]
    public async Task A_measurement_begins_in_an_outage_only_after_a_pause()
    {
        using VantageWatch watch = Watch();
        _isDisturbed = true;
        await watch.BeginAsync(CancellationToken.None);
        await Task.Delay(100);

        Task<Measurement> next = watch.BeginAsync(CancellationToken.None);
        await Task.Delay(100);
        Assert.False(next.IsCompleted);
        _isDisturbed = false;
        await next;
    }

    [Fact]
    public async Task Nothing_is_checked_while_nothing_is_measured()
    {
        using VantageWatch watch = Watch();
        await Task.Delay(100);
        Assert.Equal(0, _checks);
        await watch.ProveAsync((await watch.BeginAsync(CancellationToken.None)).Begun, CancellationToken.None);
        await Task.Delay(100);
        int checks = _checks;
        await Task.Delay(200);

        Assert.InRange(_checks, checks, checks + 1);
    }

    [Fact]
    public async Task A_check_that_cannot_be_made_proves_nothing_and_does_not_end_the_watch()
    {
        bool isBroken = true;
        using VantageWatch watch = new(_ => isBroken ? throw new InvalidOperationException() : Task.FromResult<OutageKind?>(null), (_, _, _) => Task.CompletedTask, TimeProvider.System) { Interval = TimeSpan.FromMilliseconds(10), Idle = TimeSpan.FromMilliseconds(30) };
        Task<Outage?> proof = watch.ProveAsync((await watch.BeginAsync(CancellationToken.None)).Begun, CancellationToken.None);
        await Task.Delay(100);
        Assert.False(proof.IsCompleted);
        isBroken = false;

        Assert.NotNull(await proof);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        using VantageWatch watch = Watch();
        _isDisturbed = true;
        long begun = (await watch.BeginAsync(CancellationToken.None)).Begun;
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch.ProveAsync(begun, stop.Token));
    }

    private VantageWatch Watch(TimeSpan? max = null) => new(
        _ =>
        {
            Interlocked.Increment(ref _checks);
            return Task.FromResult<OutageKind?>(_isDisturbed ? OutageKind.Silent : null);
        },
        (_, _, _) =>
        {
            Interlocked.Increment(ref _recoveries);
            return Task.CompletedTask;
        },
        TimeProvider.System)
    {
        Interval = TimeSpan.FromMilliseconds(10),
        Idle = TimeSpan.FromMilliseconds(30),
        MaxOutage = max ?? TimeSpan.FromMinutes(1),
    };
}
