// SPDX-License-Identifier: MIT
using System;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// Limits concurrent handshakes. However many hosts are queried at once, only some connections start at a time: a machine
/// that starts all of them processes none in time, and mistakes its own delay for a server's silence.
/// A slot is freed with the connection or after <see cref="Longest"/>: a slow host delays no other, and its connection continues.
/// </summary>
internal sealed class HandshakeThrottle : IDisposable
{
    /// <summary>After this time the next one starts, whatever the state of this connection.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>High enough that distant servers are never the bottleneck; low enough for two processors.</summary>
    public static readonly int AtOnce = Math.Max(16, 4 * Environment.ProcessorCount);

    private static readonly SemaphoreSlim Free = new(AtOnce);

    private readonly Timer _end;
    private int _given = 1;

    private HandshakeThrottle() => _end = new Timer(_ => Release(), null, Longest, Timeout.InfiniteTimeSpan);

    /// <summary>Waits for a free slot.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<HandshakeThrottle> TakeAsync(CancellationToken cancellation)
    {
        await Free.WaitAsync(cancellation).ConfigureAwait(false);
        return new HandshakeThrottle();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Dispose();
        Release();
    }

    private void Release()
    {
        if (Interlocked.Exchange(ref _given, 0) == 1)
        {
            Free.Release();
        }
    }
}
