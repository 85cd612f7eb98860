// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>
/// An address that only a device reported is not contacted: a router that was taken over, or somebody who answers in its place, would choose who gets
/// the practice's account. The address here is of the loopback interface, where a listener shows whether anything came.
/// </summary>
public sealed class ReportedAddressTests : IDisposable
{
    private const string Account = "$c = [pscredential]::new('mfa', (ConvertTo-SecureString 'Nirgends-9' -AsPlainText -Force));";

    /// <summary>As Get-RouterExposure 192.168.2.1 returns it where the router reports an address outside.</summary>
    private const string Router = "$r = [PracticeNetSec.Routers.RouterExposure]@{ ComputerName = '192.168.2.1'; WanAddress = '127.0.0.1'; ReportedWanAddresses = '127.0.0.1'; Vantage = 'Inside' };";

    private readonly TcpListener _witness = new(IPAddress.Loopback, 0);

    public ReportedAddressTests() => _witness.Start();

    private string Port => ((IPEndPoint)_witness.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("$r | Test-ShareReachability -Port $port -Credential $c -TimeoutSeconds 1")]
    [InlineData("$r | Test-ShareReachability -Port $port -TimeoutSeconds 1")]
    [InlineData("$r | Test-PortReachability -Port $port -TimeoutSeconds 1")]
    [InlineData("[PracticeNetSec.Shares.ShareReachability]@{ ComputerName = '127.0.0.1'; Port = $port; RouterExposure = $r } | Test-ShareReachability -Credential $c -TimeoutSeconds 1")]
    [InlineData("$r | ConvertTo-Json -Depth 9 | ConvertFrom-Json | Test-ShareReachability -Port $port -Credential $c -TimeoutSeconds 1")]
    [InlineData("$r.Vantage = 'Recorded'; $r | Get-RouterExposure -Port $port -Community praxis -TimeoutSeconds 0.3")]
    public void Without_the_switch_nothing_is_sent_there(string script)
    {
        RunResult run = ModuleRun.Invoke($"param($port) {Account} {Router} {script}", Port);

        Assert.Equal("ReportedAddress", Assert.Single(run.ErrorIds));
        Assert.Empty(run.Output);
        Assert.False(_witness.Pending());
    }

    [Fact]
    public void Quiet_answers_nothing_known_for_it()
    {
        RunResult run = ModuleRun.Invoke($"param($port) {Router} $r | Test-ShareReachability -Port $port -Quiet", Port);

        Assert.Null(Assert.Single(run.Output));
        Assert.Equal("ReportedAddress", Assert.Single(run.ErrorIds));
        Assert.False(_witness.Pending());
    }

    [Fact]
    public void With_the_switch_it_is_inspected_without_the_account()
    {
        RunResult run = ModuleRun.Invoke($"param($port) {Account} {Router} $r | Test-ShareReachability -Port $port -Credential $c -IncludeReportedAddress -TimeoutSeconds 1 -WarningAction SilentlyContinue", Port);

        Assert.Empty(run.Errors);
        Assert.True(_witness.Pending());
        Assert.Equal("Undetermined", Assert.Single(run.Output).Properties["CredentialSession"].Value.ToString());
    }

    [Fact]
    public void With_the_switch_its_ports_are_measured()
    {
        RunResult run = ModuleRun.Invoke($"param($port) {Router} $r | Test-PortReachability -Port $port -IncludeReportedAddress", Port);

        Assert.Empty(run.Errors);
        Assert.Equal("Open", Assert.Single(run.Output).Properties["State"].Value.ToString());
    }

    [Theory]
    [InlineData("$r.ComputerName = '127.0.0.1'")] // named by the caller
    [InlineData("$r.Practice = [PracticeNetSec.Model.Practice]@{ PracticeId = 'p'; WanAddress = '127.0.0.1' }")] // by the inventory
    [InlineData("$r.Practice = [PracticeNetSec.Model.Practice]@{ PracticeId = 'p'; FurtherWanAddresses = '127.0.0.1' }")]
    [InlineData("$r.Ports = [PracticeNetSec.Probing.PortResult]@{ ComputerName = 'praxis.example'; Address = '127.0.0.1'; Port = 9 }")] // measured: the name led there
    public void An_address_that_somebody_named_is_contacted_as_before(string named)
    {
        RunResult run = ModuleRun.Invoke($"param($port) {Router} {named}; $r | Test-PortReachability -Port $port", Port);

        Assert.Empty(run.Errors);
        Assert.Equal("Open", Assert.Single(run.Output).Properties["State"].Value.ToString());
    }

    [Fact]
    public void Get_RouterExposure_asks_the_router_that_was_named_again()
    {
        RunResult run = ModuleRun.Invoke(
            "param($port) $r = [PracticeNetSec.Routers.RouterExposure]@{ ComputerName = '127.0.0.1'; WanAddress = '127.0.0.2'; ReportedWanAddresses = '127.0.0.2'; Vantage = 'Inside' }; ($r | Get-RouterExposure -Port $port -Community praxis -TimeoutSeconds 0.3 -WarningAction SilentlyContinue).ComputerName", Port);

        Assert.Equal("127.0.0.1", Assert.Single(run.Output).BaseObject);
    }

    [Fact]
    public void A_reported_router_gets_no_community_and_the_warning_says_so()
    {
        const string Script = """
            $r = [PracticeNetSec.Routers.RouterExposure]@{ ComputerName = '192.168.2.1'; WanAddress = '127.0.0.1'; ReportedWanAddresses = '127.0.0.1'; Vantage = 'Inside' }
            $seen = $r | Get-RouterExposure -Port 9 -Community praxis -Vantage Outside -IncludeReportedAddress -TimeoutSeconds 0.3 -WarningVariable said -WarningAction SilentlyContinue
            @($said).Count; $seen.Sources | Where-Object Source -eq SNMP | ForEach-Object { $_.Detail.Code }
            """;

        RunResult run = ModuleRun.Invoke(Script);

        Assert.Equal([1, "source.secret-reported"], run.Output.Select(line => line.BaseObject));
    }

    public void Dispose() => _witness.Dispose();
}
