// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Client;
using Xunit;

namespace PracticeNetSec.Tests.Snmp.Client;

public sealed class SnmpClientTests
{
    private const string Entry = "1.3.6.1.4.1.272.4.5.6.1";
    private static readonly ObjectIdentifier SysDescr = ObjectIdentifier.Parse("1.3.6.1.2.1.1.1.0");
    private static readonly ObjectIdentifier SysName = ObjectIdentifier.Parse("1.3.6.1.2.1.1.5.0");
    private static readonly ObjectIdentifier Missing = ObjectIdentifier.Parse("1.3.6.1.2.1.1.77.0");

    [Fact]
    public async Task Objects_that_exist_are_given_and_others_are_left_out()
    {
        using LoopbackAgent agent = new(Device());
        using SnmpClient client = agent.Client();

        SnmpObjects objects = await client.GetAsync([SysDescr, Missing, SysName], default);

        Assert.Equal(SnmpOutcome.Answered, objects.Outcome);
        Assert.Null(objects.Reason);
        Assert.Equal("be.IP plus", objects[SysDescr]?.AsText());
        Assert.Equal("celle", objects[SysName]?.AsText());
        Assert.Null(objects[Missing]);
        Assert.Single(agent.Requests);
    }

    [Fact]
    public async Task A_version_1_request_that_failed_is_repeated_for_the_other_objects()
    {
        CommunitySecurity version1 = new(SnmpVersion.V1, "public");
        using LoopbackAgent agent = new(new MibTree { IsVersion1 = true }.Add(SysDescr.ToString(), SnmpValue.OctetString("be.IP"u8.ToArray())), version1);
        using SnmpClient client = agent.Client();

        SnmpObjects objects = await client.GetAsync([Missing, SysDescr, SysName], default);

        Assert.Equal(SnmpOutcome.Answered, objects.Outcome);
        Assert.Equal("be.IP", Assert.Single(objects.Values).Value.AsText());
        Assert.Equal(3, agent.Requests.Count);
    }

    [Fact]
    public async Task More_objects_than_fit_one_request_are_requested_in_several()
    {
        MibTree tree = new() { MaxBindings = 5 };
        ObjectIdentifier[] names = [.. Enumerable.Range(1, 40).Select(number => ObjectIdentifier.Parse($"1.3.6.1.2.1.99.{number}"))];
        foreach (ObjectIdentifier name in names)
        {
            tree.Add(name.ToString(), SnmpValue.Integer(1));
        }

        using LoopbackAgent agent = new(tree);
        using SnmpClient client = agent.Client();

        Assert.Equal(40, (await client.GetAsync(names, default)).Values.Count);
    }

    [Fact]
    public async Task A_refusal_is_reported_and_the_other_objects_are_kept()
    {
        using LoopbackAgent agent = new(Device(refuses: SysName));
        using SnmpClient client = agent.Client();

        SnmpObjects objects = await client.GetAsync([SysDescr, SysName], default);

        Assert.Equal(SnmpOutcome.AgentError, objects.Outcome);
        Assert.Equal(EvidenceOf.SnmpObjectRefused(".1.3.6.1.2.1.1.5.0", EvidenceOf.SnmpError("genErr")), objects.Reason);
        Assert.Equal("be.IP plus", objects[SysDescr]?.AsText());
    }

    [Fact]
    public async Task A_lost_request_is_sent_again_and_its_number_stays()
    {
        MibTree tree = Device();
        int arrived = 0;
        using LoopbackAgent agent = new(call => ++arrived == 1 ? Task.CompletedTask : call.ReplyAsync(tree.Answer(call.Request)));
        using SnmpClient client = agent.Client();

        Assert.Equal("be.IP plus", (await client.GetAsync([SysDescr], default))[SysDescr]?.AsText());
        Assert.Equal(2, agent.Requests.Count);
        Assert.Single(agent.Requests.Select(request => request.RequestId).Distinct());
    }

    [Fact]
    public async Task Every_request_has_a_number_of_its_own()
    {
        using LoopbackAgent agent = new(Device());
        using SnmpClient client = agent.Client();
        for (int i = 0; i < 20; i++)
        {
            await client.GetAsync([SysDescr], default);
        }

        Assert.Equal(20, agent.Requests.Select(request => request.RequestId).Distinct().Count());
        Assert.All(agent.Requests, request => Assert.True(request.RequestId > 0));
    }

    [Fact]
    public async Task Tables_are_read_side_by_side_on_one_socket()
    {
        string[] suffixes = [.. Enumerable.Range(1, 30).Select(row => $".{row}")];
        MibTree tree = new MibTree().AddTable(Entry, 3, suffixes, (row, column) => SnmpValue.Integer(row)).AddTable("1.3.6.1.4.1.272.4.5.7.1", 3, suffixes, (row, column) => SnmpValue.Integer(-row));
        using LoopbackAgent agent = new(tree);
        using SnmpClient client = agent.Client();

        SnmpTable[] tables = await Task.WhenAll(
            client.ReadTableAsync(Columns(Entry, 3), default),
            client.ReadTableAsync(Columns("1.3.6.1.4.1.272.4.5.7.1", 3), default));

        Assert.All(tables, table => Assert.True(table.IsComplete));
        Assert.All(tables, table => Assert.Equal(30, table.Rows.Count));
        Assert.Equal(29, tables[0].Rows[29][2]?.AsInteger());
        Assert.Equal(-29, tables[1].Rows[29][2]?.AsInteger());
    }

    [Fact]
    public async Task The_window_limits_concurrent_requests()
    {
        MibTree tree = Device();
        int underWay = 0;
        int most = 0;
        using LoopbackAgent agent = new(call =>
        {
            most = Math.Max(most, Interlocked.Increment(ref underWay));
            _ = Task.Delay(50).ContinueWith(
                _ =>
                {
                    Interlocked.Decrement(ref underWay);
                    return call.ReplyAsync(tree.Answer(call.Request));
                },
                TaskScheduler.Default);
            return Task.CompletedTask;
        });
        using SnmpClient client = agent.Client(timeout: 5, initialTimeout: 2, window: 3);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.GetAsync([SysDescr], default)));

        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Cancellation_ends_a_request_at_once()
    {
        using LoopbackAgent agent = new(_ => Task.CompletedTask);
        using SnmpClient client = agent.Client(timeout: 30, initialTimeout: 10);
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(100));
        Stopwatch clock = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync([SysDescr], stop.Token));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 4);
    }

    private static MibTree Device(ObjectIdentifier? refuses = null) => new MibTree { Refuses = name => name.Equals(refuses) }
        .Add(SysDescr.ToString(), SnmpValue.OctetString("be.IP plus"u8.ToArray()))
        .Add(SysName.ToString(), SnmpValue.OctetString("celle"u8.ToArray()));

    private static TableRequest Columns(string entry, int columns) => new([.. Enumerable.Range(1, columns).Select(column => ObjectIdentifier.Parse($"{entry}.{column}"))]);
}
