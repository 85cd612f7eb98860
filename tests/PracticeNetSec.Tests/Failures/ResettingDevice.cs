// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Tests.Failures;

/// <summary>
/// A device on a loopback address of its own that accepts each connection and resets it at once (SO_LINGER with 0 s,
/// RFC 9293 §3.10.4: ABORT). How far a client gets until it sees the RST depends on timing alone.
/// </summary>
internal sealed class ResettingDevice : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _over = new();

    public ResettingDevice(int port)
    {
        // Another address in 127.0.0.0/8 than any other test's, so that fixed port numbers do not collide.
        byte[] bytes = { 127, (byte)Random.Shared.Next(1, 255), (byte)Random.Shared.Next(1, 255), (byte)Random.Shared.Next(2, 255) };
        Address = new IPAddress(bytes);
        _listener.Bind(new IPEndPoint(Address, port));
        _listener.Listen(512);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _ = Task.Run(AcceptAsync);
    }

    public IPAddress Address { get; }

    public int Port { get; }

    public void Dispose()
    {
        _over.Cancel();
        _listener.Dispose();
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_over.IsCancellationRequested)
            {
                using Socket accepted = await _listener.AcceptAsync(_over.Token);
                accepted.LingerState = new LingerOption(true, 0);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
