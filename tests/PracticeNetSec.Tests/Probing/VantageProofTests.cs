// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using Xunit;

namespace PracticeNetSec.Tests.Probing;

/// <summary>A port is proven by another host, in the same network, not too long ago; and a canary proves only what its greeting arrived on.</summary>
public sealed class VantageProofTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_host_proves_nothing_for_itself()
    {
        VantageProof proof = new(() => "home");
        proof.Add(445, "203.0.113.1", Now);

        Assert.Empty(proof.PortsFor("203.0.113.1", Now));
        Assert.Equal([445], proof.PortsFor("203.0.113.2", Now));

        proof.Add(445, "203.0.113.2", Now);
        Assert.Equal([445], proof.PortsFor("203.0.113.1", Now));
        Assert.Equal([445], proof.PortsFor("203.0.113.2", Now));
    }

    [Fact]
    public void A_proof_ends_with_its_network_and_with_its_time()
    {
        string network = "home";
        VantageProof proof = new(() => network);
        proof.Add([445, 3389], "203.0.113.200", Now);

        Assert.Equal([445, 3389], proof.PortsFor("203.0.113.1", Now + VantageProof.MaxAge - TimeSpan.FromSeconds(1)));
        Assert.Empty(proof.PortsFor("203.0.113.1", Now + VantageProof.MaxAge));
        network = "hotel";
        Assert.Empty(proof.PortsFor("203.0.113.1", Now));
    }

    [Fact]
    public void A_port_that_the_way_answers_is_no_longer_proven()
    {
        VantageProof proof = new(() => "home");
        proof.Add(21, "203.0.113.9", Now);
        proof.Add(new VantagePoint { CanaryAddress = "203.0.113.200", ProvenPorts = [445], AnsweredOnPathPorts = [21], EndedAt = Now });

        Assert.Equal([445], proof.PortsFor("203.0.113.1", Now));
        Assert.Equal([21], proof.AnsweredOnPath("203.0.113.1", Now));
        Assert.Empty(proof.AnsweredOnPath("2001:db8::1", Now));
        Assert.Empty(proof.PortsFor("2001:db8::1", Now));
    }

    [Fact]
    public void A_canary_over_IPv6_says_nothing_of_the_way_over_IPv4()
    {
        VantageProof proof = new(() => "home");
        proof.Add(new VantagePoint { CanaryAddress = "203.0.113.200", ProvenPorts = [445], AnsweredOnPathPorts = [21], SilentPorts = [25], EndedAt = Now });
        proof.Add(new VantagePoint { CanaryAddress = "2001:db8::200", ProvenPorts = [21, 25], AnsweredOnPathPorts = [445], EndedAt = Now });

        Assert.Equal([21], proof.AnsweredOnPath("203.0.113.1", Now));
        Assert.Equal([25], proof.MayBeAnsweredOnPath("203.0.113.1", Now));
        Assert.Equal([445], proof.PortsFor("203.0.113.1", Now));
        Assert.Equal([445], proof.AnsweredOnPath("2001:db8::1", Now));
        Assert.Equal([21, 25], proof.PortsFor("2001:db8::1", Now));
    }

    [Fact]
    public async Task A_canary_that_names_the_client_shows_which_addresses_are_this_machines_own()
    {
        using Greeter first = new("canary client 198.51.100.7\r\n"), second = new("canary client ::ffff:198.51.100.8\r\n");

        VantagePoint seen = await CanaryCheck.RunAsync("canary.example", IPAddress.Loopback, [first.Port, second.Port], TimeSpan.FromSeconds(1), CancellationToken.None);
        VantageProof proof = new(() => "home");
        proof.Add(seen);

        Assert.True(seen.IsProven);
        Assert.Equal(["198.51.100.7", "198.51.100.8"], seen.OwnAddresses.Order());
        Assert.True(proof.IsOwnAddress("198.51.100.8", seen.EndedAt));
        Assert.False(proof.IsOwnAddress("198.51.100.9", seen.EndedAt));
    }

    [Fact]
    public async Task A_canary_proves_the_ports_on_which_its_greeting_arrived()
    {
        using Greeter first = new("canary\r\n"), second = new("canary\r\n"), proxy = new("220 mail.example\r\n"), silent = new("");
        int closed = first.Port;
        using (Greeter gone = new("canary\r\n"))
        {
            closed = gone.Port;
        }

        VantagePoint seen = await CanaryCheck.RunAsync("canary.example", IPAddress.Loopback, [first.Port, second.Port, proxy.Port, silent.Port, closed], TimeSpan.FromSeconds(1), CancellationToken.None);

        Assert.False(seen.IsProven);
        Assert.Equal(Sorted(first.Port, second.Port), seen.ProvenPorts);
        Assert.Equal(Sorted(proxy.Port, silent.Port, closed), seen.UnprovenPorts);
        Assert.Equal([proxy.Port], seen.AnsweredOnPathPorts);
        Assert.Equal([silent.Port], seen.SilentPorts);
        Assert.Equal([EvidenceCode.CanaryProven, EvidenceCode.CanaryMissing], Array.ConvertAll(seen.Reasons, reason => reason.Code));
    }

    [Fact]
    public async Task Ports_that_each_greet_differently_prove_nothing()
    {
        using Greeter mail = new("220 mail.example\r\n"), secure = new("SSH-2.0-OpenSSH_9.2\r\n");

        VantagePoint seen = await CanaryCheck.RunAsync("host", IPAddress.Loopback, [mail.Port, secure.Port], TimeSpan.FromSeconds(1), CancellationToken.None);

        Assert.Empty(seen.ProvenPorts);
        Assert.Empty(seen.AnsweredOnPathPorts);
        Assert.Equal([EvidenceOf.CanaryNone("127.0.0.1")], seen.Reasons);
    }

    private static int[] Sorted(params int[] ports)
    {
        Array.Sort(ports);
        return ports;
    }

    /// <summary>Sends a line to whoever connects; with none it stays silent.</summary>
    private sealed class Greeter : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Greeter(string greeting)
        {
            _listener.Start();
            _ = ServeAsync(Encoding.ASCII.GetBytes(greeting));
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync(byte[] greeting)
        {
            try
            {
                while (true)
                {
                    using TcpClient client = await _listener.AcceptTcpClientAsync();
                    await client.GetStream().WriteAsync(greeting);
                    await Task.Delay(greeting.Length == 0 ? 1500 : 10);
                }
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException or System.IO.IOException)
            {
                // The test has ended.
            }
        }
    }
}
