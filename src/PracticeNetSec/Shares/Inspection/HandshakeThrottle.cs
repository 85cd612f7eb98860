// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// Limits concurrent handshakes. However many hosts are queried at once, only some connections start at a time: a machine
/// that starts all of them processes none in time, and mistakes its own delay for a server's silence.
/// A slot is freed with the connection, shortly after the server has answered, or after <see cref="Slot"/>, because a distant server's time is waiting, not work. Where this
/// machine is busy its timers come late, and the slot is kept, for <see cref="Longest"/> at most: a slow host delays no other.
/// </summary>
internal sealed class HandshakeThrottle : IDisposable
{
    /// <summary>After this time the next one starts, unless this machine is busy.</summary>
    public static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(150);

    /// <summary>After this time from the server's answer the next one starts, unless this machine is busy; then after <see cref="Slot"/>.</summary>
    public static readonly TimeSpan AfterAnswer = TimeSpan.FromMilliseconds(20);

    /// <summary>After this time the next one starts, whatever the state of this connection and this machine.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>High enough that distant servers are never the bottleneck; low enough for two processors.</summary>
    public static readonly int AtOnce = Math.Max(16, 4 * Environment.ProcessorCount);

    private static readonly TimeSpan BusyDelay = TimeSpan.FromMilliseconds(60); // of a timer, which is due to some 15 ms

    private static readonly SemaphoreSlim Free = new(AtOnce);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Timer _end;
    private TimeSpan _due = Slot;
    private TimeSpan _tolerance = BusyDelay;
    private int _given = 1;

    private HandshakeThrottle()
    {
        _end = new Timer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _end.Change(Slot, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits for a free slot.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<HandshakeThrottle> TakeAsync(CancellationToken cancellation)
    {
        await Free.WaitAsync(cancellation).ConfigureAwait(false);
        return new HandshakeThrottle();
    }

    /// <summary>The server has answered: what follows is mostly waiting for the wire, which costs no other host anything.</summary>
    public void Answered() => Await(AfterAnswer, AfterAnswer);

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Dispose();
        Release();
    }

    private void End()
    {
        TimeSpan now = _clock.Elapsed;
        if (now - _due < _tolerance || now >= Longest)
        {
            Release();
            return;
        }

        Await(Slot, BusyDelay);
    }

    /// <param name="time">After it the slot is freed ...</param>
    /// <param name="tolerance">... unless the timer is late by this.</param>
    private void Await(TimeSpan time, TimeSpan tolerance)
    {
        (_due, _tolerance) = (_clock.Elapsed + time, tolerance);
        try
        {
            _end.Change(time, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The connection ended meanwhile, and freed the slot.
        }
    }

    private void Release()
    {
        if (Interlocked.Exchange(ref _given, 0) == 1)
        {
            Free.Release();
        }
    }
}
