// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Client;

namespace PracticeNetSec.Tests.Snmp;

/// <summary>An agent on a UDP port of the loopback interface, with the behaviour that a test gives it.</summary>
internal sealed class LoopbackAgent : IDisposable
{
    public static readonly CommunitySecurity Community = new(SnmpVersion.V2C, "public");

    private readonly Func<AgentCall, Task> _answer;
    private readonly CommunitySecurity _security;
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public LoopbackAgent(Func<AgentCall, Task> answer, CommunitySecurity? security = null)
    {
        (_answer, _security) = (answer, security ?? Community);
        _serving = ServeAsync();
    }

    /// <summary>A well-behaved agent that holds these objects.</summary>
    public LoopbackAgent(MibTree tree, CommunitySecurity? security = null)
        : this(call => call.ReplyAsync(tree.Answer(call.Request)), security)
    {
    }

    public IPEndPoint EndPoint => (IPEndPoint)_socket.Client.LocalEndPoint!;

    /// <summary>Requests that arrived, repetitions included.</summary>
    public ConcurrentQueue<SnmpPdu> Requests { get; } = new();

    /// <summary>A client; by default it waits long enough for a busy machine.</summary>
    public SnmpClient Client(double timeout = 15, double initialTimeout = 1, int window = 4) => new(EndPoint, _security, new SnmpClientOptions
    {
        Timeout = TimeSpan.FromSeconds(timeout),
        InitialRetransmitTimeout = TimeSpan.FromSeconds(initialTimeout),
        MinRetransmitTimeout = TimeSpan.FromSeconds(initialTimeout),
        Window = window,
    });

    public void Dispose()
    {
        _stop.Cancel();
        _socket.Dispose();

        // A fault of the agent's own is a fault of the test.
        _serving.Wait();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                UdpReceiveResult datagram = await _socket.ReceiveAsync(_stop.Token);
                SnmpPdu request = _security.Decode(datagram.Buffer).Pdu;
                Requests.Enqueue(request);
                await _answer(new AgentCall(_socket, datagram.RemoteEndPoint, request, _security));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException && _stop.IsCancellationRequested)
        {
            // The test is over.
            return;
        }
    }
}

/// <summary>One request, and the ways to answer it.</summary>
internal sealed record AgentCall(UdpClient Socket, IPEndPoint Caller, SnmpPdu Request, CommunitySecurity Security)
{
    public Task ReplyAsync(SnmpPdu answer) => SendAsync(Security.Encode(answer));

    public async Task SendAsync(byte[] datagram) => await Socket.SendAsync(datagram, datagram.Length, Caller);

    /// <summary>Sends from another port than the one that was asked.</summary>
    public async Task SendFromElsewhereAsync(byte[] datagram)
    {
        using UdpClient other = new(new IPEndPoint(IPAddress.Loopback, 0));
        await other.SendAsync(datagram, datagram.Length, Caller);
    }
}
