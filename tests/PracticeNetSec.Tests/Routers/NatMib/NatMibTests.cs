// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading.Tasks;
using FsCheck.Xunit;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.NatMib;
using PracticeNetSec.Snmp;
using PracticeNetSec.Tests.Routers.Bintec;
using Xunit;

namespace PracticeNetSec.Tests.Routers.NatMib;

/// <summary>RFC 4008: what is configured (natAddrMapTable) and what is bound (natAddrPortBindTable).</summary>
public sealed class NatMibTests
{
    private const string Map = "1.3.6.1.2.1.123.1.4.1";
    private const string Bind = "1.3.6.1.2.1.123.1.8.1";

    [Fact]
    public async Task A_static_map_of_inbound_destinations_is_a_forward()
    {
        NatMibReading read = await ReadAsync([.. StaticMap("2.7")]);

        PortForward forward = Assert.Single(read.Forwards);
        Assert.Equal("tcp 440-449 -> 192.168.2.10:440-449", forward.ToString());
        Assert.Equal(("natAddrMapTable", "server", true), (forward.Source, forward.Description, forward.Enabled));
        Assert.True(read.ForwardsComplete);
    }

    [Fact]
    public async Task A_dynamic_map_is_no_forward()
    {
        NatMibReading read = await ReadAsync([.. StaticMap("2.7").Where(item => !item.Name.StartsWith(Map + ".3.", StringComparison.Ordinal)), ($"{Map}.3.2.7", SnmpValue.Integer(2))]);
        Assert.Empty(read.Forwards);
        Assert.True(read.ForwardsComplete);
    }

    [Fact]
    public async Task A_map_with_invalid_ports_leaves_the_list_incomplete()
    {
        NatMibReading read = await ReadAsync([.. StaticMap("2.7").Where(item => !item.Name.StartsWith(Map + ".14.", StringComparison.Ordinal)), ($"{Map}.14.2.7", SnmpValue.Gauge32(7))]);
        Assert.Empty(read.Forwards);
        Assert.False(read.ForwardsComplete);
    }

    [Fact]
    public async Task A_static_bind_adds_forwards_that_no_map_reports()
    {
        NatMibReading read = await ReadAsync(
        [
            .. StaticMap("2.7"),
            ($"{Bind}.7.2.1.4.192.168.2.10.445.5", SnmpValue.Gauge32(445)),
            ($"{Bind}.10.2.1.4.192.168.2.10.445.5", SnmpValue.Integer(1)),
            ($"{Bind}.7.2.1.4.192.168.2.20.3389.5", SnmpValue.Gauge32(33890)),
            ($"{Bind}.10.2.1.4.192.168.2.20.3389.5", SnmpValue.Integer(1)),
            ($"{Bind}.7.2.1.4.192.168.2.30.50000.4", SnmpValue.Gauge32(50000)),
            ($"{Bind}.10.2.1.4.192.168.2.30.50000.4", SnmpValue.Integer(2)),
        ]);

        // 445 stands in the map already, 50000 belongs to a session from inside.
        Assert.Equal(["tcp 440-449 -> 192.168.2.10:440-449", "tcp 33890 -> 192.168.2.20:3389"], read.Forwards.Select(forward => forward.ToString()));
    }

    [Theory]
    [InlineData(0, 0, 445, 445, "tcp 445 -> 192.168.2.10:445")]
    [InlineData(0, 0, 440, 449, "tcp 440-449 -> 192.168.2.10:440-449")]
    [InlineData(445, 445, 1000, 2000, "tcp 1000-2000 -> 192.168.2.10:445")]
    [InlineData(440, 449, 1000, 1000, null)] // which of ten ports the one leads to is not told
    public async Task A_map_without_ports_inside_keeps_them_and_one_with_more_inside_than_outside_is_not_understood(uint inside, uint insideEnd, uint outside, uint outsideEnd, string? expected)
    {
        NatMibReading read = await ReadAsync(With(StaticMap("2.7"), (8, SnmpValue.Gauge32(inside)), (9, SnmpValue.Gauge32(insideEnd)), (13, SnmpValue.Gauge32(outside)), (14, SnmpValue.Gauge32(outsideEnd))));
        Assert.Equal(expected, read.Forwards.SingleOrDefault()?.ToString());
        Assert.Equal(expected is not null, read.ForwardsComplete);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(3, "static")]
    [InlineData(4, null)]
    [InlineData(4, "inboundDstEndPoint")]
    public async Task A_map_without_its_type_leaves_the_list_incomplete(uint column, string? words)
    {
        (string Name, SnmpValue Value)[] map = With(StaticMap("2.7"), (column, words is null ? SnmpValue.Null : SnmpValue.Unspecified(words)));
        NatMibReading read = await ReadAsync(map);
        Assert.False(read.ForwardsComplete);
        Assert.Contains(read.Reports[0].Parts, part => part.Code == EvidenceCode.SourceForwardRowsUnreadable);
    }

