// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Client;
using Xunit;

namespace PracticeNetSec.Tests.Snmp.Client;

/// <summary>A device that lies, stays silent or never ends: the outcome is typed, in time, and no lie is believed.</summary>
public sealed class HostileAgentTests : IClassFixture<HostileAgentTests.WarmPath>
{
    private const double Short = 1.2;
    private const double Long = 15;

    private static readonly ObjectIdentifier SysDescr = ObjectIdentifier.Parse("1.3.6.1.2.1.1.1.0");
    private static readonly ObjectIdentifier Column = ObjectIdentifier.Parse("1.3.6.1.4.1.272.4.5.6.1.1");

    [Fact]
    public async Task Silence_is_an_outcome_within_the_timeout()
    {
        using LoopbackAgent agent = new(_ => Task.CompletedTask);
        Outcome seen = await GetAsync(agent);

        Assert.Equal(SnmpOutcome.Silent, seen.Objects.Outcome);
        Assert.Equal(EvidenceOf.SnmpSilent(agent.EndPoint.ToString(), 1200), seen.Objects.Reason);
        Assert.InRange(seen.Elapsed.TotalSeconds, 0.75, 6);
        Assert.InRange(agent.Requests.Count, 1, 4);
    }

    [Fact]
    public async Task A_closed_port_is_reported_at_once()
    {
        IPEndPoint free;
        using (UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0)))
        {
            free = (IPEndPoint)socket.Client.LocalEndPoint!;
        }

        using SnmpClient client = new(free, LoopbackAgent.Community);
        Stopwatch clock = Stopwatch.StartNew();
        SnmpObjects objects = await client.GetAsync([SysDescr], default);

        Assert.Equal((SnmpOutcome.Refused, EvidenceOf.SnmpPortClosed(free.ToString())), (objects.Outcome, objects.Reason));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 4);
    }

    [Fact]
    public async Task An_answer_to_another_request_is_ignored()
    {
        using LoopbackAgent agent = new(call => call.ReplyAsync(Lie(call.Request.RequestId ^ 1)));
        Assert.Equal(SnmpOutcome.Silent, (await GetAsync(agent)).Objects.Outcome);
    }

    [Fact]
    public async Task An_answer_from_another_port_is_ignored()
    {
        using LoopbackAgent agent = new(call => call.SendFromElsewhereAsync(call.Security.Encode(Lie(call.Request.RequestId))));
        Assert.Equal(SnmpOutcome.Silent, (await GetAsync(agent)).Objects.Outcome);
    }

    [Fact]
    public async Task The_matching_answer_is_found_among_others()
    {
        using LoopbackAgent agent = new(async call =>
        {
            await call.SendFromElsewhereAsync(call.Security.Encode(Lie(call.Request.RequestId)));
            await call.ReplyAsync(Lie(call.Request.RequestId + 1));
            await call.SendAsync([1, 2, 3]);
            await call.SendAsync([]);
            await call.SendAsync(call.Security.Encode(SnmpPdu.Report(call.Request.RequestId, [])));
            await call.ReplyAsync(Answer(call.Request.RequestId, "truth"));
        });

        Outcome seen = await GetAsync(agent, Long);
        Assert.Equal((SnmpOutcome.Answered, "truth"), (seen.Objects.Outcome, seen.Objects[SysDescr]?.AsText()));
    }

    [Fact]
    public async Task An_echoed_request_is_no_answer()
    {
        using LoopbackAgent agent = new(call => call.SendAsync(call.Security.Encode(call.Request)));
        Assert.Equal(SnmpOutcome.Silent, (await GetAsync(agent)).Objects.Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("30")]
    [InlineData("3084FFFFFFFF020101")]
    [InlineData("3080020101")]
    [InlineData("48545450 2F312E31 20323030")]
    public async Task Invalid_BER_is_reported_within_the_timeout(string hexadecimal)
    {
        byte[] datagram = Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal));
        using LoopbackAgent agent = new(call => call.SendAsync(datagram));
        Outcome seen = await GetAsync(agent);

        Assert.Equal(SnmpOutcome.Malformed, seen.Objects.Outcome);
        Assert.InRange(seen.Elapsed.TotalSeconds, 0.75, 6);
    }

    [Fact]
    public async Task A_truncated_answer_is_ignored()
    {
        using LoopbackAgent agent = new(call => call.SendAsync(call.Security.Encode(Answer(call.Request.RequestId, "half"))[..^3]));
        Assert.Equal(SnmpOutcome.Malformed, (await GetAsync(agent)).Objects.Outcome);
    }

    [Fact]
    public async Task An_answer_of_another_version_is_ignored()
    {
        CommunitySecurity version1 = new(SnmpVersion.V1, "public");
        using LoopbackAgent agent = new(call => call.SendAsync(version1.Encode(Answer(call.Request.RequestId, "old"))));
        Assert.Equal(SnmpOutcome.Malformed, (await GetAsync(agent)).Objects.Outcome);
    }

    [Fact]
    public async Task Objects_that_were_not_requested_are_ignored()
    {
        using LoopbackAgent agent = new(call => call.ReplyAsync(SnmpPdu.Response(call.Request.RequestId, 0, 0, [new VarBind(Column, SnmpValue.Integer(1))])));
        Outcome seen = await GetAsync(agent, Long);

        Assert.Equal(SnmpOutcome.Answered, seen.Objects.Outcome);
        Assert.Empty(seen.Objects.Values);
    }

    [Fact]
    public async Task A_flood_of_invalid_datagrams_neither_hides_the_answer_nor_delays_it()
    {
        byte[] rubbish = RandomNumberGenerator.GetBytes(1400);
        using LoopbackAgent agent = new(async call =>
        {
            for (int i = 0; i < 2000; i++)
            {
                await call.SendAsync(rubbish);
            }
        });

        Outcome seen = await GetAsync(agent);
        Assert.Equal(SnmpOutcome.Malformed, seen.Objects.Outcome);
        Assert.InRange(seen.Elapsed.TotalSeconds, 0.75, 6);
    }

    [Fact]
    public async Task The_largest_possible_datagram_is_read()
    {
        string name = new('x', 60000);
        using LoopbackAgent agent = new(call => call.ReplyAsync(Answer(call.Request.RequestId, name)));
        Assert.Equal(60000, (await GetAsync(agent, Long)).Objects[SysDescr]?.Octets.Length);
    }

    [Fact]
    public async Task Reading_an_endless_table_stops_at_its_limit()
    {
        using LoopbackAgent agent = new(call =>
        {
            ObjectIdentifier place = call.Request.Bindings[0].Name;
            ObjectIdentifier next = place.Length == Column.Length ? place.Append(1) : place.Parent().Append(place[place.Length - 1] + 1);
            return call.ReplyAsync(SnmpPdu.Response(call.Request.RequestId, 0, 0, [new VarBind(next, SnmpValue.OctetString(new byte[1000]))]));
        });
        SnmpTable table = await TableAsync(agent, new TableRequest([Column]) { MaxRows = 200 });

        Assert.Equal((SnmpOutcome.Capped, 200), (table.Outcome, table.Rows.Count));
    }

    [Fact]
    public async Task Reading_stops_at_an_agent_that_repeats_a_row()
    {
        using LoopbackAgent agent = new(call => call.ReplyAsync(SnmpPdu.Response(call.Request.RequestId, 0, 0, [new VarBind(Column.Append(7), SnmpValue.Integer(1))])));
        SnmpTable table = await TableAsync(agent, new TableRequest([Column]));

        Assert.Equal(SnmpOutcome.Capped, table.Outcome);
        Assert.Single(table.Rows);
        Assert.InRange(agent.Requests.Count, 2, 20);
    }

    [Fact]
    public async Task Reading_a_slow_table_stops_at_the_time_limit()
    {
        uint row = 0;
        using LoopbackAgent agent = new(async call =>
        {
            await Task.Delay(150);
            await call.ReplyAsync(SnmpPdu.Response(call.Request.RequestId, 0, 0, [new VarBind(Column.Append(++row), SnmpValue.Integer(1))]));
        });
        Stopwatch clock = Stopwatch.StartNew();
        SnmpTable table = await TableAsync(agent, new TableRequest([Column]) { MaxDuration = TimeSpan.FromSeconds(1) });

        Assert.Equal(SnmpOutcome.Capped, table.Outcome);
        Assert.InRange(table.Rows.Count, 0, 7);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.9, 6);
    }

    [Fact]
    public async Task Rows_of_an_agent_that_falls_silent_are_kept()
    {
        uint row = 0;
        using LoopbackAgent agent = new(call => row == 5
            ? Task.CompletedTask
            : call.ReplyAsync(SnmpPdu.Response(call.Request.RequestId, 0, 0, [new VarBind(Column.Append(++row), SnmpValue.Integer(1))])));
        SnmpTable table = await TableAsync(agent, new TableRequest([Column]), timeout: 2);

        Assert.Equal((SnmpOutcome.Silent, 5), (table.Outcome, table.Rows.Count));
        Assert.False(table.IsComplete);
    }

    [Fact]
    public async Task Endless_errors_are_bounded()
    {
        Random random = new(1);
        using LoopbackAgent agent = new(call => call.ReplyAsync(SnmpPdu.Response(call.Request.RequestId, random.Next(1, 20), random.Next(-5, 5), [])));
        using SnmpClient client = agent.Client(Long, initialTimeout: 1);

        SnmpObjects objects = await client.GetAsync([.. Enumerable.Range(1, 16).Select(number => Column.Append((uint)number))], default);
        SnmpTable table = await client.ReadTableAsync(new TableRequest([.. Enumerable.Range(1, 16).Select(number => Column.Parent().Append((uint)number))]), default);

        Assert.Empty(objects.Values);
        Assert.Empty(table.Rows);
        Assert.False(table.IsComplete);
        Assert.InRange(agent.Requests.Count, 2, 100);
    }

    /// <param name="agent">Who is asked.</param>
    /// <param name="timeout">Seconds; long where an answer must come, short where none may.</param>
    private static async Task<Outcome> GetAsync(LoopbackAgent agent, double timeout = Short)
    {
        using SnmpClient client = agent.Client(timeout, initialTimeout: 0.15);
        Stopwatch clock = Stopwatch.StartNew();
        SnmpObjects objects = await client.GetAsync([SysDescr], default);
        return new Outcome(objects, clock.Elapsed);
    }

    private static async Task<SnmpTable> TableAsync(LoopbackAgent agent, TableRequest request, double timeout = Long)
    {
        using SnmpClient client = agent.Client(timeout, initialTimeout: 0.5);
        return await client.ReadTableAsync(request, default);
    }

    private static SnmpPdu Lie(int requestId) => Answer(requestId, "lie");

    private static SnmpPdu Answer(int requestId, string text) =>
        SnmpPdu.Response(requestId, 0, 0, [new VarBind(SysDescr, SnmpValue.OctetString(System.Text.Encoding.ASCII.GetBytes(text)))]);

    /// <summary>One good exchange beforehand, so that the first test's short wait is not spent on compiling.</summary>
    public sealed class WarmPath : IAsyncLifetime
    {
        public async ValueTask InitializeAsync()
        {
            using LoopbackAgent agent = new(call => call.ReplyAsync(Answer(call.Request.RequestId, "warm")));
            await GetAsync(agent, Long);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed record Outcome(SnmpObjects Objects, TimeSpan Elapsed);
}
