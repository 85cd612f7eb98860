// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using Xunit;

namespace PracticeNetSec.Tests.Probing;

/// <summary>A port that is refused or silent is the usual case, and costs no exception.</summary>
[Trait("System", "Linux")] // a full queue of a listener is silent there; Windows refuses
public sealed class ScanCostTests
{
    private static readonly AsyncLocal<bool> IsOurs = new();

    [Fact]
    public async Task Refused_and_silent_ports_throw_nothing()
    {
        using TcpListener full = new(IPAddress.Loopback, 0);
        full.Start(0);
        using TcpClient first = new();
        using TcpClient second = new();
        await first.ConnectAsync((IPEndPoint)full.LocalEndpoint);
        _ = second.ConnectAsync((IPEndPoint)full.LocalEndpoint);
        int silent = ((IPEndPoint)full.LocalEndpoint).Port;
        int[] refused = [.. Enumerable.Range(1, 300).Where(port => port is not (22 or 53 or 80 or 111))];
        using PortScanner scanner = new(new PortScanOptions { Timeout = TimeSpan.FromSeconds(0.4) });
        int exceptions = 0;
        void Count(object? sender, FirstChanceExceptionEventArgs thrown) => exceptions += IsOurs.Value ? 1 : 0;

        IsOurs.Value = true;
        AppDomain.CurrentDomain.FirstChanceException += Count;
        PortResult[] results;
        try
        {
            results = await scanner.ScanAsync("localhost", IPAddress.Loopback, refused.Append(silent), null, CancellationToken.None);
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Count;
        }

        Assert.Equal(PortState.Filtered, results.Single(port => port.Port == silent).State);
        Assert.True(results.Count(port => port.State == PortState.Closed) > 250);
        Assert.Equal(0, exceptions);
    }
}
