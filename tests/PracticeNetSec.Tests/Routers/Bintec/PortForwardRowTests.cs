// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Snmp;
using Xunit;
using static PracticeNetSec.Tests.Routers.Bintec.TableRows;

namespace PracticeNetSec.Tests.Routers.Bintec;

/// <summary>ipNatPresetTable, column by column.</summary>
public sealed class PortForwardRowTests
{
    [Fact]
    public void The_widened_forward_of_2019_is_read_as_configured()
    {
        PortForward? forward = PortForwardRow.TryRead(Row(Forward()), out Evidence? reason);

        Assert.Null(reason);
        Assert.NotNull(forward);
        Assert.Equal("tcp 440-449 -> 192.168.2.10:440-449", forward.ToString());
        Assert.Null(forward.RemoteAddress);
        Assert.Equal("ipNatPresetTable", forward.Source);
        Assert.Equal("HTTPS Server", forward.Description);
        Assert.True(forward.Enabled);
    }

    [Theory]
    [InlineData(443, -1, -1, "tcp 443 -> 192.168.2.10:443")]
    [InlineData(443, 443, -1, "tcp 443 -> 192.168.2.10:443")]
    [InlineData(443, 449, -1, "tcp 443-449 -> 192.168.2.10:443-449")] // the end, not a count of 449
    [InlineData(440, 449, 440, "tcp 440-449 -> 192.168.2.10:440-449")]
    [InlineData(440, 449, 8440, "tcp 440-449 -> 192.168.2.10:8440-8449")] // new = old - ExtPort + IntPort
    [InlineData(-1, -1, -1, "tcp 1-65535 -> 192.168.2.10:1-65535")]
    [InlineData(1, 65535, -1, "tcp 1-65535 -> 192.168.2.10:1-65535")]
    [InlineData(65535, -1, 1, "tcp 65535 -> 192.168.2.10:1")]
    public void Ports_are_ranges_with_both_ends(int port, int range, int internalPort, string expected) =>
        Assert.Equal(expected, Read((7, SnmpValue.Integer(port)), (8, SnmpValue.Integer(range)), (10, SnmpValue.Integer(internalPort))).ToString());

    [Theory]
    [InlineData(449, 440, -1)] // ends before it starts
    [InlineData(0, -1, -1)]
    [InlineData(-2, -1, -1)]
    [InlineData(-1, 449, -1)]
    [InlineData(443, 0, -1)]
    [InlineData(443, 65536, -1)]
    [InlineData(70000, -1, -1)]
    [InlineData(443, -1, 0)]
    [InlineData(443, -1, -2)]
    [InlineData(443, -1, 65536)]
    [InlineData(440, 449, 65530)] // would run beyond the last port
    [InlineData(-1, -1, 445)] // all ports to one: the rule of the MIB gives nothing
    public void Invalid_ports_make_the_row_unreadable(int port, int range, int internalPort) =>
        Assert.True(Unreadable((7, SnmpValue.Integer(port)), (8, SnmpValue.Integer(range)), (10, SnmpValue.Integer(internalPort))).Code is EvidenceCode.RowExternalPortsInvalid or EvidenceCode.RowInternalPortInvalid);

    [Theory]
    [InlineData(1, "icmp")]
    [InlineData(4, "ip")]
    [InlineData(6, "tcp")]
    [InlineData(17, "udp")]
    [InlineData(47, "gre")]
    [InlineData(50, "esp")]
    [InlineData(51, "ah")]
    [InlineData(255, "any")]
    [InlineData(-1, "any")]
    [InlineData(112, "protocol 112")]
    public void Protocols_have_the_names_of_the_mib(int number, string name) => Assert.Equal(name, Read((2, SnmpValue.Integer(number))).Protocol);

    [Theory]
    [InlineData(0)]
    [InlineData(256)] // delete: a command, no protocol
    [InlineData(-2)]
    public void An_invalid_protocol_makes_the_row_unreadable(int number) => Assert.Equal(EvidenceOf.RowColumnMissing("Protocol"), Unreadable((2, SnmpValue.Integer(number))));

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_protocol_without_ports_is_forwarded_with_all_ports(int port)
    {
        PortForward forward = Read((2, SnmpValue.Integer(50)), (7, SnmpValue.Integer(port)), (8, SnmpValue.Integer(port)), (10, SnmpValue.Integer(port)));
        Assert.Equal((1, 65535, 1, 65535), (forward.ExternalStart, forward.ExternalEnd, forward.InternalStart, forward.InternalEnd));
    }

