// SPDX-License-Identifier: MIT
using System;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Shares.Inspection;

/// <summary>
/// Leave to begin a conversation. However many hosts are asked at once, only some conversations begin at a time: a machine
/// that begins them all answers none of them in time, and takes its own lateness for a server's silence.
/// A turn ends with the conversation or after <see cref="Longest"/>: a host that dawdles holds up nobody, and its conversation goes on.
/// </summary>
internal sealed class HandshakeThrottle : IDisposable
{
    /// <summary>After this the next one begins, whatever became of this conversation.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Enough that the way to servers far off is never what one waits for; few enough for two processors.</summary>
    public static readonly int AtOnce = Math.Max(16, 4 * Environment.ProcessorCount);

    private static readonly SemaphoreSlim Free = new(AtOnce);

    private readonly Timer _end;
    private int _given = 1;

    private HandshakeThrottle() => _end = new Timer(_ => Release(), null, Longest, Timeout.InfiniteTimeSpan);

    /// <summary>Waits for a turn.</summary>
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
