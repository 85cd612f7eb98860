using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>What the parameters of Test-ShareReachability do, in the real engine.</summary>
public sealed class ShareParameterTests
{
    [Fact]
    public void Quiet_gives_one_answer_a_host_and_none_of_the_two_where_it_is_not_known()
    {
        RunResult run = ModuleRun.Invoke("'127.0.0.1', 'no-such-host.invalid', '300.1.2.3' | Test-ShareReachability -Port 9,10 -Quiet -TimeoutSeconds 1");

        Assert.Equal(new object?[] { null, null, null }, run.Output);
        Assert.Equal(
            new[] { "InvalidComputerName", "NameNotResolved", "ShareReachabilityUndetermined" },
            run.ErrorIds.Select(id => id.Split(',')[0]).OrderBy(id => id, StringComparer.Ordinal));
    }

    [Fact]
    public void Quiet_never_lets_a_test_pass_by_ignorance()
    {
        RunResult run = ModuleRun.Invoke("""
            try { Test-ShareReachability no-such-host.invalid -Quiet -ErrorAction Stop } catch { 'stopped' }
            (Test-ShareReachability no-such-host.invalid -Quiet -ErrorAction SilentlyContinue) -eq $false
            """);

        Assert.Equal(new object[] { "stopped", false }, run.Output.Select(output => output.BaseObject));
    }

    [Fact]
    public void Quiet_from_outside_decides_on_a_closed_port()
    {
        RunResult run = ModuleRun.Invoke("Test-ShareReachability 127.0.0.1 -Port 9 -Quiet -Vantage Outside -TimeoutSeconds 1");

        Assert.Equal(false, Assert.Single(run.Output).BaseObject);
        Assert.Empty(run.Errors);
    }

    [Theory]
    [InlineData("-Depth 0")]
    [InlineData("-Depth 4")]
    [InlineData("-Service Gopher")]
    public void What_is_out_of_range_is_refused_before_anything_is_asked(string parameter)
    {
        RunResult run = ModuleRun.Invoke($"try {{ Test-ShareReachability 127.0.0.1 -Port 9 {parameter} }} catch {{ 'refused' }}");

        Assert.Equal("refused", Assert.Single(run.Output).BaseObject);
    }

    [Fact]
    public void A_name_that_cannot_be_a_share_is_said_once_and_the_rest_goes_on()
    {
        RunResult run = ModuleRun.Invoke(@"Test-ShareReachability 127.0.0.1 -Port 9,10 -ShareName '\\server\praxis','praxis',('x' * 81) -TimeoutSeconds 1");

        Assert.Equal(2, run.Output.Count);
        Assert.Equal(2, run.ErrorIds.Count(id => id.StartsWith("InvalidShareName", StringComparison.Ordinal)));
        Assert.Equal(2, run.Errors.Count);
        Assert.Contains(run.Errors, error => error.ToString()!.Contains(@"'\\server\praxis'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_result_is_asked_again_at_its_own_port_from_where_it_was_asked()
    {
        RunResult run = ModuleRun.Invoke("""
            Test-ShareReachability 127.0.0.1 -Port 9 -Vantage Outside -TimeoutSeconds 1 | Test-ShareReachability -TimeoutSeconds 1 |
                ForEach-Object { '{0} {1}' -f $_.Port, $_.Vantage }
            """);

        Assert.Equal("9 Outside", Assert.Single(run.Output).BaseObject);
    }

    [Fact]
    public async Task Services_are_asked_once_a_host_at_the_port_that_the_router_forwards()
    {
        using TcpListener rsync = new(IPAddress.Loopback, 0);
        rsync.Start();
        Task serving = Task.Run(async () =>
        {
            using TcpClient client = await rsync.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("@RSYNCD: 31.0\nbackup         \t\n@RSYNCD: EXIT\n"u8.ToArray());
            await client.GetStream().ReadExactlyAsync(new byte[20]); // greeting and #list
        });
        string port = ((IPEndPoint)rsync.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        const string Script = """
            param($port)
            $exposure = [PracticeNetSec.Routers.RouterExposure]@{ ComputerName = '127.0.0.1'; Forwards = @(
                [PracticeNetSec.Routers.PortForward]@{ Protocol = 'tcp'; Enabled = $true; ExternalStart = $port; ExternalEnd = $port; InternalAddress = '192.168.2.10'; InternalStart = 873; InternalEnd = 873 }) }
            $seen = $exposure | Test-ShareReachability -Port 9,10 -Service Rsync -TimeoutSeconds 5
            $seen | ForEach-Object { '{0} {1} {2} {3}' -f $_.Port, @($_.FileServices).Count, ($_.FileServices.Details -join ';'), ($null -ne $_.RouterExposure) }
            """;

        RunResult run = ModuleRun.Invoke(Script, port);

        await serving;
        Assert.Empty(run.Errors);
        Assert.Equal(
            new[] { "10 0  True", "9 1 module backup True" },
            run.Output.Select(line => (string)line.BaseObject).OrderBy(line => line, StringComparer.Ordinal));
    }

    [Fact]
    public void A_password_shows_nowhere()
    {
        const string Script = """
            $c = [System.Management.Automation.PSCredential]::new('mfa', (New-Object System.Net.NetworkCredential('', 'Nirgends-9')).SecurePassword)
            Test-ShareReachability 127.0.0.1 -Port 9 -Credential $c -TimeoutSeconds 1 -Verbose
            """;

        RunResult run = ModuleRun.Invoke(Script);

        Assert.DoesNotContain("Nirgends-9", System.Management.Automation.PSSerializer.Serialize(run.Output, 8), StringComparison.Ordinal);
    }
}
