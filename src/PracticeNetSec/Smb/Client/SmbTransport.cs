// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Net;
using PracticeNetSec.Smb.Security;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>
/// One TCP connection that carries SMB messages. Every wait has a limit and takes a token; when either ends it, the
/// socket is closed, because half a message read is a conversation lost.
/// </summary>
internal sealed class SmbTransport : IDisposable
{
    /// <summary>
    /// Longest message taken, in bytes. The most we ever ask for in one frame is two directory listings of
    /// <see cref="SmbConnection.MaxOutput"/> and some small change.
    /// </summary>
    public const int MaxMessage = (2 * (int)SmbConnection.MaxOutput) + 8192 + SessionSecurity.TransformLength;

    /// <summary>Keep-alives (RFC 1002 §4.3.6) taken in a row before a message.</summary>
    private const int MaxKeepAlives = 8;

    /// <summary>Bytes taken from the socket at once: most of our answers are smaller, so that several come in one.</summary>
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

    /// <summary>Does what the framing demands before the first message: on port 139, asks for a session (RFC 1002 §4.3.2).</summary>
    /// <exception cref="SmbConnectionException">The conversation is over.</exception>
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
                throw new SmbFormatException($"The NetBIOS session was answered with {type}.");
            }
        }, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends messages, all in one go: the peer need not wake for each.</summary>
    /// <exception cref="SmbConnectionException">The conversation is over.</exception>
    public Task SendAsync(byte[][] messages, CancellationToken cancellation) =>
        SendPacketAsync(NetBiosSession.Frame(messages), cancellation);

    /// <summary>Receives one message, whole, within the time one step has.</summary>
    /// <exception cref="SmbConnectionException">The conversation is over.</exception>
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
                    throw new SmbFormatException($"A {type} packet where a message is due.");
                }
            }

            throw new SmbFormatException("Nothing but keep-alives.");
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

    /// <exception cref="SmbConnectionException">This machine has no socket for it.</exception>
    private static Socket NewSocket(IPEndPoint peer)
    {
        try
        {
            return new Socket(peer.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        }
        catch (SocketException refused)
        {
            throw new SmbConnectionException(SmbFailure.Local, $"{Sentence(ErrorText.Of(refused))} (connect)", refused);
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
    /// What an error means once the limit was over: only those that closing the socket ourselves makes are silence. A reset
    /// that came in the same moment is the peer's answer, and an error of this machine stays one.
    /// </summary>
    internal static SmbFailure Classify(SocketError error, bool isTimeOver) =>
        isTimeOver && SocketFailures.Of(error) == SocketFailure.Ended ? SmbFailure.TimedOut : Classify(error);

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words.Substring(1);

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
            : throw new SmbFormatException($"A message of {length} bytes, where at most {MaxMessage} were asked for.");
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
        return read > 0 ? read : throw new SmbConnectionException(SmbFailure.Closed, "The peer ended the connection.");
    }

    /// <summary>
    /// Ends an attempt that has no outcome yet. On a machine too busy to run us in time the answer may long be there:
    /// then it counts, for "filtered" would be a claim about the peer that only our own haste supports.
    /// </summary>
    private void GiveUpConnecting()
    {
        if (!SocketReadiness.HasConnectEnded(_socket))
        {
            _socket.Dispose();
        }
    }

    /// <summary>
    /// Ends a wait. What lies here already, unread because this machine had no time for us, is no fault of the peer: reading
    /// goes on, for as long as a step may take and no longer.
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

    /// <summary>Runs one step under its time limit and turns whatever goes wrong into the one typed exception.</summary>
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
            throw new SmbConnectionException(SmbFailure.Malformed, malformed.Message, malformed);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            cancellation.ThrowIfCancellationRequested();
            SocketError error = broken is SocketException socket ? socket.SocketErrorCode : SocketError.OperationAborted;
            SmbFailure failure = Classify(error, limit.IsCancellationRequested);
            throw failure == SmbFailure.TimedOut && limit.IsCancellationRequested
                ? new SmbConnectionException(SmbFailure.TimedOut, $"No answer within {_stepTimeout.TotalSeconds:0.###} s ({step}).", broken)
                : new SmbConnectionException(failure, $"{(broken is ObjectDisposedException ? "The conversation had ended before" : Sentence(ErrorText.Of(error)))} ({step})", broken);
        }
        catch (Exception unforeseen) when (unforeseen is not (SmbConnectionException or OperationCanceledException))
        {
            cancellation.ThrowIfCancellationRequested();
            throw new SmbConnectionException(SmbFailure.Local, $"{Sentence(ErrorText.Of(unforeseen))} ({step})", unforeseen);
        }
    }
}
