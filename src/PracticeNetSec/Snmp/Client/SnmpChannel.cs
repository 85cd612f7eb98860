// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Snmp.Client;

/// <summary>
/// One UDP socket to one agent (RFC 3417 §3). The socket is connected: the system delivers only datagrams
/// from the queried address and port, and reports ICMP port unreachable. An answer counts only if
/// it also carries the number, drawn at random, of a pending request. Safe for many callers at once.
/// </summary>
internal sealed class SnmpChannel : IDisposable
{
    private const int MaxDatagramSize = 65535;

    // SNMPv3: one report names the engine, one its time, one more after each restart meanwhile. An agent that reports more
    // than that would only prolong the exchange.
    private const int MaxReports = 4;

    private static readonly TimeSpan UnreadGrace = TimeSpan.FromSeconds(1);

    private readonly IPEndPoint _agent;
    private readonly IMessageSecurity _security;
    private readonly SnmpClientOptions _options;
    private readonly Socket _socket;
    private readonly SemaphoreSlim _window;
    private readonly RoundTripEstimator _roundTrip = new();
    private readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<SnmpReply>> _open = new();
    private readonly object _starting = new();
    private Task? _receiving;
    private int _unreadable;

    /// <summary>Why this machine could not make a request; null while it could make all of them.</summary>
    public Evidence? LocalFailure { get; private set; }

    public SnmpChannel(IPEndPoint agent, IMessageSecurity security, SnmpClientOptions options)
    {
        (_agent, _security, _options) = (agent, security, options);
        _socket = new Socket(agent.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _window = new SemaphoreSlim(options.Window);
    }

    /// <summary>Sends a request and waits for its answer; repeats it until there is one.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<SnmpReply> ExchangeAsync(SnmpPdu request, CancellationToken cancellation) => ExchangeAsync(request, false, cancellation);

    /// <summary>Has an SNMPv3 engine report its id, before any other request. Nothing of the user is sent (RFC 3414 §4).</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<SnmpReply> DiscoverAsync(CancellationToken cancellation) => ExchangeAsync(SnmpPdu.Get(Array.Empty<ObjectIdentifier>()), true, cancellation);

    private async Task<SnmpReply> ExchangeAsync(SnmpPdu request, bool isDiscovery, CancellationToken cancellation)
    {
        await _window.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Stopwatch clock = Stopwatch.StartNew();
            for (int reports = 0; ; reports++)
            {
                SnmpReply reply = await AskAsync(request, clock, cancellation).ConfigureAwait(false);
                if (isDiscovery || reply.Pdu?.Type != PduType.Report)
                {
                    return reply;
                }

                if (_security.RefusalIn(reply.Pdu) is { } refusal)
                {
                    return SnmpReply.None(SnmpOutcome.Denied, refusal);
                }

                if (reports == MaxReports)
                {
                    return SnmpReply.None(SnmpOutcome.Malformed, EvidenceOf.SnmpReportsRepeat(_agent.ToString()));
                }
            }
        }
        catch (SocketException exception)
        {
            return Failure(exception.SocketErrorCode);
        }
        catch (Exception unforeseen) when (unforeseen is not OperationCanceledException)
        {
            // For instance a digest or cipher of SNMPv3 that the policy of this machine forbids: other requests may still succeed.
            cancellation.ThrowIfCancellationRequested();
            return Local(ErrorCause.Of(unforeseen));
        }
        finally
        {
            _window.Release();
        }
    }

    public void Dispose()
    {
        // Ends the pending receive, which ends its loop.
        _socket.Dispose();
        _random.Dispose();
    }

