// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Net;

namespace PracticeNetSec.Probing;

/// <summary>One TCP connection attempt that can be cancelled at any moment. It sends no data.</summary>
internal sealed class ConnectAttempt : IDisposable
{
    // SIO_TCP_INITIAL_RTO (mstcpip.h): without it Windows repeats a refused SYN for about two seconds, and a
    // closed port looks filtered to a client with a shorter timeout.
    private const int SioTcpInitialRto = unchecked((int)0x98000011);
    private static readonly byte[] NoSynRetransmission = { 0xFF, 0xFF, 0xFE, 0x00 };
    private static readonly bool OnWindows = Environment.OSVersion.Platform == PlatformID.Win32NT;

    private readonly Socket _socket;
    private readonly SocketAsyncEventArgs _args = new();
    private readonly TaskCompletionSource<SocketError> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<TimeSpan> _patience;
    private readonly CancellationToken _cancellation;
    private long _started;
    private long _ended;
    private int _isOver;

    /// <param name="target">The port.</param>
    /// <param name="patience">How long to wait, asked again and again: it may change with what is learnt of the host.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <param name="timeToLive">Routers that a packet may pass, plus one; 0 for the system's usual number.</param>
    public ConnectAttempt(IPEndPoint target, Func<TimeSpan> patience, CancellationToken cancellation, short timeToLive = 0)
    {
        _patience = patience;
        _cancellation = cancellation;
        _socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (timeToLive > 0)
        {
            _socket.Ttl = timeToLive;
        }

        _args.RemoteEndPoint = target;
        _args.Completed += (_, args) => Complete(args.SocketError);
        if (OnWindows)
        {
            TrySetInitialRto();
        }
    }

    /// <summary>Time from the SYN to the answer.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds((_ended - _started) / (double)Stopwatch.Frequency);

    /// <summary>The socket, once connected.</summary>
    public Socket Socket => _socket;

    /// <summary>Starts, and completes with the outcome of the attempt; <see cref="SocketError.TimedOut"/> when cancelled.</summary>
    public Task<SocketError> RunAsync()
    {
        _started = Stopwatch.GetTimestamp();
        try
        {
            if (!_socket.ConnectAsync(_args))
            {
                Complete(_args.SocketError);
            }
        }
        catch (SocketException refused)
        {
            // An address the local stack will not route throws here instead of completing.
            Complete(refused.SocketErrorCode);
        }

        return _done.Task;
    }

    /// <summary>Cancels the attempt when the current retransmission timeout for this host has expired.</summary>
    /// <param name="now">A time stamp of <see cref="Stopwatch"/>.</param>
    /// <returns>How long it is worth no further inspection; null for one that has ended.</returns>
    public TimeSpan? CancelIfTimedOut(long now)
    {
        if (Volatile.Read(ref _isOver) == 1)
        {
            return null;
        }

        TimeSpan remaining = _cancellation.IsCancellationRequested ? TimeSpan.Zero : _patience() - TimeSpan.FromSeconds((now - _started) / (double)Stopwatch.Frequency);
        if (remaining > TimeSpan.Zero)
        {
            return remaining;
        }

        // On a busy machine a response may have arrived without being processed: that is not silence, and its socket is still needed.
        if (IsAnswered())
        {
            return TimeSpan.Zero;
        }

        if (Complete(SocketError.TimedOut))
        {
            _socket.Dispose();
        }

        return null;
    }

    /// <summary>True when the kernel holds an answer, a refusal included, that has not been processed yet.</summary>
    private bool IsAnswered() => !_cancellation.IsCancellationRequested && SocketReadiness.HasConnectEnded(_socket);

    public void Dispose()
    {
        _socket.Dispose();
        _args.Dispose();
    }

    /// <summary>The first outcome counts; false for any after it.</summary>
    private bool Complete(SocketError outcome)
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 1)
        {
            return false;
        }

        Volatile.Write(ref _ended, Stopwatch.GetTimestamp());
        _done.SetResult(outcome);
        return true;
    }

    private void TrySetInitialRto()
    {
        try
        {
            _socket.IOControl(SioTcpInitialRto, NoSynRetransmission, null);
        }
        catch (SocketException)
        {
            // Windows before 8 / 2012 lacks the option: closed ports then answer after about two seconds.
        }
    }
}
