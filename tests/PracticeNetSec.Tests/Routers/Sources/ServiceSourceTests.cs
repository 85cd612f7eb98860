// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Tests.Upnp;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>A service is named by what it says itself: what protects a connection says nothing of what it protects.</summary>
public sealed class ServiceSourceTests
{
    private const byte Handshake = 0x16;
    private static readonly byte[] HandshakeFailure = [0x15, 3, 3, 0, 2, 2, 40]; // RFC 5246 section 7.2

    [Fact]
    public async Task TLS_without_a_page_is_a_service_that_is_not_known()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using CancellationTokenSource stop = new();
        int handshakes = 0;
        Task serving = ServeAsync(listener, () => Interlocked.Increment(ref handshakes), stop.Token);
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using HttpFetcher fetcher = new();
        RouterTarget target = new("router", IPAddress.Loopback, TimeSpan.FromSeconds(2)) { Ports = [new PortResult { Address = "127.0.0.1", Port = port, State = PortState.Open }] };

        SourceResult reading = await new ServiceSource(fetcher).ReadAsync(target, CancellationToken.None);

        await stop.CancelAsync();
        await serving;
        Assert.True(handshakes > 1, "It was asked for TLS, and then for a page over it.");
        Assert.Empty(reading.Services);
        Assert.Empty(reading.SpokenPorts);
    }

    /// <summary>A handshake that is lost leaves a port unknown of which the error says that it is one for TLS.</summary>
    [Theory]
    [InlineData("<h1>400 Bad Request</h1>The plain HTTP request was sent to HTTPS port", null)]
    [InlineData("<h1>400 Bad Request</h1>", "http")] // a printer that answers nothing else
    public async Task An_error_that_names_TLS_is_no_page_without_a_handshake(string body, string? expected)
    {
        using LoopbackWeb server = new((_, stream, stop) => stream.WriteAsync(LoopbackWeb.Reply(body, 400), stop).AsTask());
        using HttpFetcher fetcher = new();
        RouterTarget target = new("127.0.0.1", IPAddress.Loopback, TimeSpan.FromSeconds(1)) { Ports = [new PortResult { Address = "127.0.0.1", Port = server.Port, State = PortState.Open }] };

        SourceResult reading = await new ServiceSource(fetcher).ReadAsync(target, CancellationToken.None);

        Assert.Equal(expected, reading.Services.TryGetValue(server.Port, out string? service) ? service : null);
    }

    /// <summary>A busy server greets later than most.</summary>
    [Fact]
    public async Task A_late_greeting_names_the_service()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using CancellationTokenSource stop = new();
        List<Task> greetings = [];
        Task serving = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    Socket client = await listener.AcceptSocketAsync(stop.Token);
                    greetings.Add(GreetLateAsync(client));
                }
                catch (OperationCanceledException)
                {
                    // The test is over.
                }
            }

            await Task.WhenAll(greetings);
        });

        Assert.Equal("rsync", await ServiceAsync(listener, stop, serving, 2));
    }

    private static async Task GreetLateAsync(Socket client)
    {
        using Socket one = client;
        await Task.Delay(1500);
        try
        {
            await one.SendAsync("@RSYNCD: 31.0\n"u8.ToArray());
        }
        catch (SocketException)
        {
            // The client asked in another protocol, and left.
        }
    }

    /// <summary>OpenVPN over TCP, without a key for control packets: its answer to a reset of the client.</summary>
    [Theory]
    [InlineData(new byte[] { 0, 26, 0x40, 1, 2, 3, 4, 5, 6, 7, 8 }, "openvpn")]
    [InlineData(new byte[] { 0, 26, 0x38, 1, 2, 3, 4, 5, 6, 7, 8 }, null)]
    public async Task A_VPN_names_itself(byte[] answer, string? expected)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using CancellationTokenSource stop = new();
        Task serving = ServeAsync(listener, () => { }, stop.Token, request => request.StartsWith("\0\u000e8", StringComparison.Ordinal) ? answer : []);

        Assert.Equal(expected, await ServiceAsync(listener, stop, serving));
    }

    /// <summary>A page in plain HTTP that redirects, beside another one over TLS on the same port.</summary>
    [Theory]
    [InlineData(301)]
    [InlineData(404)]
    public async Task Beside_an_error_or_a_redirect_what_TLS_protects_decides(int status)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using CancellationTokenSource stop = new();
        Task serving = ServeAsync(listener, () => { }, stop.Token, _ => LoopbackWeb.Reply("", status, "Location: https://127.0.0.1/\r\n"));

        Assert.Null(await ServiceAsync(listener, stop, serving));
    }

    /// <summary>Some servers answer a connection before they were asked, with an error of HTTP: it shows no page.</summary>
    [Fact]
    public async Task An_answer_in_HTTP_before_the_request_is_no_page()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using CancellationTokenSource stop = new();
        Task serving = GreetAsync(listener, LoopbackWeb.Reply("<title>Index of /</title>"), stop.Token);
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using HttpFetcher fetcher = new();
        RouterTarget target = new("router", IPAddress.Loopback, TimeSpan.FromSeconds(2)) { Ports = [new PortResult { Address = "127.0.0.1", Port = port, State = PortState.Open }] };

        SourceResult reading = await new ServiceSource(fetcher).ReadAsync(target, CancellationToken.None);

        await stop.CancelAsync();
        await serving;
        Assert.Equal("directory-listing", reading.Services[port]);
    }

    /// <summary>nginx and others answer plain HTTP on their port for TLS with 400: the page behind TLS is what they serve, and here it cannot be read.</summary>
    [Fact]
    public async Task An_error_in_HTTP_on_a_port_for_TLS_is_no_page()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using CancellationTokenSource stop = new();
        Task serving = ServeAsync(listener, () => { }, stop.Token, _ => LoopbackWeb.Reply("", 400));
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using HttpFetcher fetcher = new();
        RouterTarget target = new("router", IPAddress.Loopback, TimeSpan.FromSeconds(2)) { Ports = [new PortResult { Address = "127.0.0.1", Port = port, State = PortState.Open }] };

        SourceResult reading = await new ServiceSource(fetcher).ReadAsync(target, CancellationToken.None);

        await stop.CancelAsync();
        await serving;
        Assert.Empty(reading.Services);
    }

    private static async Task<string?> ServiceAsync(TcpListener listener, CancellationTokenSource stop, Task serving, int seconds = 1)
    {
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using HttpFetcher fetcher = new();
        RouterTarget target = new("router", IPAddress.Loopback, TimeSpan.FromSeconds(seconds)) { Ports = [new PortResult { Address = "127.0.0.1", Port = port, State = PortState.Open }] };
        SourceResult reading = await new ServiceSource(fetcher).ReadAsync(target, CancellationToken.None);
        await stop.CancelAsync();
        await serving;
        return reading.Services.TryGetValue(port, out string? service) ? service : null;
    }

    private static async Task GreetAsync(TcpListener listener, byte[] greeting, CancellationToken stop)
    {
        byte[] rest = new byte[512];
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using Socket client = await listener.AcceptSocketAsync(stop);
                await client.SendAsync(greeting, stop);
                client.Shutdown(SocketShutdown.Send);
                while (await client.ReceiveAsync(rest, stop) > 0)
                {
                    // A request that comes too late.
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException)
            {
                // The test is over, or the client has read enough.
            }
        }
    }

    private static async Task ServeAsync(TcpListener listener, Action shook, CancellationToken stop, Func<string, byte[]>? answer = null)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(stop);
                NetworkStream stream = client.GetStream();
                byte[] first = new byte[512];
                try
                {
                    int count = await stream.ReadAsync(first, stop);
                    if (count > 0 && first[0] == Handshake)
                    {
                        shook();
                        await stream.WriteAsync(HandshakeFailure, stop);
                    }
                    else if (count > 0 && answer is not null)
                    {
                        await stream.WriteAsync(answer(System.Text.Encoding.Latin1.GetString(first, 0, count)), stop);
                    }
                }
                catch (Exception gone) when (gone is System.IO.IOException or SocketException)
                {
                    // The next one.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