    [Theory]
    [InlineData("198.51.100.7", "255.255.255.255", "198.51.100.7/32")]
    [InlineData("198.51.100.0", "255.255.255.0", "198.51.100.0/24")]
    [InlineData("128.0.0.0", "128.0.0.0", "128.0.0.0/1")]
    public void The_clients_of_a_forward_are_read(string address, string mask, string expected) =>
        Assert.Equal(expected, Read((3, Address(address)), (4, Address(mask))).RemoteAddress);

    [Theory]
    [InlineData("198.51.100.7", "0.0.0.0")]
    [InlineData("0.0.0.0", "255.255.255.255")]
    [InlineData("198.51.100.7", "255.0.255.0")]
    public void Inconsistent_clients_of_a_forward_make_the_row_unreadable(string address, string mask) =>
        Assert.Equal(EvidenceOf.RowRemoteMaskInvalid(mask, address), Unreadable((3, Address(address)), (4, Address(mask))));

    [Fact]
    public void Address_0_is_no_translation() => Assert.Null(Read((9, AnyAddress)).InternalAddress);

    [Fact]
    public void A_whole_network_may_be_mapped() =>
        Assert.Equal("192.168.2.0/24", Read((9, Address("192.168.2.0")), (11, Address("255.255.255.0"))).InternalAddress);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("255.0.255.0")]
    public void An_invalid_mask_makes_the_row_unreadable(string mask) => Assert.Equal(EvidenceOf.RowColumnMissing("IntMask"), Unreadable((11, Address(mask))));

    [Theory]
    [InlineData(2, "Protocol")]
    [InlineData(3, "RemoteAddr")]
    [InlineData(4, "RemoteMask")]
    [InlineData(7, "ExtPort")]
    [InlineData(8, "ExtPortRange")]
    [InlineData(9, "IntAddr")]
    [InlineData(10, "IntPort")]
    public void A_missing_or_invalid_column_makes_the_row_unreadable(int column, string name)
    {
        Dictionary<uint, SnmpValue> cells = Forward();
        cells.Remove((uint)column);
        Assert.Null(PortForwardRow.TryRead(Row(cells), out Evidence? reason));
        Assert.Equal(EvidenceOf.RowColumnMissing(name), reason);
        Assert.Equal(EvidenceOf.RowColumnMissing(name), Unreadable(((uint)column, SnmpValue.OctetString([0xFF]))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Columns_that_decide_nothing_may_be_missing(int column)
    {
        Dictionary<uint, SnmpValue> cells = Forward();
        cells.Remove((uint)column);
        Assert.Equal("tcp 440-449 -> 192.168.2.10:440-449", PortForwardRow.TryRead(Row(cells), out _)?.ToString());
    }

    [Fact]
    public void The_index_is_not_interpreted() =>
        Assert.Equal("tcp 440-449 -> 192.168.2.10:440-449", PortForwardRow.TryRead(Row(Forward(), ".7.17.9999.1"), out _)?.ToString());

    [Fact]
    public void A_recording_without_types_gives_the_same_forward()
    {
        PortForward forward = Read(
            (2, SnmpValue.Unspecified("tcp")),
            (3, SnmpValue.Unspecified("0.0.0.0")),
            (4, SnmpValue.Unspecified("0.0.0.0")),
            (7, SnmpValue.Unspecified("440")),
            (8, SnmpValue.Unspecified("449")),
            (9, SnmpValue.Unspecified("192.168.2.10")),
            (10, SnmpValue.Unspecified("-1")),
            (13, SnmpValue.Unspecified("")));
        Assert.Equal("tcp 440-449 -> 192.168.2.10:440-449", forward.ToString());
        Assert.Null(forward.Description);
    }

    private static PortForward Read(params (uint Column, SnmpValue Value)[] changes)
    {
        PortForward? forward = PortForwardRow.TryRead(Changed(changes), out Evidence? reason);
        Assert.Null(reason);
        return Assert.IsType<PortForward>(forward);
    }

    private static Evidence Unreadable(params (uint Column, SnmpValue Value)[] changes)
    {
        Assert.Null(PortForwardRow.TryRead(Changed(changes), out Evidence? reason));
        return Assert.IsType<Evidence>(reason);
    }

    private static SnmpRow Changed((uint Column, SnmpValue Value)[] changes)
    {
        Dictionary<uint, SnmpValue> cells = Forward();
        foreach ((uint column, SnmpValue value) in changes)
        {
            cells[column] = value;
        }

        return Row(cells);
    }
}
