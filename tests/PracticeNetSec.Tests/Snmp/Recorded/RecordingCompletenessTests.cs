// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Snmp;
using PracticeNetSec.Snmp.Recorded;
using Xunit;

namespace PracticeNetSec.Tests.Snmp.Recorded;

/// <summary>A recording that may lack something is never taken for one that lacks nothing.</summary>
public sealed class RecordingCompletenessTests
{
    private const string Forwards = "1.3.6.1.4.1.272.4.5.6.1";
    private const string Row = ".1.3.6.1.4.1.272.4.5.6.1.2.0.6.443.1 = INTEGER: 6\n";

    // What a walk shows of the groups and tables around the forwards.
    private const string Start = ".1.3.6.1.4.1.272.4.1.26.0 = STRING: \"V.10\"\n";
    private const string Before = ".1.3.6.1.4.1.272.4.5.5.1.1.7 = INTEGER: 1\n";
    private const string Behind = ".1.3.6.1.4.1.272.4.5.7.1.1.7 = INTEGER: 1\n";
    private const string Past = ".1.3.6.1.4.1.272.4.5.5.1.1.7 = No more variables left in this MIB View (It is past the end of the MIB tree)\n";
    private const string End = ".1.3.6.1.4.1.272.4.17.1.0 = INTEGER: 1\n";

    [Fact]
    public async Task A_table_at_the_end_of_a_recording_is_complete() => Assert.Equal((1, true, null), await Forwarded(Row));

    [Fact]
    public async Task A_table_that_the_walk_passed_without_a_row_is_empty() => Assert.Equal(
        (0, true, null),
        await Forwarded(Start + Before + Behind + End));

    [Fact]
    public async Task A_table_with_a_recorded_noSuchObject_is_empty() => Assert.Equal(
        (0, true, null),
        await Forwarded(".1.3.6.1.4.1.272.4.5.6 = No Such Object available on this agent at this OID\n"));

    [Fact]
    public async Task A_table_after_a_recorded_endOfMibView_is_empty() => Assert.Equal((0, true, null), await Forwarded(Before + Past));

    [Fact]
    public async Task An_end_with_objects_behind_it_was_the_end_of_another_view() => Assert.Equal(
        (0, false, EvidenceCode.RecordingTableUnknown),
        await Forwarded(Before + Past + Behind));

    [Theory]
    [InlineData(".1.3.6.1.2.1.1.1.0 = STRING: \"be.IP\"\n")]
    [InlineData(Before)]
    [InlineData(Behind)]
    [InlineData(Before + Behind)]
    [InlineData(Start + Before + Behind)]
    [InlineData(Before + Behind + End)]
    [InlineData(Start + End)]
    [InlineData(Start + Before + End)]
    [InlineData(Start + Behind + End)]
    public async Task A_table_that_may_not_have_been_recorded_is_not_empty(string text) => Assert.Equal(
        (0, false, EvidenceCode.RecordingTableUnknown),
        await Forwarded(text));

    [Theory]
    [InlineData(Row + "Timeout: No Response from 192.168.2.1\n", EvidenceCode.RecordingBrokeOff)]
    [InlineData(Row + "Error in packet.\nReason: (genError) A general failure occured\n", EvidenceCode.RecordingBrokeOff)]
    [InlineData(Row + "so = weiter\n", EvidenceCode.RecordingLineNoObject)]
    [InlineData(Row + ".1.3.6.1.4.1.272.4.5.6.1.13.0.6.443.1 = STRING: \"cut\nhere", EvidenceCode.RecordingStringOpen)]
    public async Task A_damaged_or_truncated_recording_is_not_complete(string text, string code) => Assert.Equal((1, false, code), await Forwarded(text));

    [Fact]
    public async Task An_object_recorded_twice_with_the_same_value_counts_once() => Assert.Equal((1, true, null), await Forwarded(Row + Row));

    [Fact]
    public async Task A_row_recorded_twice_with_different_values_is_two_rows_and_not_complete()
    {
        const string Port = ".1.3.6.1.4.1.272.4.5.6.1.7.0.6.443.1 = INTEGER: 443\n";
        RecordedWalk walk = SnmpwalkTests.Read(Row + Port + Row + Port.Replace("INTEGER: 443", "INTEGER: 445", StringComparison.Ordinal));

        SnmpTable table = await walk.ReadTableAsync(SnmpwalkTests.Table(Forwards, 2, 7), default);

        Assert.False(table.IsComplete);
        Assert.Equal([(6L, 443L), (6L, 445L)], table.Rows.Select(row => (row[2]!.AsInteger()!.Value, row[7]!.AsInteger()!.Value)));
    }

    [Theory]
    [InlineData(".1.3.6.1.4.1.272.4.5.6.1.7.0.6.443.1 = No Such Instance currently exists at this OID\n")]
    [InlineData(".1.3.6.1.4.1.272.4.5.6.1.7 = No Such Object available on this agent at this OID\n")]
    public async Task What_is_said_of_one_object_says_nothing_of_the_table(string text) => Assert.Equal(
        (0, false, EvidenceCode.RecordingTableUnknown),
        await Forwarded(text));

    [Fact]
    public async Task Rows_beyond_the_limit_are_reported()
    {
        string text = string.Concat(Enumerable.Range(1, 30).Select(row => $".{Forwards}.2.{row} = INTEGER: 6\n"));
        SnmpTable table = await SnmpwalkTests.Read(text).ReadTableAsync(SnmpwalkTests.Table(Forwards, 2) with { MaxRows = 10 }, default);
        Assert.Equal((10, false, EvidenceOf.SnmpTooManyRows(10)), (table.Rows.Count, table.IsComplete, table.Reason));
    }

    private static async Task<(int Rows, bool IsComplete, string? Reason)> Forwarded(string text)
    {
        SnmpTable table = await SnmpwalkTests.Read(text).ReadTableAsync(SnmpwalkTests.Table(Forwards, 2, 13), default);
        return (table.Rows.Count, table.IsComplete, table.Reason?.Code);
    }
}
