// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Smb.Security;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>
/// One TCP connection that carries SMB messages. Every wait has a limit and takes a token; when either ends it, the
/// socket is closed, because a half-read message makes the stream unusable.
/// </summary>
internal sealed class SmbTransport : IDisposable
{
    /// <summary>
    /// Maximum message size, in bytes. The largest response requested in one frame is two directory listings of
    /// <see cref="SmbConnection.MaxOutput"/> and small overhead.
    /// </summary>
    public const int MaxMessage = (2 * (int)SmbConnection.MaxOutput) + 8192 + SessionSecurity.TransformLength;

    /// <summary>Keep-alives (RFC 1002 §4.3.6) accepted in a row before a message.</summary>
    private const int MaxKeepAlives = 8;

    /// <summary>Bytes read from the socket at once: most responses are smaller, so that one read returns several.</summary>
    private const int ReadAhead = 8192;

    private readonly Socket _socket;
    private readonly TimeSpan _stepTimeout;
    private readonly byte[] _ahead = new byte[ReadAhead];
    private int _aheadStart;
    private int _aheadEnd;
    private CancellationTokenSource? _grace;

    private SmbTransport(Socket socket, TimeSpan stepTimeout)
    {
        _socket = socket;
        _stepTimeout = stepTimeout;
    }

