// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>Work that lasts longer than two seconds shows progress with the time left; shorter work shows none.</summary>
public sealed class ProgressTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    [Fact]
    public void Silent_servers_show_it_and_the_time_left()
    {
        // Accepts connections and never answers.
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;

        EngineResult run = engine.Run($"'127.0.0.1', 'localhost' | Test-ShareReachability -Port {port} -TimeoutSeconds 4 -ThrottleLimit 1");

        ProgressRecord[] records = [.. run.Progress.Where(record => record.Activity == "Examining file servers")];
        Assert.Contains(records, record => record is { RecordType: ProgressRecordType.Processing, StatusDescription: "0 of 2 done" or "0 done", SecondsRemaining: -1 });
        Assert.Contains(records, record => record is { StatusDescription: "1 of 2 done", PercentComplete: 50, SecondsRemaining: > 0 });
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
    }

    [Fact]
    public void A_silent_port_shows_it()
    {
        // Linux drops a connection request when the queue of connections that nobody has accepted is full.
        using Socket full = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        EndPoint address = full.LocalEndPoint!;
        Socket[] waiting = [.. Enumerable.Range(0, 4).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false })];
        foreach (Socket one in waiting)
        {
            try
            {
                one.Connect(address);
            }
            catch (SocketException)
            {
                // Under way: it fills the queue.
            }
        }

        EngineResult run = engine.Run($"Test-PortReachability 127.0.0.1 -Port {((IPEndPoint)address).Port} -TimeoutSeconds 3");

        Array.ForEach(waiting, one => one.Dispose());
        Assert.Contains(run.Progress, record => record is { Activity: "Measuring ports", StatusDescription: "0 of 1 done", PercentComplete: 0, SecondsRemaining: -1 });
        Assert.Equal(ProgressRecordType.Completed, run.Progress[^1].RecordType);
    }

    [Fact]
    public void Short_work_shows_none() =>
        Assert.DoesNotContain(
            engine.Run("Test-PortReachability 127.0.0.1 -Port 9, 10; [PracticeNetSec.Routers.RouterExposure]@{ ComputerName = 'r' } | Export-BreachReport './none' -WhatIf").Progress,
            record => record.Activity is "Measuring ports" or "Writing reports");
}
