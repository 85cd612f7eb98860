// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.UserExperience;

/// <summary>
/// <c>Select-Object -First 1</c> with many targets, all of them addresses of this machine at one listener, which counts who was asked.
/// </summary>
public sealed class FirstResultTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const int Targets = 60;

    // Far less than all of them take one after the other, far more than one takes on a busy machine.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(8);

    /// <param name="line">The cmdlet, one target at a time.</param>
    /// <param name="greets">Whether the listener closes at once; otherwise it says nothing, and whoever waits for it waits his time-out.</param>
    [Theory]
    [InlineData("Test-PortReachability -Port PORT -ThrottleLimit 1", true)]
    [InlineData("Test-ShareReachability -Port PORT -ThrottleLimit 1 -TimeoutSeconds 1", false)]
    [InlineData("Test-ShareReachability -Port PORT -ThrottleLimit 1 -TimeoutSeconds 1", true)]
    [InlineData("Get-RouterExposure -Port PORT -ThrottleLimit 1 -TimeoutSeconds 0.3", true)]
    [InlineData("Invoke-PracticeAudit -Port PORT -ThrottleLimit 1 -TimeoutSeconds 0.3 -Force", true)]
    public async Task No_further_target_is_queried(string line, bool greets)
    {
        using CancellationTokenSource over = new();
        using TcpListener listener = new(IPAddress.Any, 0);
        listener.Start(1024);
        ConcurrentDictionary<IPAddress, int> asked = new();
        Task serving = ServeAsync(listener, asked, greets, over.Token);
        string port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        string script = $"1..{Targets} | ForEach-Object {{ '127.0.9.' + $_ }} | {line.Replace("PORT", port, StringComparison.Ordinal)} | Select-Object -First 1";
        engine.Run("Get-RouterExposure 127.0.0.1 -Port 9 -TimeoutSeconds 0.1; Test-ShareReachability 127.0.0.1 -Port 9"); // loads what is needed

        Stopwatch watch = Stopwatch.StartNew();
        EngineResult run = engine.Run(script);
        TimeSpan took = watch.Elapsed;
        await Task.Delay(500); // what was under way arrives
        int then = asked.Count;
        await Task.Delay(1000);

        Assert.Single(run.WithoutErrors().Output);
        Assert.True(took < Soon, $"took {took}");
        Assert.InRange(then, 1, Targets / 4);
        Assert.Equal(then, asked.Count); // the work has ended, not only the output
        await over.CancelAsync();
        listener.Stop();
        await serving;
    }

    private static async Task ServeAsync(TcpListener listener, ConcurrentDictionary<IPAddress, int> asked, bool greets, CancellationToken over)
    {
        ConcurrentBag<TcpClient> silent = [];
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(over);
                asked.AddOrUpdate(((IPEndPoint)client.Client.LocalEndPoint!).Address, 1, (_, count) => count + 1);
                if (greets)
                {
                    client.Dispose();
                }
                else
                {
                    silent.Add(client);
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            foreach (TcpClient client in silent)
            {
                client.Dispose();
            }
        }
    }
}
