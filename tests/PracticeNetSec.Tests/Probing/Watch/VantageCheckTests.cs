// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Probing.Watch;
using Xunit;

namespace PracticeNetSec.Tests.Probing.Watch;

/// <summary>An outage shows in what answered before and does not any more; one or two hosts show nothing. No test uses a network.</summary>
public sealed class VantageCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly IPAddress Unassigned = IPAddress.Parse("192.0.2.123");

    private readonly FakeTimeProvider _time = new(Now);
    private readonly VantageProof _proof = new(() => "home");
    private readonly List<IPEndPoint> _asked = [];
    private Func<IPEndPoint, SocketError> _answer = _ => SocketError.Success;
    private Func<string, IPAddress[]> _names = _ => [IPAddress.Parse("203.0.113.1")];
    private string _network = "home";
    private bool _greets = true;

    [Theory]
    [InlineData(SocketError.TimedOut, OutageKind.Silent)]
    [InlineData(SocketError.ConnectionRefused, OutageKind.Unreachable)]
    [InlineData(SocketError.HostUnreachable, OutageKind.Unreachable)]
    [InlineData(SocketError.NetworkUnreachable, OutageKind.Unreachable)]
    [InlineData(SocketError.NetworkDown, OutageKind.Unreachable)]
    public async Task Hosts_that_stop_answering_all_at_once_are_an_outage(SocketError error, object kind)
    {
        VantageCheck check = Check(Hosts(443, 5));

        Assert.Null(await check.RunAsync(CancellationToken.None));
        _answer = _ => error;
        Assert.Equal((OutageKind)kind, await check.RunAsync(CancellationToken.None));
        _answer = _ => SocketError.Success;
        Assert.Null(await check.RunAsync(CancellationToken.None));
    }

    /// <summary>Hosts that answered in this run are forgotten after ten minutes; in an outage there would be none left to show its end.</summary>
    [Fact]
    public async Task An_outage_does_not_end_because_no_host_is_left_to_ask()
    {
        VantageCheck check = Check(Hosts(443, 5));
        Assert.Null(await check.RunAsync(CancellationToken.None));
        _answer = _ => SocketError.TimedOut;
        Assert.Equal(OutageKind.Silent, await check.RunAsync(CancellationToken.None));

        _time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(OutageKind.Silent, await check.RunAsync(CancellationToken.None));
        _answer = _ => SocketError.TooManyOpenSockets;
        Assert.Equal(OutageKind.Silent, await check.RunAsync(CancellationToken.None));
        _answer = _ => SocketError.Success;
        Assert.Null(await check.RunAsync(CancellationToken.None));
    }

    /// <summary>A host may block this machine after a scan, and a provider may be disturbed alone.</summary>
    [Theory]
    [InlineData(2, 0, false)]
    [InlineData(3, 0, true)]
    [InlineData(8, 2, false)]
    [InlineData(8, 1, true)]
    public async Task A_few_hosts_or_one_in_four_that_answers_are_no_outage(int hosts, int answering, bool isOutage)
    {
        VantageCheck check = Check(Hosts(443, hosts));

        _answer = target => int.Parse(target.Address.ToString().Split('.')[3], System.Globalization.CultureInfo.InvariantCulture) > hosts - answering ? SocketError.Success : SocketError.TimedOut;

        Assert.Equal(isOutage, await check.RunAsync(CancellationToken.None) is not null);
    }

    [Fact]
    public async Task What_this_machine_cannot_ask_shows_nothing()
    {
        VantageCheck check = Check(Hosts(443, 5));

        _answer = _ => SocketError.TooManyOpenSockets;

        Assert.Null(await check.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_portal_that_appears_is_an_outage_and_one_that_was_there_before_is_not()
    {
        VantageCheck before = Check(Hosts(443, 3));
        before.SeesInternet = true;
        _answer = target => target.Address.Equals(Unassigned) ? SocketError.TimedOut : SocketError.Success;
        Assert.Null(await before.RunAsync(CancellationToken.None));
        _answer = _ => SocketError.Success;
        Assert.Equal(OutageKind.AnsweredOnPath, await before.RunAsync(CancellationToken.None));

        VantageCheck always = Check(Hosts(443, 3));
        always.SeesInternet = true;
        Assert.Null(await always.RunAsync(CancellationToken.None));
    }

    /// <summary>Where the address that no host has cannot be asked, the ports that no portal answers show it.</summary>
    [Fact]
    public async Task A_portal_shows_in_other_ports_that_fall_silent_while_the_web_is_answered()
    {
        VantageCheck check = Check([.. Hosts(443, 5), .. Hosts(445, 5)]);

        _answer = target => target.Port == 443 ? SocketError.Success : SocketError.ConnectionRefused;

        Assert.Equal(OutageKind.Unreachable, await check.RunAsync(CancellationToken.None));
        Assert.DoesNotContain(_asked, target => target.Address.Equals(Unassigned));
    }

    [Fact]
    public async Task A_network_that_changes_is_one_outage()
    {
        VantageCheck check = Check([]);

        Assert.Null(await check.RunAsync(CancellationToken.None));
        _network = "hotel";
        Assert.Equal(OutageKind.NetworkChanged, await check.RunAsync(CancellationToken.None));
        Assert.Null(await check.RunAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, false)]
    public async Task A_canary_that_stops_greeting_is_an_outage_unless_other_hosts_answer(int hosts, bool isOutage)
    {
        _proof.Add(new VantagePoint { CanaryAddress = "198.51.100.200", ProvenPorts = [22, 443, 445, 3389], EndedAt = Now });
        VantageCheck check = Check(Hosts(445, hosts));

        Assert.Null(await check.RunAsync(CancellationToken.None));
        _greets = false;

        Assert.Equal(isOutage, await check.RunAsync(CancellationToken.None) is not null);
    }

    [Fact]
    public async Task A_canary_that_was_gone_before_the_run_shows_nothing()
    {
        _proof.Add(new VantagePoint { CanaryAddress = "198.51.100.200", ProvenPorts = [22, 443, 445, 3389], EndedAt = Now });
        VantageCheck check = Check([]);
        _greets = false;

        Assert.Null(await check.RunAsync(CancellationToken.None));
        Assert.Null(await check.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Names_that_lead_nowhere_or_all_elsewhere_are_an_outage_and_one_alone_is_not()
    {
        KnownNames names = new((name, _) => Task.FromResult(_names(name)));
        foreach (string name in new[] { "a.example", "b.example", "c.example", "d.example" })
        {
            await names.ResolveAsync(name, CancellationToken.None);
        }

        VantageCheck check = Check([], names);
        Assert.Null(await check.RunAsync(CancellationToken.None));
        _names = name => name == "b.example" ? throw new InputException("NameNotResolved", "no name") : [IPAddress.Parse("203.0.113.1")];
        Assert.Null(await check.RunAsync(CancellationToken.None));
        _names = _ => throw new InputException("NameNotResolved", "no name");
        Assert.Equal(OutageKind.NamesMissing, await check.RunAsync(CancellationToken.None));
        _names = _ => [IPAddress.Parse("10.0.0.1")];
        Assert.Equal(OutageKind.NamesMissing, await check.RunAsync(CancellationToken.None));
    }

    [Fact]
    public void Hosts_are_asked_in_turn_and_forgotten_after_a_time()
    {
        Witnesses witnesses = new(_time);
        foreach (IPEndPoint host in Hosts(445, 4))
        {
            witnesses.Add(host);
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        IPEndPoint[] first = witnesses.Take(isWeb: false, 2, 3);
        _time.Advance(TimeSpan.FromSeconds(1));
        IPEndPoint[] second = witnesses.Take(isWeb: false, 2, 3);
        Assert.Equal(4, first.Concat(second).Distinct().Count());
        Assert.Empty(witnesses.Take(isWeb: true, 2, 3));
        _time.Advance(TimeSpan.FromMinutes(11));
        Assert.Empty(witnesses.Take(isWeb: false, 2, 3));
    }

    private static IPEndPoint[] Hosts(int port, int count) => [.. Enumerable.Range(1, count).Select(number => new IPEndPoint(IPAddress.Parse($"203.0.113.{number}"), port))];

    private VantageCheck Check(IEnumerable<IPEndPoint> open, KnownNames? names = null)
    {
        Witnesses witnesses = new(_time);
        foreach (IPEndPoint port in open)
        {
            witnesses.Add(port);
        }

        CanaryWatch canaries = new(_proof, _time, (_, ports, _) => Task.FromResult(new VantagePoint { ProvenPorts = _greets ? [.. ports] : [] }));
        return new VantageCheck(witnesses, names ?? new KnownNames((_, _) => Task.FromResult(Array.Empty<IPAddress>())), canaries, _proof, AskAsync, () => _network);
    }

    private Task<SocketError> AskAsync(IPEndPoint target, TimeSpan patience, CancellationToken cancellation)
    {
        lock (_asked)
        {
            _asked.Add(target);
        }

        return Task.FromResult(_answer(target));
    }
}
