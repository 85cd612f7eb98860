// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Client;
using Xunit;

namespace PracticeNetSec.Tests.Snmp.Client;

public sealed class TableWalkTests
{
    private const string Entry = "1.3.6.1.4.1.272.4.5.6.1";

    private static readonly Evidence NoAnswer = EvidenceOf.SnmpSilent("192.168.2.1:161", 1000);

    [Fact]
    public async Task A_table_of_13_columns_takes_one_request_per_row_and_one_for_its_end()
    {
        MibTree agent = Table(500, 13);

        SnmpTable table = await WalkAsync(agent, 13);

        Assert.True(table.IsComplete);
        Assert.Equal(500, table.Rows.Count);
        Assert.Equal(501, table.Requests);
        Assert.All(table.Rows, row => Assert.Equal(13, row.Columns.Count));
        Assert.Equal(7 + (3 * 1000), table.Rows[3][7]?.AsInteger());
        Assert.False(table.OutOfOrder);
    }

    [Fact]
    public async Task Columns_that_do_not_fit_one_request_are_read_side_by_side()
    {
        SnmpTable table = await WalkAsync(Table(5, 30), 30);

        Assert.True(table.IsComplete);
        Assert.All(table.Rows, row => Assert.Equal(30, row.Columns.Count));
        Assert.Equal(2 * 6, table.Requests);
    }

    [Fact]
    public async Task An_empty_table_is_read_to_its_end()
    {
        SnmpTable table = await WalkAsync(new MibTree().Add("1.3.6.1.4.1.272.4.5.7.1.1.1", SnmpValue.Integer(1)), 3);

        Assert.True(table.IsComplete);
        Assert.Empty(table.Rows);
        Assert.Equal(1, table.Requests);
    }

    [Fact]
    public async Task Rows_are_joined_by_everything_behind_the_column_so_that_holes_shift_nothing()
    {
        MibTree agent = new MibTree()
            .Add($"{Entry}.1.0.6.80.2", SnmpValue.Integer(1)).Add($"{Entry}.1.0.6.443.1", SnmpValue.Integer(2)).Add($"{Entry}.1.0.17.500.3", SnmpValue.Integer(3))
            .Add($"{Entry}.2.0.6.80.2", SnmpValue.Integer(4)).Add($"{Entry}.2.0.17.500.3", SnmpValue.Integer(6))
            .Add($"{Entry}.3.0.6.443.1", SnmpValue.Integer(8));

        SnmpTable table = await WalkAsync(agent, 3);

        Assert.True(table.IsComplete);
        Assert.Equal(["1 4 -", "2 - 8", "3 6 -"], table.Rows.OrderBy(row => row[1]?.AsInteger())
            .Select(row => string.Join(" ", new uint[] { 1, 2, 3 }.Select(column => row[column]?.AsInteger()?.ToString(CultureInfo.InvariantCulture) ?? "-"))));
    }

    [Fact]
    public async Task Version_1_ends_a_column_by_an_error()
    {
        SnmpTable table = await WalkAsync(new MibTree { IsVersion1 = true }.AddTable(Entry, 4, [".1", ".2"], (row, column) => SnmpValue.Integer(row)), 4);

        Assert.True(table.IsComplete);
        Assert.Equal(2, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.Equal(4, row.Columns.Count));
    }

    [Fact]
    public async Task A_request_answered_with_tooBig_is_split_in_halves()
    {
        SnmpTable table = await WalkAsync(new MibTree { MaxBindings = 3 }.AddTable(Entry, 13, Suffixes(4), (row, column) => SnmpValue.Integer(column)), 13);

        Assert.True(table.IsComplete);
        Assert.All(table.Rows, row => Assert.Equal(13, row.Columns.Count));
    }

    [Fact]
    public async Task A_refused_column_does_not_affect_the_others()
    {
        ObjectIdentifier refused = ObjectIdentifier.Parse(Entry + ".5");
        MibTree agent = new MibTree { Refuses = name => name.IsWithin(refused) }.AddTable(Entry, 13, Suffixes(4), (row, column) => SnmpValue.Integer(column));

        SnmpTable table = await WalkAsync(agent, 13);

        Assert.Equal(SnmpOutcome.AgentError, table.Outcome);
        Assert.Equal(EvidenceOf.SnmpColumnRefused(5, EvidenceOf.SnmpError("genErr")), table.Reason);
        Assert.All(table.Rows, row => Assert.Equal(12, row.Columns.Count));
    }

