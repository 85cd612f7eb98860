// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Client;

namespace PracticeNetSec.Tests.Smb;

/// <summary>A server on loopback that does to each connection whatever a test wants.</summary>
internal sealed class FakeServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<FakeConnection> _connections = new();
    private readonly CancellationTokenSource _stop = new();

    public FakeServer(Func<FakeConnection, Task> serve)
    {
        _listener.Start();
        _ = AcceptAsync(serve);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => _connections.Count;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        foreach (FakeConnection connection in _connections)
        {
            connection.Dispose();
        }
    }

    private async Task AcceptAsync(Func<FakeConnection, Task> serve)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                FakeConnection connection = new(await _listener.AcceptSocketAsync(_stop.Token), _stop.Token);
                _connections.Add(connection);
                _ = Task.Run(() => ServeAsync(connection, serve));
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or InvalidOperationException)
            {
                return; // The test is over.
            }
        }
    }

    private static async Task ServeAsync(FakeConnection connection, Func<FakeConnection, Task> serve)
    {
        try
        {
            await serve(connection);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client left, as it should when it is treated like this.
        }
    }
}

/// <summary>One connection of <see cref="FakeServer"/>.</summary>
internal sealed class FakeConnection(Socket socket, CancellationToken stop) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    public CancellationToken Stop => stop;

    /// <summary>Whether the client has sent more than was read.</summary>
    public bool HasMore => _stream.DataAvailable;

    /// <summary>The next packet; an empty array once the client has gone.</summary>
    public async Task<byte[]> ReadFrameAsync()
    {
        byte[] header = new byte[NetBiosSession.HeaderLength];
        if (await _stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, stop) < header.Length)
        {
            return Array.Empty<byte>();
        }

        byte[] body = new byte[(header[1] << 16) | (header[2] << 8) | header[3]];
        await _stream.ReadExactlyAsync(body, stop);
        return body;
    }

    public Task WriteFrameAsync(byte[] message) => WriteAsync(NetBiosSession.Frame(message));

    public async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes, stop);

    public Task SilenceAsync() => Task.Delay(Timeout.Infinite, stop);

    /// <summary>RST instead of FIN: closing the stream would shut the connection down in order first.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    /// <summary>FIN.</summary>
    public void Dispose() => _stream.Dispose();
}
