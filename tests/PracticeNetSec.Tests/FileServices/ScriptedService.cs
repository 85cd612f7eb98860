// SPDX-License-Identifier: MIT
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Tests.FileServices;

/// <summary>A file service on loopback that does to each connection what a test wants.</summary>
internal sealed class ScriptedService : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();

    public ScriptedService(Func<NetworkStream, CancellationToken, Task> serve)
    {
        _listener.Start();
        _ = AcceptAsync(serve);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Reads what is said until the other side leaves or a test has enough.</summary>
    public static async Task<byte[]> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        byte[] buffer = new byte[4096];
        int read = await stream.ReadAsync(buffer, stop);
        return buffer[..read];
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync(Func<NetworkStream, CancellationToken, Task> serve)
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                _ = Task.Run(async () =>
                {
                    try
                    {
                        await using NetworkStream stream = new(socket, ownsSocket: true);
                        await serve(stream, _stop.Token);
                    }
                    catch (Exception gone) when (gone is System.IO.IOException or OperationCanceledException or ObjectDisposedException or SocketException)
                    {
                        // The client left.
                    }
                });
            }
        }
        catch (Exception over) when (over is OperationCanceledException or InvalidOperationException or SocketException)
        {
            // The test is over.
        }
    }
}
