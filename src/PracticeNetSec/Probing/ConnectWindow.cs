// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Probing;

/// <summary>Outcome of one attempt.</summary>
/// <param name="State">Null when there was no response.</param>
/// <param name="Elapsed">Time from the SYN to the answer.</param>
/// <param name="Failure">Why this machine could not make the attempt; null where it could.</param>
internal readonly record struct ConnectOutcome(PortState? State, TimeSpan Elapsed, Evidence? Failure = null);

/// <summary>Bounds the attempts in flight over all hosts, and cancels those without a response.</summary>
internal sealed class ConnectWindow : IDisposable
{
    // An accepted connection that is reset follows within a round trip; this is the maximum wait.
    private static readonly TimeSpan MaxResetWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MinResetWait = TimeSpan.FromMilliseconds(20);

    // Wait for other sockets to close before asking for one again, but not indefinitely.
    private static readonly TimeSpan DescriptorPause = TimeSpan.FromMilliseconds(50);
    private const int DescriptorPauses = 200;

    private readonly SemaphoreSlim _slots;
    private readonly AttemptDeadlines _deadlines = new();

    public ConnectWindow(int size) => _slots = new SemaphoreSlim(size, size);

    /// <summary>Makes one attempt as soon as a slot is free.</summary>
    /// <exception cref="SocketException">This machine has had no free socket for ten seconds.</exception>
    public async Task<ConnectOutcome> ConnectAsync(IPEndPoint target, Func<TimeSpan> patience, CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            for (int pause = 0; pause < DescriptorPauses; pause++)
            {
                ConnectOutcome? outcome = await TryOnceAsync(target, patience, cancellation).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
                if (outcome is ConnectOutcome known)
                {
                    return known;
                }

                // Out of descriptors or buffers: unrelated to the target.
                await Task.Delay(DescriptorPause, cancellation).ConfigureAwait(false);
            }

            throw new SocketException((int)SocketError.TooManyOpenSockets);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _deadlines.Dispose();

    /// <summary>Null when this machine, not the target, could not make the attempt.</summary>
    private async Task<ConnectOutcome?> TryOnceAsync(IPEndPoint target, Func<TimeSpan> patience, CancellationToken cancellation)
    {
        ConnectAttempt attempt;
        try
        {
            attempt = new ConnectAttempt(target, patience, cancellation);
        }
        catch (SocketException refused)
        {
            return Outcome(refused.SocketErrorCode, TimeSpan.Zero);
        }

        using (attempt)
        {
            // Started before it is registered: one that has not begun has no deadline.
            Task<SocketError> run = attempt.RunAsync();
            if (!run.IsCompleted)
            {
                _deadlines.Add(attempt, RetransmissionTimeout.Floor);
            }

            SocketError error = await run.ConfigureAwait(false);
            return error == SocketError.Success
                ? new ConnectOutcome(await IsResetAsync(attempt, cancellation).ConfigureAwait(false) ? PortState.OpenReset : PortState.Open, attempt.Elapsed)
                : Outcome(error, attempt.Elapsed);
        }
    }

    /// <summary>Outcome of an unsuccessful attempt; null when this machine is out of sockets for now.</summary>
    internal static ConnectOutcome? Outcome(SocketError error, TimeSpan elapsed) => SocketFailures.Of(error) switch
    {
        // A SYN answered by RST is "refused"; "reset" means that SYN-ACK came first, and RST before the check.
        SocketFailure.Reset => new ConnectOutcome(PortState.OpenReset, elapsed),
        SocketFailure.Refused => new ConnectOutcome(PortState.Closed, elapsed),
        SocketFailure.Unreachable => new ConnectOutcome(PortState.Unreachable, elapsed),
        SocketFailure.TimedOut or SocketFailure.Ended => new ConnectOutcome(null, elapsed),
        SocketFailure.Exhausted => null,

        // An error of this machine is not silence of the host: silence counts as measured.
        _ => new ConnectOutcome(PortState.Unreachable, elapsed, ErrorCause.Of(error)),
    };

    /// <summary>Waits two round trips for a RST that follows the accept; reads nothing else.</summary>
    private static async Task<bool> IsResetAsync(ConnectAttempt attempt, CancellationToken cancellation)
    {
        double wait = Math.Min(Math.Max(attempt.Elapsed.TotalMilliseconds * 2, MinResetWait.TotalMilliseconds), MaxResetWait.TotalMilliseconds);
        await Task.Delay(TimeSpan.FromMilliseconds(wait), cancellation).ConfigureAwait(false);
        try
        {
            // Readable without data means FIN or RST; only the read distinguishes them.
            if (attempt.Socket.Poll(0, SelectMode.SelectRead) && attempt.Socket.Available == 0)
            {
                attempt.Socket.Receive(new byte[1], SocketFlags.Peek);
            }

            return false;
        }
        catch (SocketException failure)
        {
            return SocketFailures.Of(failure.SocketErrorCode) == SocketFailure.Reset;
        }
    }
}
