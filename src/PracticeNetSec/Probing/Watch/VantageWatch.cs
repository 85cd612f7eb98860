// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Probing.Watch;

/// <summary>A measurement that was begun.</summary>
/// <param name="Begun">When, as a timestamp of the clock.</param>
/// <param name="Disturbed">Cancelled as soon as an outage is noticed: what would be measured in it counts for nothing.</param>
internal readonly record struct Measurement(long Begun, CancellationToken Disturbed);

/// <summary>
/// Watches this machine's connection while a run measures: it is checked every two seconds, and whenever a measurement that has ended waits
/// for the proof that the connection worked meanwhile. Between the last check before an outage and the first one after it, nothing measured shows
/// what is closed. Nothing is checked while nothing is measured.
/// </summary>
internal sealed class VantageWatch : IDisposable
{
    private readonly Func<CancellationToken, Task<OutageKind?>> _check;
    private readonly Func<DateTimeOffset, long, CancellationToken, Task> _recover;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly object _lock = new();
    private readonly List<(long From, long To, Outage Outage)> _over = new();
    private TaskCompletionSource<bool> _checked = NewSignal();
    private TaskCompletionSource<bool> _wanted = NewSignal();
    private Task? _loop;
    private (long Since, Outage Outage)? _current;
    private long _proven;
    private DateTimeOffset _provenAt;
    private CancellationTokenSource _disturbed = new();
    private int _measuring;
    private int _waiting;

    /// <param name="check">One check; null where the connection works.</param>
    /// <param name="recover">Called after an outage, before its end is announced: with the last proof before it, as time and as timestamp of the clock.</param>
    /// <param name="time">The clock.</param>
    public VantageWatch(Func<CancellationToken, Task<OutageKind?>> check, Func<DateTimeOffset, long, CancellationToken, Task> recover, TimeProvider time) =>
        (_check, _recover, _time) = (check, recover, time);

    /// <summary>The minimum time between the starts of two checks.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The time between two checks where nothing waits for one.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>An outage that lasts longer is not waited for: what was measured in it stays undetermined.</summary>
    public TimeSpan MaxOutage { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long new measurements are held back in an outage; then they begin, because what answers them ends it.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>All outages so far, one that lasts among them.</summary>
    public IReadOnlyList<Outage> Outages
    {
        get
        {
            lock (_lock)
            {
                return _over.Select(over => over.Outage).Concat(_current is { } current ? new[] { current.Outage } : Array.Empty<Outage>()).ToArray();
            }
        }
    }

    /// <summary>Begins a measurement, in an outage after a pause. Every begin needs a <see cref="ProveAsync"/>.</summary>
    public async Task<Measurement> BeginAsync(CancellationToken cancellation)
    {
        long asked = _time.GetTimestamp();
        while (true)
        {
            Task next;
            lock (_lock)
            {
                _loop ??= Start();
                if (_current is null || _time.GetElapsedTime(asked) >= MaxPause || _time.GetElapsedTime(_current.Value.Since) > MaxOutage)
                {
                    _measuring++;
                    _wanted.TrySetResult(true);
                    return new Measurement(_time.GetTimestamp(), _disturbed.Token);
                }

                next = _checked.Task;
            }

            await Task.WhenAny(next, Task.Delay(Idle, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Ends a measurement that needs no proof.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            _measuring--;
        }
    }

    /// <summary>Records an outage that the measurement itself noticed.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="begun">When it began.</param>
    public void Report(OutageKind kind, long begun)
    {
        long now = _time.GetTimestamp();
        DateTimeOffset at = _time.GetLocalNow();
        lock (_lock)
        {
            _over.Add((begun, now, new Outage(kind, at - _time.GetElapsedTime(begun, now), at)));
        }
    }

    /// <summary>Waits for the proof that the connection worked while something was measured that has just ended.</summary>
    /// <param name="begun">When it began.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <returns>The last outage in that time, after its end; without an end where it lasts too long. Null where there was none.</returns>
    public async Task<Outage?> ProveAsync(long begun, CancellationToken cancellation)
    {
        long ended = _time.GetTimestamp();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task stopped = Task.Delay(Timeout.Infinite, stop.Token);
        Interlocked.Increment(ref _waiting);
        try
        {
            while (true)
            {
                Task next;
                lock (_lock)
                {
                    if (_current is { } current && _time.GetElapsedTime(current.Since) > MaxOutage)
                    {
                        return current.Outage;
                    }

                    if (_current is null && _proven >= ended)
                    {
                        return _over.Where(over => over.To >= begun && over.From <= ended).Select(over => over.Outage).LastOrDefault();
                    }

                    next = _checked.Task;
                    _wanted.TrySetResult(true);
                }

                await Task.WhenAny(next, stopped).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            Abandon();
            stop.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Cancel(); // Not disposed: the loop that is winding down reads its token.

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task Start()
    {
        (_proven, _provenAt) = (_time.GetTimestamp(), _time.GetLocalNow());
        return Task.Run(WatchAsync);
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                long started = _time.GetTimestamp();
                DateTimeOffset at = _time.GetLocalNow();
                OutageKind? found = await FindAsync().ConfigureAwait(false);
                Announce(found, started, at);
                await RestAsync(started).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The run has ended.
        }
    }

    /// <summary>A check that this machine cannot make proves nothing, and must not end the watch.</summary>
    private async Task<OutageKind?> FindAsync()
    {
        try
        {
            OutageKind? found = await _check(_stop.Token).ConfigureAwait(false);
            if (found is null && _current is { } over)
            {
                await _recover(over.Outage.From, _proven, _stop.Token).ConfigureAwait(false);
            }

            return found;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            return OutageKind.Unreachable;
        }
    }

    private void Announce(OutageKind? found, long started, DateTimeOffset at)
    {
        TaskCompletionSource<bool> announced;
        lock (_lock)
        {
            if (found is OutageKind kind)
            {
                if (_current is null)
                {
                    _current = (_time.GetTimestamp(), new Outage(kind, _provenAt, null));
                    CancellationTokenSource disturbed = _disturbed;
                    _disturbed = new CancellationTokenSource();

                    // Beside the watch: what it cancels runs at once, and there may be hundreds of measurements.
                    _ = Task.Run(disturbed.Cancel);
                }
            }
            else
            {
                if (_current is { } over)
                {
                    _over.Add((_proven, started, over.Outage with { To = at }));
                }

                (_current, _proven, _provenAt) = (null, started, at);
            }

            (announced, _checked) = (_checked, NewSignal());
        }

        announced.SetResult(true);
    }

    private async Task RestAsync(long started)
    {
        TimeSpan rest = Interval - _time.GetElapsedTime(started);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, _stop.Token).ConfigureAwait(false);
        }

        Task wanted;
        bool isIdle;
        lock (_lock)
        {
            if (_current is not null || Volatile.Read(ref _waiting) > 0)
            {
                return;
            }

            _wanted = NewSignal();
            (wanted, isIdle) = (_wanted.Task, _measuring <= 0);
        }

        await Task.WhenAny(wanted, Task.Delay(isIdle ? Timeout.InfiniteTimeSpan : Idle, _stop.Token)).ConfigureAwait(false);
        _stop.Token.ThrowIfCancellationRequested();
    }
}