    [Theory]
    [InlineData("2.1.4.192.168.2.10.445.5", "static")] // a walk that gave words for numbers
    [InlineData("2.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1.445.5", null)]
    public async Task A_bind_that_cannot_be_read_and_may_be_configured_leaves_the_list_incomplete(string index, string? words)
    {
        NatMibReading read = await ReadAsync(
        [
            .. StaticMap("2.7"),
            ($"{Bind}.7.{index}", SnmpValue.Gauge32(445)),
            ($"{Bind}.10.{index}", words is null ? SnmpValue.Integer(1) : SnmpValue.Unspecified(words)),
        ]);
        Assert.Single(read.Forwards);
        Assert.False(read.ForwardsComplete);
    }

    [Fact]
    public async Task A_router_without_the_MIB_reports_no_forwards()
    {
        NatMibReading read = await ReadAsync(("1.3.6.1.2.1.1.1.0", SnmpValue.OctetString([65])));
        Assert.Empty(read.Forwards);
        Assert.Empty(read.Reports);
        Assert.False(read.ForwardsComplete);
    }

    [Property(MaxTest = 500)]
    public bool No_index_makes_the_reader_of_a_bind_throw(uint[] index)
    {
        SnmpRow row = new(string.Concat(index.Take(100).Select(part => "." + part)));
        row.TryAdd(7, SnmpValue.Gauge32(80));
        PortForward? read = AddrPortBindRow.TryRead(row);
        return read is null || index.Length == 9;
    }

    [Theory]
    [InlineData(".1.4.203.0.113.1", "203.0.113.1")]
    [InlineData(".1.4.203.0.113.1.17", "203.0.113.1")]
    [InlineData(".2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1", "2001:db8::1")]
    [InlineData(".1.4.203.0.113", null)]
    [InlineData(".1.4.203.0.113.256", null)]
    [InlineData(".4.4.1.2.3.4", null)]
    [InlineData("", null)]
    public void An_address_is_read_from_the_index_of_its_row(string suffix, string? address) =>
        Assert.Equal(address, AddressTable.FromIndex(suffix)?.ToString());

    private static Task<NatMibReading> ReadAsync(params (string Name, SnmpValue Value)[] objects) => NatMibReading.ReadAsync(ProtectionRows.Source(objects), default);

    private static (string Name, SnmpValue Value)[] With((string Name, SnmpValue Value)[] map, params (uint Column, SnmpValue Value)[] changes) =>
        [.. map.Select(item => changes.Where(change => item.Name.StartsWith($"{Map}.{change.Column}.", StringComparison.Ordinal)).Select(change => (item.Name, change.Value)).DefaultIfEmpty(item).First())];

    internal static (string Name, SnmpValue Value)[] StaticMap(string index) =>
    [
        ($"{Map}.2.{index}", SnmpValue.OctetString("server"u8.ToArray())),
        ($"{Map}.3.{index}", SnmpValue.Integer(1)),
        ($"{Map}.4.{index}", SnmpValue.OctetString([0x20])),
        ($"{Map}.6.{index}", SnmpValue.OctetString([192, 168, 2, 10])),
        ($"{Map}.7.{index}", SnmpValue.OctetString([192, 168, 2, 10])),
        ($"{Map}.8.{index}", SnmpValue.Gauge32(440)),
        ($"{Map}.9.{index}", SnmpValue.Gauge32(449)),
        ($"{Map}.13.{index}", SnmpValue.Gauge32(440)),
        ($"{Map}.14.{index}", SnmpValue.Gauge32(449)),
        ($"{Map}.15.{index}", SnmpValue.OctetString([0x10])),
        ($"{Map}.21.{index}", SnmpValue.Integer(1)),
    ];
}