    /// <summary>Uses a new number, so that a response or report to an earlier message is not matched to this one.</summary>
    private async Task<SnmpReply> AskAsync(SnmpPdu request, Stopwatch clock, CancellationToken cancellation)
    {
        TaskCompletionSource<SnmpReply> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int id = Enter(answer);
        try
        {
            return await SendUntilAnsweredAsync(_security.Encode(request.WithRequestId(id)), answer.Task, clock, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _open.TryRemove(id, out _);
        }
    }

    private async Task<SnmpReply> SendUntilAnsweredAsync(byte[] message, Task<SnmpReply> answer, Stopwatch clock, CancellationToken cancellation)
    {
        Start();
        TimeSpan start = clock.Elapsed;
        TimeSpan patience = Patience();
        int unreadableBefore = Volatile.Read(ref _unreadable);
        for (int attempt = 1; attempt <= _options.MaxAttempts && clock.Elapsed < _options.Timeout; attempt++)
        {
            await _socket.SendAsync(new ArraySegment<byte>(message), SocketFlags.None).ConfigureAwait(false);
            TimeSpan left = _options.Timeout - clock.Elapsed;
            TimeSpan wait = attempt == _options.MaxAttempts || patience > left ? left : patience;
            if (await IsAnsweredWithinAsync(answer, wait, cancellation).ConfigureAwait(false))
            {
                // Karn's rule (RFC 6298 §3): after a repetition it is unknown which message was answered, so it measures nothing.
                if (attempt == 1)
                {
                    _roundTrip.Add(clock.Elapsed - start);
                }

                return await answer.ConfigureAwait(false);
            }

            patience += patience;
        }

        // On a busy machine an answer may have arrived without being read.
        if (HasUnread() && await IsAnsweredWithinAsync(answer, UnreadGrace, cancellation).ConfigureAwait(false))
        {
            return await answer.ConfigureAwait(false);
        }

        return Volatile.Read(ref _unreadable) > unreadableBefore
            ? SnmpReply.None(SnmpOutcome.Malformed, EvidenceOf.SnmpNotSnmp(_agent.ToString()))
            : SnmpReply.None(SnmpOutcome.Silent, _security.Silence(_agent.ToString(), _options.Timeout));
    }

    private bool HasUnread()
    {
        try
        {
            return _socket.Available > 0;
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static async Task<bool> IsAnsweredWithinAsync(Task answer, TimeSpan wait, CancellationToken cancellation)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task pause = Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, over.Token);
        bool answered = await Task.WhenAny(answer, pause).ConfigureAwait(false) == answer;
        over.Cancel();
        cancellation.ThrowIfCancellationRequested();
        return answered;
    }

    private TimeSpan Patience() => _roundTrip.Timeout is not { } measured ? _options.InitialRetransmitTimeout
        : measured > _options.MinRetransmitTimeout ? measured
        : _options.MinRetransmitTimeout;

    /// <summary>Draws an unpredictable number and registers the request under it.</summary>
    private int Enter(TaskCompletionSource<SnmpReply> answer)
    {
        byte[] bytes = new byte[sizeof(int)];
        while (true)
        {
            lock (_random)
            {
                _random.GetBytes(bytes);
            }

            int id = BitConverter.ToInt32(bytes, 0) & int.MaxValue;
            if (id != 0 && _open.TryAdd(id, answer))
            {
                return id;
            }
        }
    }

    private void Start()
    {
        lock (_starting)
        {
            // A receive that ended is started again: a later answer must not count as silence. Connecting a datagram socket a
            // second time only sets the same peer again.
            if (_receiving is null or { IsCompleted: true })
            {
                _socket.Connect(_agent);
                _receiving = ReceiveAsync();
            }
        }
    }

    private async Task ReceiveAsync()
    {
        ArraySegment<byte> buffer = new(new byte[MaxDatagramSize]);
        while (true)
        {
            try
            {
                int length = await _socket.ReceiveAsync(buffer, SocketFlags.None).ConfigureAwait(false);
                Deliver(buffer.Array.AsMemory(0, length));
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException exception)
            {
                // An ICMP error for a sent datagram reaches a connected socket as an error of the next call.
                EndWaiting(Failure(exception.SocketErrorCode));
                if (!IsAboutOneDatagram(exception.SocketErrorCode))
                {
                    // The socket itself is gone; Windows reports that when it is closed under a pending receive.
                    return;
                }
            }
            catch (Exception unforeseen)
            {
                EndWaiting(Local(ErrorCause.Of(unforeseen)));
                return;
            }
        }
    }

    private void EndWaiting(SnmpReply failure)
    {
        foreach (TaskCompletionSource<SnmpReply> waiting in _open.Values)
        {
            waiting.TrySetResult(failure);
        }
    }

    // ICMP port unreachable is ECONNREFUSED on Linux and WSAECONNRESET on Windows, ICMP time exceeded EHOSTUNREACH and WSAENETRESET.
    private static bool IsAboutOneDatagram(SocketError error) => error == SocketError.MessageSize
        || SocketFailures.Of(error) is SocketFailure.Refused or SocketFailure.Unreachable
        || error is SocketError.ConnectionReset or SocketError.NetworkReset;

    private void Deliver(ReadOnlyMemory<byte> datagram)
    {
        DecodedMessage message;
        try
        {
            message = _security.Decode(datagram);
        }
        catch (Exception)
        {
            // Not SNMP, or something that no decoder, ours or the platform's, anticipated: it must not end the receive loop that all
            // requests share. Counted, and reported if nothing better arrives: an answer may still be on its way.
            Interlocked.Increment(ref _unreadable);
            return;
        }

        if (message.Pdu.Type is PduType.Response or PduType.Report && _open.TryGetValue(message.MessageId, out TaskCompletionSource<SnmpReply>? waiting))
        {
            waiting.TrySetResult(SnmpReply.Of(message.Pdu, datagram.Length));
        }
    }

    private SnmpReply Failure(SocketError error) => error switch
    {
        // ICMP port unreachable, as reported by Linux and Windows.
        SocketError.ConnectionRefused or SocketError.ConnectionReset =>
            SnmpReply.None(SnmpOutcome.Refused, EvidenceOf.SnmpPortClosed(_agent.ToString())),
        _ when SocketFailures.Of(error) is SocketFailure.Local or SocketFailure.Exhausted => Local(ErrorCause.Of(error)),
        _ => SnmpReply.None(SnmpOutcome.Unreachable, EvidenceOf.SnmpNoRoute(_agent.ToString(), ErrorCause.Of(error))),
    };

    private SnmpReply Local(Evidence cause)
    {
        LocalFailure ??= cause;
        return SnmpReply.None(SnmpOutcome.Failed, EvidenceOf.SnmpNotQueried(_agent.ToString(), cause));
    }
}
