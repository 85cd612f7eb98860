using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using PracticeNetSec.FileServices;
using PracticeNetSec.Shares;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>What the parameters of Test-ShareReachability do, in the real engine.</summary>
public sealed class ShareParameterTests
{
    [Fact]
    public void Quiet_gives_one_boolean_a_host_and_says_when_it_stands_for_nothing()
    {
        RunResult run = ModuleRun.Invoke("Test-ShareReachability 127.0.0.1 -Port 9,10 -Quiet -TimeoutSeconds 1");

        Assert.Equal(false, Assert.Single(run.Output).BaseObject);
        Assert.Contains("ShareReachabilityUndetermined", Assert.Single(run.ErrorIds), StringComparison.Ordinal);
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
    public async Task Services_are_asked_once_a_host_and_survive_being_saved()
    {
        using TcpListener rsync = new(IPAddress.Loopback, 0);
        rsync.Start();
        Task serving = Task.Run(async () =>
        {
            using TcpClient client = await rsync.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("@RSYNCD: 31.0\nbackup         \t\n@RSYNCD: EXIT\n"u8.ToArray());
            await client.GetStream().ReadAsync(new byte[64]);
        });
        string port = ((IPEndPoint)rsync.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        const string Script = """
            param($port)
            $exposure = [PracticeNetSec.Routers.RouterExposure]@{ ComputerName = '127.0.0.1'; Forwards = @(
                [PracticeNetSec.Routers.PortForward]@{ Protocol = 'tcp'; Enabled = $true; ExternalStart = $port; ExternalEnd = $port; InternalAddress = '192.168.2.10'; InternalStart = 873; InternalEnd = 873 }) }
            $seen = $exposure | Test-ShareReachability -Port 9,10 -Service Rsync -TimeoutSeconds 5
            $seen
            """;

        RunResult run = ModuleRun.Invoke(Script, port);

        await serving;
        Assert.Empty(run.Errors);
        ShareReachability[] seen = run.Output.Select(result => (ShareReachability)result.BaseObject).OrderBy(result => result.Port).ToArray();
        FileServiceResult service = Assert.Single(seen[0].FileServices);
        Assert.Equal((true, "module backup"), (service.OpenToStrangers, Assert.Single(service.Details)));
        Assert.Empty(seen[1].FileServices);
        Assert.NotNull(seen[0].RouterExposure);
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