    [Fact]
    public async Task Rows_out_of_order_are_read_and_reported()
    {
        MibTree agent = new MibTree { InOrderOfAddition = true }.AddTable(Entry, 3, [".0.6.443.1", ".0.6.80.2", ".0.17.500.3", ".0.6.22.4"], (row, column) => SnmpValue.Integer(row));

        SnmpTable table = await WalkAsync(agent, 3);

        Assert.True(table.IsComplete);
        Assert.True(table.OutOfOrder);
        Assert.Equal([".0.6.443.1", ".0.6.80.2", ".0.17.500.3", ".0.6.22.4"], table.Rows.Select(row => row.Suffix));
    }

    [Fact]
    public async Task A_walk_in_circles_stops_after_a_few_rounds()
    {
        ObjectIdentifier[] circle = [.. new[] { ".1", ".3", ".2" }.Select(suffix => ObjectIdentifier.Parse(Entry + ".1" + suffix))];
        int at = 0;
        SnmpTable table = await new TableWalk((request, _) => Reply(request, new VarBind(circle[at++ % 3], SnmpValue.Integer(1))), Request(1), 16).RunAsync(default);

        Assert.Equal(SnmpOutcome.Capped, table.Outcome);
        Assert.Equal(EvidenceOf.SnmpRowsRepeat(1), table.Reason);
        Assert.Equal(3, table.Rows.Count);
        Assert.InRange(table.Requests, 4, 20);
    }

    [Fact]
    public async Task A_walk_stops_at_the_limit_of_rows()
    {
        uint row = 0;
        SnmpTable table = await new TableWalk((request, _) => Reply(request, new VarBind(request.Bindings[0].Name.Parent(row == 0 ? 0 : 1).Append(++row), SnmpValue.Integer(1))),
            Request(1) with { MaxRows = 100 }, 16).RunAsync(default);

        Assert.Equal(SnmpOutcome.Capped, table.Outcome);
        Assert.Equal(EvidenceOf.SnmpTooManyRows(100), table.Reason);
        Assert.Equal(100, table.Rows.Count);
    }

    [Fact]
    public async Task A_walk_stops_at_the_limit_of_bytes()
    {
        MibTree agent = Table(1000, 2);
        SnmpTable table = await new TableWalk(async (request, stop) => await agent.ExchangeAsync(request, stop) with { Bytes = 60000 }, Request(2) with { MaxBytes = 600000 }, 16).RunAsync(default);

        Assert.Equal(SnmpOutcome.Capped, table.Outcome);
        Assert.Equal(11, table.Requests);
    }

    [Fact]
    public async Task A_walk_stops_at_the_limit_of_time()
    {
        MibTree agent = Table(1000, 2);
        SnmpTable table = await new TableWalk(
            async (request, stop) =>
            {
                await Task.Delay(20, stop);
                return await agent.ExchangeAsync(request, stop);
            },
            Request(2) with { MaxDuration = TimeSpan.FromMilliseconds(200) },
            16).RunAsync(default);

        Assert.Equal(SnmpOutcome.Capped, table.Outcome);
        Assert.Equal(EvidenceOf.SnmpTableTimeOver(200), table.Reason);
        Assert.InRange(table.Rows.Count, 0, 20);
    }

    [Fact]
    public async Task Rows_read_before_the_agent_fell_silent_are_kept()
    {
        MibTree agent = Table(100, 2);
        SnmpTable table = await new TableWalk((request, stop) => agent.Requests < 10 ? agent.ExchangeAsync(request, stop) : Task.FromResult(SnmpReply.None(SnmpOutcome.Silent, NoAnswer)), Request(2), 16).RunAsync(default);

        Assert.Equal((SnmpOutcome.Silent, NoAnswer), (table.Outcome, table.Reason));
        Assert.Equal(10, table.Rows.Count);
    }

