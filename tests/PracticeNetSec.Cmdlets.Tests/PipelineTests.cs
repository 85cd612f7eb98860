// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
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
    [InlineData("fault", "Exposed")]
    [InlineData("first-update", "Exposed")]
    [InlineData("patched", "NotExposed")]
    public void The_recorded_practice_is_judged_by_its_stage(string stage, string verdict)
    {
        PSObject router = CelleSample.Read(stage);

        Assert.Equal(verdict, router.Properties["Verdict"].Value.ToString());
        Assert.Equal("CELLE-2019", router.Properties["PracticeId"].Value);
        Assert.Equal("Recorded", router.Properties["Vantage"].Value.ToString());
        IEnumerable<object> findings = ((Array)router.Properties["Findings"].Value).Cast<object>();
        Assert.Equal(stage == "first-update", findings.Any(finding => finding.ToString()!.Contains("not corrected", StringComparison.Ordinal)));
    }

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
    public void What_if_writes_nothing_and_only_force_replaces()
    {
        PSObject router = CelleSample.Read("fault");
        const string Export = "$args[0] | Export-BreachReport -Path $args[1] -Name celle";

        ModuleRun.Invoke(Export + " -WhatIf", router, _folder);
        Assert.Empty(Directory.GetFiles(_folder));

        Assert.Empty(ModuleRun.Invoke(Export, router, _folder).Errors);
        string html = Path.Combine(_folder, "celle.html");
        DateTime written = File.GetLastWriteTimeUtc(html);

        Assert.Contains("FileExists", ModuleRun.Invoke(Export, router, _folder).ErrorIds);
        Assert.Equal(written, File.GetLastWriteTimeUtc(html));
        Assert.Empty(ModuleRun.Invoke(Export + " -Force", router, _folder).Errors);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
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
