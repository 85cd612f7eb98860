// SPDX-License-Identifier: MIT
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using Xunit;

namespace PracticeNetSec.Tests.Probing;

public sealed class PortScannerTests : IDisposable
{
    private readonly List<IDisposable> _open = new();

    [Fact]
    public async Task A_listening_port_is_open_and_has_a_latency()
    {
        int port = Listen();

        PortResult result = Assert.Single(await ScanAsync(port));

        Assert.Equal(PortState.Open, result.State);
        Assert.InRange(result.Latency!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(1, result.Attempts);
    }

    [Fact]
    public async Task A_port_where_nothing_listens_is_closed()
    {
        int port = FreePort();

        PortResult result = Assert.Single(await ScanAsync(port));

        Assert.Equal(PortState.Closed, result.State);
        Assert.Equal("127.0.0.1", result.ComputerName);
        Assert.Equal("127.0.0.1", result.Address);
    }

    [Fact]
    public async Task A_port_that_accepts_and_resets_is_still_reachable()
    {
        TcpListener listener = NewListener(16);
        _ = Task.Run(async () =>
        {
            while (true)
            {
                Socket accepted = await listener.AcceptSocketAsync();
                accepted.LingerState = new LingerOption(true, 0);
                accepted.Dispose();
            }
        });

        PortResult result = Assert.Single(await ScanAsync(PortOf(listener)));

        Assert.Equal(PortState.OpenReset, result.State);
        Assert.True(result.IsReachable);
    }

    [Fact]
    [Trait("System", "Linux")] // SilentPort needs Linux; the lab has such ports for both systems.
    public async Task A_silent_port_is_probed_once_more_and_is_then_filtered()
    {
        int port = SilentPort();

        PortResult result = Assert.Single(await ScanAsync(port));

        Assert.Equal(PortState.Filtered, result.State);
        Assert.Null(result.Latency);
        Assert.Equal(2, result.Attempts);
    }

    [Fact]
    [Trait("System", "Linux")] // SilentPort needs Linux; the lab has such ports for both systems.
    public async Task A_silent_port_that_a_second_measurement_asks_is_probed_once()
    {
        int[] ports = { SilentPort(), SilentPort() };
        using PortScanner scanner = new(new PortScanOptions());

        PortResult[] results = await scanner.ScanAsync("127.0.0.1", IPAddress.Loopback, ports, port => port == ports[0], null, CancellationToken.None);

        Assert.All(results, result => Assert.Equal((PortState.Filtered, result.Port == ports[0] ? 1 : 2), (result.State, result.Attempts)));
    }

    /// <summary>Another port's answer shows how far away the host is, while this one is being waited for.</summary>
    [Fact]
    [Trait("System", "Linux")] // SilentPort needs Linux; the lab has such ports for both systems.
    public async Task A_timeout_that_shrinks_ends_the_attempt_that_is_in_flight()
    {
        TimeSpan patience = TimeSpan.FromSeconds(60);
        using ConnectWindow window = new(1);
        Task<ConnectOutcome> attempt = window.ConnectAsync(new IPEndPoint(IPAddress.Loopback, SilentPort()), () => patience, CancellationToken.None);
        await Task.Delay(300);
        Assert.False(attempt.IsCompleted);

        patience = TimeSpan.FromMilliseconds(200);

        ConnectOutcome outcome = await attempt.WaitAsync(TimeSpan.FromSeconds(2));
        Assert.Null(outcome.State);
    }

    [Fact]
    public async Task Results_come_back_sorted_and_each_port_once()
    {
        int[] ports = { Listen(), FreePort(), Listen() };
        List<int> streamed = new();

        PortResult[] results = await ScanAsync(ports.Concat(ports), result =>
        {
            lock (streamed)
            {
                streamed.Add(result.Port);
            }
        });

        Assert.Equal(ports.OrderBy(port => port), results.Select(result => result.Port));
        Assert.Equal(ports.OrderBy(port => port), streamed.OrderBy(port => port));
    }

    [Fact]
    [Trait("System", "Linux")] // SilentPort needs Linux; the lab has such ports for both systems.
    public async Task Stopping_takes_less_than_a_second()
    {
        int port = SilentPort();
        using PortScanner scanner = new(new PortScanOptions { Timeout = TimeSpan.FromSeconds(30), Window = 1 });
        using CancellationTokenSource stop = new();
        Task<PortResult[]> scan = scanner.ScanAsync("127.0.0.1", IPAddress.Loopback, new[] { port, FreePort() }, null, stop.Token);
        await Task.Delay(100);
        Stopwatch watch = Stopwatch.StartNew();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scan);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    public void Dispose() => _open.ForEach(item => item.Dispose());

    private static Task<PortResult[]> ScanAsync(int port) => ScanAsync(new[] { port }, null);

    private static async Task<PortResult[]> ScanAsync(IEnumerable<int> ports, Action<PortResult>? onResult)
    {
        using PortScanner scanner = new(new PortScanOptions());
        return await scanner.ScanAsync("127.0.0.1", IPAddress.Loopback, ports, onResult, CancellationToken.None);
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private int Listen() => PortOf(NewListener(16));

    private TcpListener NewListener(int backlog)
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start(backlog);
        _open.Add(listener);
        return listener;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return PortOf(listener);
    }

    /// <summary>A listener whose own packet filter drops every segment: the kernel never answers a SYN to it.</summary>
    private unsafe int SilentPort()
    {
        const int SolSocket = 1;
        const int SoAttachFilter = 26;
        TcpListener listener = NewListener(16);

        // struct sock_filter { u16 code; u8 jt, jf; u32 k } with BPF_RET and k = 0: accept no byte of any packet.
        ulong dropAll = 0x06;
        byte[] program = new byte[16];
        BinaryPrimitives.WriteUInt16LittleEndian(program, 1);
        BinaryPrimitives.WriteUInt64LittleEndian(program.AsSpan(8), (ulong)&dropAll);
        listener.Server.SetRawSocketOption(SolSocket, SoAttachFilter, program);
        return PortOf(listener);
    }
}
