using System;
using System.Linq;
using System.Threading.Tasks;
using FsCheck.Xunit;
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
    public async Task A_dynamic_map_lets_nobody_in()
    {
        NatMibReading read = await ReadAsync([.. StaticMap("2.7").Where(item => !item.Name.StartsWith(Map + ".3.", StringComparison.Ordinal)), ($"{Map}.3.2.7", SnmpValue.Integer(2))]);
        Assert.Empty(read.Forwards);
        Assert.True(read.ForwardsComplete);
    }

    [Fact]
    public async Task A_map_whose_ports_make_no_sense_leaves_the_list_incomplete()
    {
        NatMibReading read = await ReadAsync([.. StaticMap("2.7").Where(item => !item.Name.StartsWith(Map + ".14.", StringComparison.Ordinal)), ($"{Map}.14.2.7", SnmpValue.Gauge32(7))]);
        Assert.Empty(read.Forwards);
        Assert.False(read.ForwardsComplete);
    }

    [Fact]
    public async Task A_static_bind_adds_what_no_map_tells()
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

    [Fact]
    public async Task A_router_without_the_MIB_says_nothing_about_its_forwards()
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
    public void An_address_stands_in_the_index_of_its_row(string suffix, string? address) =>
        Assert.Equal(address, AddressTable.FromIndex(suffix)?.ToString());

    private static Task<NatMibReading> ReadAsync(params (string Name, SnmpValue Value)[] objects) => NatMibReading.ReadAsync(ProtectionRows.Source(objects), default);

    private static (string Name, SnmpValue Value)[] StaticMap(string index) =>
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
