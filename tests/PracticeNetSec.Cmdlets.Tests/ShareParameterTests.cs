// SPDX-License-Identifier: MIT
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
    public void Quiet_returns_one_value_per_host_and_null_where_it_is_undetermined()
    {
        RunResult run = ModuleRun.Invoke("'127.0.0.1', 'no-such-host.invalid', '300.1.2.3' | Test-ShareReachability -Port 9,10 -Quiet -TimeoutSeconds 1");

        Assert.Equal(new object?[] { null, null, null }, run.Output);
        Assert.Equal(
            new[] { "InvalidComputerName", "NameNotResolved", "ShareReachabilityUndetermined" },
            run.ErrorIds.Select(id => id.Split(',')[0]).OrderBy(id => id, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Quiet_from_outside_is_undetermined_for_SMB1_alone()
    {
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        byte[] smb1 = new byte[4 + 32 + 3 + 34];
        smb1[3] = (byte)(smb1.Length - 4);
        new byte[] { 0xFF, (byte)'S', (byte)'M', (byte)'B', 0x72 }.CopyTo(smb1, 4);
        smb1[36] = 17; // WordCount; DialectIndex 0 follows
        Task serving = Task.Run(async () =>
        {
            for (int i = 0; i < 4; i++)
            {
                using TcpClient client = await server.AcceptTcpClientAsync();
                byte[] request = new byte[8];
                await client.GetStream().ReadExactlyAsync(request);
                if (request[4] == 0xFF)
                {
                    await client.GetStream().WriteAsync(smb1);
                    return;
                }
            }
        });

        RunResult run = ModuleRun.Invoke(
            "param($port) Test-ShareReachability 127.0.0.1 -Port $port -Quiet -Vantage Outside -TimeoutSeconds 5",
            ((IPEndPoint)server.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture));

        await serving;
        Assert.Null(Assert.Single(run.Output));
        Assert.StartsWith("ShareReachabilityUndetermined", Assert.Single(run.ErrorIds), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_port_ends_the_command()
    {
        RunResult run = ModuleRun.Invoke("Test-ShareReachability 127.0.0.1 -Port 9, x -Quiet");

        Assert.Empty(run.Output);
        Assert.StartsWith("InvalidPort", Assert.Single(run.ErrorIds), StringComparison.Ordinal);
    }

    [Fact]
    public void An_invalid_user_name_is_one_error_and_unauthenticated_access_is_still_inspected()
    {
        RunResult run = ModuleRun.Invoke("""
            $c = [System.Management.Automation.PSCredential]::new('praxis\', [System.Net.NetworkCredential]::new('', 'Nirgends-9').SecurePassword)
            Test-ShareReachability 127.0.0.1 -Port 9,10 -Credential $c -TimeoutSeconds 1
            """);

        Assert.Equal(2, run.Output.Count);
        Assert.StartsWith("InvalidCredential", Assert.Single(run.ErrorIds), StringComparison.Ordinal);
    }

    [Fact]
    public void A_practice_without_an_address_is_an_error_that_names_it()
    {
        RunResult run = ModuleRun.Invoke("[PracticeNetSec.Model.Practice]@{ PracticeId = 'p1' }, '127.0.0.1' | Test-ShareReachability -Port 9 -TimeoutSeconds 1");

        Assert.Single(run.Output);
        Assert.StartsWith("PracticeWithoutAddress", Assert.Single(run.ErrorIds), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scanned_host_is_queried_once_however_many_ports_were_scanned()
    {
        RunResult run = ModuleRun.Invoke("Test-PortReachability 127.0.0.1 -Port 9-12 | Test-ShareReachability -Port 9 -TimeoutSeconds 1");

        Assert.Empty(run.Errors);
        Assert.Single(run.Output);
    }

    [Fact]
    public void Quiet_never_passes_a_test_without_a_result()
    {
        RunResult run = ModuleRun.Invoke("""
            try { Test-ShareReachability no-such-host.invalid -Quiet -ErrorAction Stop } catch { 'stopped' }
            (Test-ShareReachability no-such-host.invalid -Quiet -ErrorAction SilentlyContinue) -eq $false
            """);

        Assert.Equal(new object[] { "stopped", false }, run.Output.Select(output => output.BaseObject));
    }

    [Fact]
    public void Quiet_from_outside_is_null_where_nothing_proves_that_the_host_itself_refused()
    {
        RunResult run = ModuleRun.Invoke("Test-ShareReachability 127.0.0.1 -Port 9 -Quiet -Vantage Outside -TimeoutSeconds 1");

        Assert.Null(Assert.Single(run.Output));
        Assert.StartsWith("ShareReachabilityUndetermined", Assert.Single(run.ErrorIds), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Depth 0")]
    [InlineData("-Depth 4")]
    [InlineData("-Service Gopher")]
    public void Values_out_of_range_are_refused_before_any_query(string parameter)
    {
        RunResult run = ModuleRun.Invoke($"try {{ Test-ShareReachability 127.0.0.1 -Port 9 {parameter} }} catch {{ 'refused' }}");

        Assert.Equal("refused", Assert.Single(run.Output).BaseObject);
    }

    [Fact]
    public void An_invalid_share_name_is_one_error_and_the_rest_is_processed()
    {
        RunResult run = ModuleRun.Invoke(@"Test-ShareReachability 127.0.0.1 -Port 9,10 -ShareName '\\server\praxis','praxis',('x' * 81) -TimeoutSeconds 1");

        Assert.Equal(2, run.Output.Count);
        Assert.Equal(2, run.ErrorIds.Count(id => id.StartsWith("InvalidShareName", StringComparison.Ordinal)));
        Assert.Equal(2, run.Errors.Count);
        Assert.Contains(run.Errors, error => error.ToString()!.Contains(@"'\\server\praxis'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_result_is_queried_again_at_its_port_from_its_vantage_point()
    {
        RunResult run = ModuleRun.Invoke("""
            Test-ShareReachability 127.0.0.1 -Port 9 -Vantage Outside -TimeoutSeconds 1 | Test-ShareReachability -TimeoutSeconds 1 |
                ForEach-Object { '{0} {1}' -f $_.Port, $_.Vantage }
            """);

        Assert.Equal("9 Outside", Assert.Single(run.Output).BaseObject);
    }

    [Fact]
    public async Task Services_are_queried_once_per_host_at_the_forwarded_port()
    {
        using TcpListener rsync = new(IPAddress.Loopback, 0);
        rsync.Start();
        Task serving = Task.Run(async () =>
        {
            using TcpClient client = await rsync.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("@RSYNCD: 31.0\nbackup         \t\n@RSYNCD: EXIT\n"u8.ToArray());
            await client.GetStream().ReadExactlyAsync(new byte[20]); // greeting and #list
            using TcpClient second = await rsync.AcceptTcpClientAsync();
            await second.GetStream().WriteAsync("@RSYNCD: 31.0\n@RSYNCD: OK\n"u8.ToArray());
            await second.GetStream().ReadExactlyAsync(new byte[21]); // greeting and the module's name
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
            new[] { "10 0  True", "9 1 module backup: serves anybody, without a password True" },
            run.Output.Select(line => (string)line.BaseObject).OrderBy(line => line, StringComparer.Ordinal));
    }

    [Fact]
    public void A_password_is_not_printed()
    {
        const string Script = """
            $c = [System.Management.Automation.PSCredential]::new('mfa', [System.Net.NetworkCredential]::new('', 'Nirgends-9').SecurePassword)
            Test-ShareReachability 127.0.0.1 -Port 9 -Credential $c -TimeoutSeconds 1 -Verbose
            """;

        RunResult run = ModuleRun.Invoke(Script);

        Assert.Empty(run.Errors); // the account was really made
        Assert.Single(run.Output);
        Assert.DoesNotContain("Nirgends-9", System.Management.Automation.PSSerializer.Serialize(run.Output, 8), StringComparison.Ordinal);
    }
}
