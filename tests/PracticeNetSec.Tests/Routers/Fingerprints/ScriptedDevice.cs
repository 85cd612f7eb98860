// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;

namespace PracticeNetSec.Tests.Routers.Fingerprints;

/// <summary>A device on loopback that does to each connection whatever a test wants.</summary>
internal sealed class ScriptedDevice : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<NetworkStream, Task> _script;
    private int _connections;

    public ScriptedDevice(Func<NetworkStream, Task> script)
    {
        _script = script;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connections);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception stopped) when (stopped is SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await _script(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or AuthenticationException or InvalidOperationException)
            {
                // The client left, as it should when it is treated like this.
            }
        }
    }
}