    [Fact]
    public async Task An_answer_without_objects_ends_the_walk()
    {
        SnmpTable table = await new TableWalk((request, _) => Reply(request), Request(3), 16).RunAsync(default);
        Assert.Equal((SnmpOutcome.Malformed, 1), (table.Outcome, table.Requests));
    }

    [Fact]
    public async Task Columns_missing_from_an_answer_are_requested_again()
    {
        MibTree agent = Table(5, 6);
        SnmpTable table = await new TableWalk(
            (request, _) => Reply(request, [.. agent.Answer(request).Bindings.Take(2)]),
            Request(6),
            16).RunAsync(default);

        Assert.True(table.IsComplete);
        Assert.All(table.Rows, row => Assert.Equal(6, row.Columns.Count));
    }

    [Fact]
    public async Task GETBULK_reads_many_rows_per_request()
    {
        MibTree agent = Table(100, 13);
        SnmpTable table = await new TableWalk(agent.ExchangeAsync, Request(13) with { RowsPerRequest = 20 }, 16).RunAsync(default);

        Assert.True(table.IsComplete);
        Assert.Equal(100, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.Equal(13, row.Columns.Count));
        Assert.InRange(table.Requests, 5, 6);
    }

    [Fact]
    public async Task A_walk_of_an_agent_with_faulty_GETBULK_continues_row_by_row()
    {
        MibTree agent = Table(20, 4);
        SnmpTable table = await new TableWalk(
            (request, stop) => request.Type == PduType.GetBulkRequest ? Task.FromResult(SnmpReply.None(SnmpOutcome.Silent, NoAnswer)) : agent.ExchangeAsync(request, stop),
            Request(4) with { RowsPerRequest = 20 },
            16).RunAsync(default);

        Assert.True(table.IsComplete);
        Assert.Equal(20, table.Rows.Count);
    }

    [Fact]
    public async Task Cancellation_ends_a_walk()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new TableWalk(Table(5, 2).ExchangeAsync, Request(2), 16).RunAsync(stop.Token));
    }

    [Fact]
    public async Task A_column_of_secrets_is_never_requested() => await Assert.ThrowsAsync<ForbiddenObjectException>(() =>
        new TableWalk(Table(5, 2).ExchangeAsync, new TableRequest([ObjectIdentifier.Parse("1.3.6.1.4.1.272")]), 16).RunAsync(default));

    [Fact]
    public async Task A_walk_next_to_the_secrets_ends_where_they_begin()
    {
        MibTree agent = new MibTree().Add("1.3.6.1.4.1.272.4.253.1.1.1", SnmpValue.Integer(1)).Add("1.3.6.1.4.1.272.4.254.1.1.1", SnmpValue.OctetString("geheim"u8.ToArray()));
        SnmpTable table = await new TableWalk(agent.ExchangeAsync, new TableRequest([ObjectIdentifier.Parse("1.3.6.1.4.1.272.4.253.1.1")]), 16).RunAsync(default);

        Assert.Equal(SnmpValue.Integer(1), Assert.Single(table.Rows)[1]);
        Assert.Equal(2, table.Requests);
    }

    private static Task<SnmpReply> Reply(SnmpPdu request, params VarBind[] bindings) =>
        Task.FromResult(SnmpReply.Of(SnmpPdu.Response(request.RequestId, 0, 0, bindings), 100));

    private static Task<SnmpTable> WalkAsync(MibTree agent, int columns) => new TableWalk(agent.ExchangeAsync, Request(columns), 16).RunAsync(default);

    private static TableRequest Request(int columns) => new([.. Enumerable.Range(1, columns).Select(column => ObjectIdentifier.Parse($"{Entry}.{column}"))]);

    private static MibTree Table(int rows, int columns) => new MibTree()
        .AddTable(Entry, columns, Suffixes(rows), (row, column) => SnmpValue.Integer(column + (row * 1000)))
        .Add("1.3.6.1.4.1.272.4.5.7.1.1.1", SnmpValue.Integer(1));

    private static IReadOnlyList<string> Suffixes(int rows) => [.. Enumerable.Range(1, rows).Select(row => $".0.6.{row}.{rows - row}")];
}
