// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading;

namespace PracticeNetSec.Probing;

/// <summary>
/// Cancels attempts whose retransmission timeout has expired. Each is inspected when that may be so and not before: a wheel of
/// ten-millisecond slots, as systems keep the timers of TCP, instead of a timer for each attempt or an inspection of all.
/// </summary>
internal sealed class AttemptDeadlines : IDisposable
{
    private static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(10);

    // A timeout can shrink while an attempt is in flight, and a stop is to be noticed: no attempt waits longer for its next inspection.
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(100);
    private static readonly int Slots = (int)(MaxPause.Ticks / Slot.Ticks) + 2;

    private readonly ConcurrentQueue<ConnectAttempt>[] _wheel = new ConcurrentQueue<ConnectAttempt>[Slots];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Timer _timer;
    private long _inspected; // number of the last slot that was
    private int _isInspecting;

    public AttemptDeadlines()
    {
        for (int slot = 0; slot < Slots; slot++)
        {
            _wheel[slot] = new ConcurrentQueue<ConnectAttempt>();
        }

        _timer = new Timer(_ => Inspect(), null, Slot, Slot);
    }

    private long Now => _clock.Elapsed.Ticks / Slot.Ticks;

    /// <summary>Takes an attempt that has been started.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="remaining">How long it cannot have timed out.</param>
    public void Add(ConnectAttempt attempt, TimeSpan remaining)
    {
        TimeSpan pause = remaining < MaxPause ? remaining : MaxPause;
        _wheel[(Now + 1 + (Math.Max(pause.Ticks, 1) - 1) / Slot.Ticks) % Slots].Enqueue(attempt);
    }

    /// <summary>Ends all attempts.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        foreach (ConcurrentQueue<ConnectAttempt> slot in _wheel)
        {
            while (slot.TryDequeue(out ConnectAttempt? attempt))
            {
                attempt.Dispose();
            }
        }
    }

    private void Inspect()
    {
        // An inspection that takes longer than a slot must not overlap with a second one: the next one makes up for it.
        if (Interlocked.Exchange(ref _isInspecting, 1) == 1)
        {
            return;
        }

        try
        {
            long now = Now;
            for (long slot = Math.Max(_inspected + 1, now - Slots + 1); slot <= now; slot++)
            {
                InspectSlot(_wheel[slot % Slots]);
            }

            _inspected = now;
        }
        finally
        {
            Volatile.Write(ref _isInspecting, 0);
        }
    }

    private void InspectSlot(ConcurrentQueue<ConnectAttempt> slot)
    {
        long now = Stopwatch.GetTimestamp();
        for (int count = slot.Count; count > 0 && slot.TryDequeue(out ConnectAttempt? attempt); count--)
        {
            if (attempt.CancelIfTimedOut(now) is TimeSpan remaining)
            {
                Add(attempt, remaining);
            }
        }
    }
}