    /// <summary>True once the peer has sent anything.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>Connects over TCP.</summary>
    /// <exception cref="SmbConnectionException">No connection.</exception>
    public static async Task<SmbTransport> ConnectAsync(IPEndPoint peer, TimeSpan stepTimeout, CancellationToken cancellation)
    {
        SmbTransport transport = new(NewSocket(peer), stepTimeout);
        try
        {
            await transport.WithinAsync("connect", () => Task.Factory.FromAsync(
                transport._socket.BeginConnect, transport._socket.EndConnect, peer, null), cancellation, transport.GiveUpConnecting).ConfigureAwait(false);
            return transport;
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    /// <summary>Performs the setup the framing needs before the first message: on port 139, requests a session (RFC 1002 §4.3.2).</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task BeginAsync(SmbFraming framing, CancellationToken cancellation)
    {
        if (framing == SmbFraming.DirectTcp)
        {
            return;
        }

        await SendPacketAsync(NetBiosSession.SessionRequest(), cancellation).ConfigureAwait(false);
        await WithinAsync("session request", async () =>
        {
            (SessionPacket type, byte[] _) = await ReceivePacketAsync().ConfigureAwait(false);
            if (type != SessionPacket.PositiveResponse)
            {
                throw new SmbFormatException(EvidenceOf.SmbNetbiosRefused(type.ToString()));
            }
        }, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends all messages in one write, so that the peer receives them together.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public Task SendAsync(byte[][] messages, CancellationToken cancellation) =>
        SendPacketAsync(NetBiosSession.Frame(messages), cancellation);

    /// <summary>Receives one complete message within the step timeout.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public async Task<byte[]> ReceiveAsync(CancellationToken cancellation)
    {
        byte[] message = Array.Empty<byte>();
        await WithinAsync("receive", async () =>
        {
            for (int i = 0; i <= MaxKeepAlives; i++)
            {
                (SessionPacket type, byte[] body) = await ReceivePacketAsync().ConfigureAwait(false);
                if (type == SessionPacket.Message)
                {
                    message = body;
                    return;
                }

                if (type != SessionPacket.KeepAlive || body.Length > 0)
                {
                    throw new SmbFormatException(EvidenceOf.MalformedField("NetBIOS session packet type", (byte)type));
                }
            }

            throw new SmbFormatException(EvidenceOf.SmbKeepAlivesOnly());
        }, cancellation, () => GiveUpReceiving(cancellation)).ConfigureAwait(false);
        _grace?.Dispose();
        _grace = null;
        return message;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _grace?.Dispose();
        _socket.Dispose();
    }

    /// <exception cref="SmbConnectionException">This machine could not create a socket.</exception>
    private static Socket NewSocket(IPEndPoint peer)
    {
        try
        {
            return new Socket(peer.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        }
        catch (SocketException refused)
        {
            throw new SmbConnectionException(SmbFailure.Local, EvidenceOf.SmbStepFailed("connect", ErrorCause.Of(refused)), refused);
        }
    }

    internal static SmbFailure Classify(SocketError error) => SocketFailures.Of(error) switch
    {
        SocketFailure.Refused => SmbFailure.Refused,
        SocketFailure.Reset => SmbFailure.Reset,
        SocketFailure.TimedOut => SmbFailure.TimedOut,
        SocketFailure.Ended => SmbFailure.Closed,
        SocketFailure.Unreachable => SmbFailure.Unreachable,
        _ => SmbFailure.Local,
    };

    /// <summary>
    /// Meaning of an error after the timeout: only errors caused by closing our own socket count as silence. A reset
    /// that came in the same moment is the peer's answer, and an error of this machine remains one.
    /// </summary>
    internal static SmbFailure Classify(SocketError error, bool isTimeOver) =>
        isTimeOver && SocketFailures.Of(error) == SocketFailure.Ended ? SmbFailure.TimedOut : Classify(error);

    private Task SendPacketAsync(byte[] packet, CancellationToken cancellation) => WithinAsync("send", async () =>
    {
        for (int sent = 0; sent < packet.Length;)
        {
            sent += await Task.Factory.FromAsync(
                (callback, state) => _socket.BeginSend(packet, sent, packet.Length - sent, SocketFlags.None, callback, state),
                _socket.EndSend,
                null).ConfigureAwait(false);
        }
    }, cancellation);

    private async Task<(SessionPacket Type, byte[] Body)> ReceivePacketAsync()
    {
        byte[] header = await ReceiveBytesAsync(NetBiosSession.HeaderLength).ConfigureAwait(false);
        (SessionPacket type, int length) = NetBiosSession.DecodeHeader(header);
        return length <= MaxMessage
            ? (type, await ReceiveBytesAsync(length).ConfigureAwait(false))
            : throw new SmbFormatException(EvidenceOf.MalformedTooLarge("SMB2 message", MaxMessage));
    }

    private async Task<byte[]> ReceiveBytesAsync(int count)
    {
        byte[] bytes = new byte[count];
        for (int got = 0; got < count;)
        {
            if (_aheadStart < _aheadEnd)
            {
                int there = Math.Min(count - got, _aheadEnd - _aheadStart);
                Array.Copy(_ahead, _aheadStart, bytes, got, there);
                _aheadStart += there;
                got += there;
            }
            else if (count - got >= ReadAhead)
            {
                got += await ReceiveSomeAsync(bytes, got, count - got).ConfigureAwait(false);
            }
            else
            {
                _aheadEnd = await ReceiveSomeAsync(_ahead, 0, ReadAhead).ConfigureAwait(false);
                _aheadStart = 0;
            }
        }

        return bytes;
    }

    private async Task<int> ReceiveSomeAsync(byte[] into, int offset, int count)
    {
        int read = await Task.Factory.FromAsync(
            (callback, state) => _socket.BeginReceive(into, offset, count, SocketFlags.None, callback, state),
            _socket.EndReceive,
            null).ConfigureAwait(false);
        HasAnswered |= read > 0;
        return read > 0 ? read : throw new SmbConnectionException(SmbFailure.Closed, EvidenceOf.SmbConnectionEnded());
    }

    /// <summary>
    /// Ends an attempt without an outcome. On a busy machine the response may have arrived without being processed:
    /// then it counts, because "filtered" would be an unsupported claim about the peer.
    /// </summary>
    private void GiveUpConnecting()
    {
        if (!SocketReadiness.HasConnectEnded(_socket))
        {
            _socket.Dispose();
        }
    }

    /// <summary>
    /// Ends a wait. Data already received but unread because this machine was busy are not a delay of the peer: reading
    /// continues for at most one more step timeout.
    /// </summary>
    private void GiveUpReceiving(CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested || !SocketReadiness.HasSomethingToRead(_socket))
        {
            _socket.Dispose();
            return;
        }

        _grace = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _grace.Token.Register(_socket.Dispose);
        _grace.CancelAfter(_stepTimeout);
    }

    /// <summary>Runs one step under its time limit and converts every error to the one typed exception.</summary>
    private async Task WithinAsync(string step, Func<Task> work, CancellationToken cancellation, Action? giveUp = null)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_stepTimeout);
        using CancellationTokenRegistration closing = limit.Token.Register(giveUp ?? _socket.Dispose);
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (SmbFormatException malformed)
        {
            throw new SmbConnectionException(SmbFailure.Malformed, malformed.Cause, malformed);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            SocketError error = broken is SocketException socket ? socket.SocketErrorCode : SocketError.OperationAborted;
            SmbFailure failure = Classify(error, limit.IsCancellationRequested);
            throw failure == SmbFailure.TimedOut && limit.IsCancellationRequested
                ? new SmbConnectionException(SmbFailure.TimedOut, EvidenceOf.SmbNoAnswer(step, (long)_stepTimeout.TotalMilliseconds), broken)
                : new SmbConnectionException(failure, broken is ObjectDisposedException ? EvidenceOf.SmbConnectionOver(step) : EvidenceOf.SmbStepFailed(step, ErrorCause.Of(error)), broken);
        }
        catch (Exception unforeseen) when (unforeseen is not (SmbConnectionException or OperationCanceledException))
        {
            cancellation.ThrowIfCancellationRequested();
            throw new SmbConnectionException(SmbFailure.Local, EvidenceOf.SmbStepFailed(step, ErrorCause.Of(unforeseen)), unforeseen);
        }
    }
}
