// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.FileServices;

/// <summary>
/// One TCP connection to a file service. The whole exchange has one timeout, whatever the peer does, and each
/// read has a byte limit.
/// </summary>
internal sealed class ServiceConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenRegistration _closing;
    private readonly byte[] _buffer = new byte[2048];
    private int _start;
    private int _end;
    private bool _isOpen;
    private SslStream? _tls;

    private ServiceConnection(IPEndPoint peer, TimeSpan timeout, CancellationToken caller)
    {
        _caller = caller;
        _socket = new Socket(peer.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _limit = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _limit.CancelAfter(timeout);
        _closing = _limit.Token.Register(GiveUp);
    }

    /// <summary>Connects.</summary>
    /// <param name="peer">Address and port.</param>
    /// <param name="timeout">Timeout of the whole exchange.</param>
    /// <param name="caller">Stops at once.</param>
    /// <exception cref="ServiceConnectionException">No connection.</exception>
    public static async Task<ServiceConnection> ConnectAsync(IPEndPoint peer, TimeSpan timeout, CancellationToken caller)
    {
        ServiceConnection connection = Open(peer, timeout, caller);
        try
        {
            await connection.GuardAsync(() => Task.Factory.FromAsync(
                connection._socket.BeginConnect, connection._socket.EndConnect, peer, null)).ConfigureAwait(false);
            connection._isOpen = true;
            return connection._limit.IsCancellationRequested
                ? throw new ServiceConnectionException(PortState.Open, EvidenceOf.ServiceTooSlow())
                : connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static ServiceConnection Open(IPEndPoint peer, TimeSpan timeout, CancellationToken caller)
    {
        try
        {
            return new ServiceConnection(peer, timeout, caller);
        }
        catch (SocketException refused)
        {
            throw new ServiceConnectionException(PortState.Unreachable, ErrorCause.Of(refused), refused);
        }
    }

    /// <exception cref="ServiceConnectionException">The connection has ended.</exception>
    public Task SendAsync(byte[] bytes) => GuardAsync(async () =>
    {
        if (_tls is not null)
        {
            await _tls.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
            return;
        }

        for (int sent = 0; sent < bytes.Length;)
        {
            sent += await Task.Factory.FromAsync(
                (callback, state) => _socket.BeginSend(bytes, sent, bytes.Length - sent, SocketFlags.None, callback, state),
                _socket.EndSend,
                null).ConfigureAwait(false);
        }
    });

    /// <summary>Everything further goes over TLS. The certificate is not verified: nothing that is sent is secret, and nothing is believed for it.</summary>
    /// <param name="host">The name for the handshake.</param>
    /// <exception cref="ServiceConnectionException">The handshake failed.</exception>
    public Task StartTlsAsync(string host) => GuardAsync(async () =>
    {
        _start = _end; // What came in clear text before the handshake is no answer within it (RFC 4217 §15).
        _tls = new SslStream(new NetworkStream(_socket, ownsSocket: false), leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
        await _tls.AuthenticateAsClientAsync(host, new X509CertificateCollection(), SslProtocols.None, checkCertificateRevocation: false).ConfigureAwait(false);
    });

    /// <summary>Exactly this many bytes.</summary>
    /// <exception cref="ServiceConnectionException">The connection has ended.</exception>
    public async Task<byte[]> ReceiveAsync(int count)
    {
        byte[] bytes = new byte[count];
        for (int got = 0; got < count;)
        {
            await FillAsync().ConfigureAwait(false);
            int take = Math.Min(count - got, _end - _start);
            Array.Copy(_buffer, _start, bytes, got, take);
            _start += take;
            got += take;
        }

        return bytes;
    }

    /// <summary>One line without its end; a longer one is malformed.</summary>
    /// <exception cref="ServiceConnectionException">The connection has ended.</exception>
    /// <exception cref="ServiceFormatException">The line is too long.</exception>
    public async Task<string> ReceiveLineAsync(int longest)
    {
        List<byte> line = new();
        while (true)
        {
            await FillAsync().ConfigureAwait(false);
            byte next = _buffer[_start++];
            if (next == (byte)'\n')
            {
                return Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\r');
            }

            if (line.Count == longest)
            {
                throw new ServiceFormatException(EvidenceOf.MalformedTooLarge("line", longest));
            }

            line.Add(next);
        }
    }

    /// <summary>Has the connection reset (RST) when it is disposed of, instead of ended (FIN): the peer then gets no end of input to act upon.</summary>
    public void ResetAtEnd() => _socket.LingerState = new LingerOption(true, 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing.Dispose();
        _limit.Dispose();
        _socket.Dispose();
        _tls?.Dispose();
    }

    /// <summary>
    /// Ends the exchange. On a busy machine the response to a connection attempt may have arrived without being
    /// processed: then it counts, because "filtered" would be an unsupported claim about the peer.
    /// </summary>
    private void GiveUp()
    {
        if (_isOpen || _caller.IsCancellationRequested || !SocketReadiness.HasConnectEnded(_socket))
        {
            _socket.Dispose();
        }
    }

    private async Task FillAsync()
    {
        if (_start < _end)
        {
            return;
        }

        await GuardAsync(async () =>
        {
            _start = 0;
            _end = _tls is not null ? await _tls.ReadAsync(_buffer, 0, _buffer.Length).ConfigureAwait(false) : await Task.Factory.FromAsync(
                (callback, state) => _socket.BeginReceive(_buffer, 0, _buffer.Length, SocketFlags.None, callback, state),
                _socket.EndReceive,
                null).ConfigureAwait(false);
        }).ConfigureAwait(false);
        if (_end == 0)
        {
            throw new ServiceConnectionException(PortState.Open, EvidenceOf.ServiceConnectionEnded());
        }
    }

    /// <summary>Converts every error to the one typed exception.</summary>
    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception broken) when (_tls is not null && broken is IOException or AuthenticationException or ObjectDisposedException)
        {
            _caller.ThrowIfCancellationRequested();
            throw new ServiceConnectionException(PortState.Open, _limit.IsCancellationRequested ? EvidenceOf.ServiceTooSlow() : ErrorCause.Of(broken), broken);
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            _caller.ThrowIfCancellationRequested();
            SocketError error = broken is SocketException socket ? socket.SocketErrorCode : SocketError.OperationAborted;
            throw new ServiceConnectionException(StateOf(error, _isOpen), _limit.IsCancellationRequested && !SocketFailures.IsLocal(broken) ? EvidenceOf.ServiceTooSlow() : ErrorCause.Of(error), broken);
        }
    }

    /// <summary>The state of the port derived from an error, before or after it accepted the connection.</summary>
    internal static PortState StateOf(SocketError error, bool isOpen) => SocketFailures.Of(error) switch
    {
        SocketFailure.Reset => PortState.OpenReset,
        _ when isOpen => PortState.Open,
        SocketFailure.Refused => PortState.Closed,
        SocketFailure.TimedOut or SocketFailure.Ended => PortState.Filtered,

        // An error of this machine does not count as silence of the host.
        _ => PortState.Unreachable,
    };
}
