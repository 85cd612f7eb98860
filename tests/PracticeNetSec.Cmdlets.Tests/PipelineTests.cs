// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.IO;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>Objects that flow from cmdlet to cmdlet. For those saved in between see <see cref="SavedObjectTests"/>.</summary>
public sealed class PipelineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Theory]
    [InlineData("[ipaddress]'127.0.0.1' | Test-ShareReachability -Port 9 -TimeoutSeconds 1")]
    [InlineData("Test-PortReachability 127.0.0.1 -Port 9 | Test-ShareReachability -Port 9 -TimeoutSeconds 1")]
    [InlineData("Test-ShareReachability 127.0.0.1 -Port 9 -TimeoutSeconds 1 | Get-RouterExposure -WalkPath $args[0]")]
    [InlineData("Test-PortReachability 127.0.0.1 -Port 9 | Get-RouterExposure -WalkPath $args[0]")]
    public void Hosts_addresses_ports_and_servers_bind_to_the_next_cmdlet(string script)
    {
        RunResult run = ModuleRun.Invoke(script, Path.Combine(ModuleRun.Samples, "walk-fault.txt"));

        Assert.Empty(run.Errors);
        Assert.Single(run.Output);
    }

    [Fact]
    public async Task Stopping_the_pipeline_takes_less_than_a_second()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        string port = ((IPEndPoint)silent.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using PowerShell shell = ModuleRun.New();

        // A server that accepts and then says nothing: SMB would wait its whole time-out.
        shell.AddCommand("Test-ShareReachability").AddParameter("ComputerName", "127.0.0.1").AddParameter("Port", port).AddParameter("TimeoutSeconds", 30.0);
        IAsyncResult running = shell.BeginInvoke();
        await Task.Delay(500);
        Assert.False(running.IsCompleted);
        Stopwatch watch = Stopwatch.StartNew();

        await Task.Run(shell.Stop);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
