// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Sources;
using PracticeNetSec.Snmp;
using PracticeNetSec.Tests.Routers.Bintec;
using PracticeNetSec.Tests.Routers.NatMib;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Sources;

/// <summary>An interface to the Internet that does not translate lets packets pass without a forward: the table then proves nothing.</summary>
public sealed class TranslationTests
{
    private const string Bintec = "1.3.6.1.4.1.272.4.5";
    private const string Ip = "1.3.6.1.2.1.4";
    private const int Translating = 10001;
    private const int Plain = 10002;

    [Fact]
    public async Task A_second_interface_with_a_public_address_and_no_translation_leaves_the_table_incomplete()
    {
        SourceResult reading = await ReadAsync(
            ($"{Ip}.20.1.1.203.0.113.9", ProtectionRows.Address("203.0.113.9")),
            ($"{Ip}.20.1.2.203.0.113.9", SnmpValue.Integer(Plain)));

        Assert.False(reading.ForwardsComplete);
        Assert.Contains(EvidenceOf.SourceUntranslatedInterfaces("10002 (203.0.113.9)", "walk"), reading.Reports.Select(report => report.Detail));
    }

    [Fact]
    public async Task The_younger_table_of_addresses_shows_it_as_well() =>
        Assert.False((await ReadAsync(($"{Ip}.34.1.3.1.4.203.0.113.9", SnmpValue.Integer(Plain)))).ForwardsComplete);

    [Theory]
    [InlineData(".21.1.2.0.0.0.0")]
    [InlineData(".24.4.1.5.0.0.0.0.0.0.0.0.0.198.51.100.1")]
    [InlineData(".24.7.1.7.1.4.0.0.0.0.0.2.0.0.1.4.198.51.100.1")]
    public async Task A_default_route_through_an_interface_without_translation_leaves_the_table_incomplete(string route)
    {
        SourceResult reading = await ReadAsync((Ip + route, SnmpValue.Integer(Plain)));

        Assert.False(reading.ForwardsComplete);
        Assert.Contains(EvidenceOf.SourceUntranslatedInterfaces("10002", "walk"), reading.Reports.Select(report => report.Detail));
    }

    [Fact]
    public async Task The_network_inside_and_the_translating_interface_raise_no_doubt()
    {
        SourceResult reading = await ReadAsync(
            ($"{Ip}.20.1.1.192.168.2.1", ProtectionRows.Address("192.168.2.1")),
            ($"{Ip}.20.1.1.203.0.113.9", ProtectionRows.Address("203.0.113.9")),
            ($"{Ip}.20.1.2.192.168.2.1", SnmpValue.Integer(Plain)),
            ($"{Ip}.20.1.2.203.0.113.9", SnmpValue.Integer(Translating)),
            ($"{Ip}.21.1.2.0.0.0.0", SnmpValue.Integer(Translating)),
            ($"{Ip}.21.1.2.192.168.2.0", SnmpValue.Integer(Plain)));

        Assert.True(reading.ForwardsComplete);
        Assert.Equal(["203.0.113.9"], reading.WanAddresses);
    }

    /// <summary>Recordings of the translation alone are common: they name no device, and count as much.</summary>
    [Fact]
    public async Task A_walk_of_the_tables_alone_shows_it_as_well()
    {
        SourceResult reading = await ReadTablesAsync(($"{Ip}.21.1.2.0.0.0.0", SnmpValue.Integer(Plain)));

        Assert.False(reading.ForwardsComplete);
        Assert.Equal([(Translating, true), (Plain, false)], reading.Interfaces.Select(found => (found.Index, found.Translates)));
    }

    [Theory]
    [InlineData(Translating, new[] { "192.168.100.2" })]
    [InlineData(Plain, new string[0])]
    public async Task The_interface_of_the_default_route_says_whose_address_leaves_also_beside_a_public_one(int route, string[] expected)
    {
        SourceResult reading = await ReadAsync(
            ($"{Ip}.20.1.1.192.168.100.2", ProtectionRows.Address("192.168.100.2")),
            ($"{Ip}.20.1.1.203.0.113.9", ProtectionRows.Address("203.0.113.9")),
            ($"{Ip}.20.1.2.192.168.100.2", SnmpValue.Integer(Translating)),
            ($"{Ip}.20.1.2.203.0.113.9", SnmpValue.Integer(Plain)),
            ($"{Ip}.21.1.2.0.0.0.0", SnmpValue.Integer(route)));

        Assert.Equal(expected, reading.PrivateWanAddresses);
    }

    /// <summary>ipNetToPhysicalTable (RFC 4293): machines inside, not what the provider has at the other end of the line.</summary>
    [Theory]
    [InlineData(Plain, "32.1.13.184.0.67.0.0.0.0.0.0.0.0.0.16", 3, "2001:db8:43::10")]
    [InlineData(Translating, "32.1.13.184.0.67.0.0.0.0.0.0.0.0.0.16", 3, null)]
    [InlineData(Plain, "254.128.0.0.0.0.0.0.0.0.0.0.0.0.0.16", 3, null)] // link-local
    [InlineData(Plain, "253.0.0.0.0.0.0.0.0.0.0.0.0.0.0.16", 3, null)] // unique local (RFC 4193)
    [InlineData(Plain, "32.1.13.184.0.67.0.0.0.0.0.0.0.0.0.16", 2, null)] // invalid
    [InlineData(Plain, "32.1.13.184.0.67.0.0.0.0.0.0.0.0.0.16", 5, null)] // the router's own
    public async Task Neighbours_with_a_global_address_show_that_the_line_has_IPv6(int at, string address, int type, string? expected)
    {
        SourceResult reading = await ReadAsync(
            ($"{Ip}.35.1.6.{at}.1.4.192.168.2.10", SnmpValue.Integer(3)),
            ($"{Ip}.35.1.6.{at}.2.16.{address}", SnmpValue.Integer(type)));

        Assert.Equal(expected, reading.IPv6?.Neighbours.SingleOrDefault());
    }

    /// <summary>RFC 4008: the maps name their interface, natInterfaceTable those that translate without one.</summary>
    [Theory]
    [InlineData(2, 0, true)]
    [InlineData(3, 0, false)] // a second interface to the Internet without a map
    [InlineData(3, 2, true)]
    [InlineData(1, 1, false)] // the only one with a public address is of the private realm
    [InlineData(3, 1, false)] // of the private realm
    public async Task A_NAT_MIB_proves_nothing_of_an_interface_that_it_does_not_name(int at, int realm, bool expected)
    {
        const string nat = "1.3.6.1.2.1.123.1";
        (string, SnmpValue)[] named = realm == 0 ? [] : [($"{nat}.3.1.1.{at}", SnmpValue.Integer(realm))];

        SourceResult reading = await DeviceReading.ReadAsync(
            ProtectionRows.Source([
                ("1.3.6.1.2.1.1.2.0", SnmpValue.Oid(ObjectIdentifier.Parse("1.3.6.1.4.1.99999.1"))),
                ($"{Ip}.34.1.3.1.4.203.0.113.{at}", SnmpValue.Integer(at)),
                .. named,
                .. NatMibTests.StaticMap("2.7").Select(item => (item.Name, item.Value)),
            ]),
            default);

        Assert.Single(reading.Forwards);
        Assert.Equal(expected, reading.ForwardsComplete);
    }

    /// <summary>Where an agent has no such table it says so at once; a question that times out has left something unknown.</summary>
    [Theory]
    [InlineData(Ip + ".34.1", Ip + ".20.1")]
    [InlineData(Ip + ".24.7", Ip + ".24.4", Ip + ".21.1")]
    public async Task An_agent_that_does_not_show_its_interfaces_leaves_the_table_incomplete(params string[] silent)
    {
        SourceResult reading = await DeviceReading.ReadAsync(new SilentIn(Whole(), silent), default);

        Assert.False(reading.ForwardsComplete);
        Assert.Contains(reading.Reports, report => report.Detail.Code == EvidenceCode.SourceInterfacesUnread);
    }

    /// <summary>RFC 3415: what a view withholds looks like an empty table. An agent that answers over IPv4 has an address.</summary>
    [Theory]
    [InlineData("192.168.2.1", "", false)]
    [InlineData("192.168.2.1", "192.168.2.1", true)]
    [InlineData("fd00::1", "", true)] // it may have no other
    [InlineData(null, "", true)] // a recording of other tables
    public async Task An_agent_without_an_address_of_its_own_withholds_tables(string? agent, string address, bool expected)
    {
        (string, SnmpValue)[] own = address.Length == 0 ? [] : [($"{Ip}.20.1.1.{address}", ProtectionRows.Address(address)), ($"{Ip}.20.1.2.{address}", SnmpValue.Integer(Plain))];

        SourceResult reading = await DeviceReading.ReadAsync(new SilentIn(Whole(own)) { Agent = agent is null ? null : IPAddress.Parse(agent) }, default);

        Assert.Equal(expected, reading.ForwardsComplete);
        Assert.Equal(!expected, reading.Reports.Any(report => report.Detail.Equals(EvidenceOf.SourceInterfacesUnread([EvidenceOf.SnmpOwnAddressMissing()], "walk"))));
    }

    /// <summary>The younger table may list IPv6 alone: without the older one, the IPv4 addresses are not known.</summary>
    [Fact]
    public async Task IPv6_addresses_do_not_stand_for_those_of_IPv4()
    {
        ISnmpSource source = Whole(
            ($"{Ip}.34.1.3.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1", SnmpValue.Integer(Plain)),
            ($"{Ip}.24.4.1.5.0.0.0.0.0.0.0.0.0.198.51.100.1", SnmpValue.Integer(Translating)));

        Assert.False((await DeviceReading.ReadAsync(new SilentIn(source, Ip + ".20.1"), default)).ForwardsComplete);
    }

    /// <summary>The oldest table of routes names one default route; a second one shows in the younger tables alone.</summary>
    [Theory]
    [InlineData(".24.4.1.5.0.0.0.0.0.0.0.0.0.198.51.100.1", true)]
    [InlineData(".21.1.2.0.0.0.0", false)]
    public async Task A_silent_table_of_routes_is_made_up_for_by_one_that_may_name_several(string route, bool expected) =>
        Assert.Equal(expected, (await DeviceReading.ReadAsync(new SilentIn(Whole((Ip + route, SnmpValue.Integer(Translating))), Ip + ".24.7"), default)).ForwardsComplete);

    [Fact]
    public async Task A_public_address_without_an_interface_leaves_the_table_incomplete()
    {
        SourceResult reading = await ReadAsync(($"{Ip}.20.1.1.203.0.113.9", ProtectionRows.Address("203.0.113.9")));

        Assert.False(reading.ForwardsComplete);
        Assert.Contains(EvidenceOf.SourceUntranslatedInterfaces("203.0.113.9", "walk"), reading.Reports.Select(report => report.Detail));
    }

    /// <summary>bintec's table of interfaces (ipExtIfTable) says which of them translate.</summary>
    [Fact]
    public async Task A_silent_table_of_what_translates_leaves_the_table_incomplete() =>
        Assert.False((await DeviceReading.ReadAsync(new SilentIn(Whole(), Bintec + ".3.1"), default)).ForwardsComplete);

    /// <summary>Of NAT-MIB, natInterfaceTable says which interface leads out.</summary>
    [Fact]
    public async Task Silent_realms_leave_the_table_incomplete()
    {
        ISnmpSource source = ProtectionRows.Source([
            ("1.3.6.1.2.1.1.2.0", SnmpValue.Oid(ObjectIdentifier.Parse("1.3.6.1.4.1.99999.1"))),
            ($"{Ip}.34.1.3.1.4.203.0.113.3", SnmpValue.Integer(3)),
            ("1.3.6.1.2.1.123.1.3.1.1.3", SnmpValue.Integer(2)),
            .. NatMibTests.StaticMap("2.7").Select(item => (item.Name, item.Value)),
        ]);

        Assert.True((await DeviceReading.ReadAsync(new SilentIn(source), default)).ForwardsComplete);
        Assert.False((await DeviceReading.ReadAsync(new SilentIn(source, "1.3.6.1.2.1.123.1.3"), default)).ForwardsComplete);
    }

    [Fact]
    public async Task One_of_the_two_tables_of_addresses_is_enough()
    {
        ISnmpSource source = Whole(($"{Ip}.20.1.1.203.0.113.9", ProtectionRows.Address("203.0.113.9")), ($"{Ip}.20.1.2.203.0.113.9", SnmpValue.Integer(Translating)));

        Assert.True((await DeviceReading.ReadAsync(new SilentIn(source, Ip + ".34.1"), default)).ForwardsComplete);
    }

    [Fact]
    public async Task An_agent_that_does_not_show_its_neighbours_has_not_answered_about_IPv6() =>
        Assert.True((await DeviceReading.ReadAsync(new SilentIn(Whole(), Ip + ".35.1"), default)).IPv6?.IsUnanswered);

    /// <summary>A device with one interface that translates, one that does not, and an empty table of forwards.</summary>
    private static Task<SourceResult> ReadAsync(params (string Name, SnmpValue Value)[] objects) =>
        DeviceReading.ReadAsync(Whole(objects), default);

    private static ISnmpSource Whole(params (string Name, SnmpValue Value)[] objects) =>
        Tables([.. objects, ("1.3.6.1.2.1.1.2.0", SnmpValue.Oid(ObjectIdentifier.Parse("1.3.6.1.4.1.272.4.201.66.69.50.48.0.0")))]);

    private static Task<SourceResult> ReadTablesAsync(params (string Name, SnmpValue Value)[] objects) => DeviceReading.ReadAsync(Tables(objects), default);

    private static ISnmpSource Tables((string Name, SnmpValue Value)[] objects) => ProtectionRows.Source([
        .. objects,
        ($"{Bintec}.3.1.1.{Translating}.1", SnmpValue.Integer(Translating)),
        ($"{Bintec}.3.1.1.{Plain}.1", SnmpValue.Integer(Plain)),
        ($"{Bintec}.3.1.6.{Translating}.1", SnmpValue.Integer(2)),
        ($"{Bintec}.3.1.6.{Plain}.1", SnmpValue.Integer(1)),
        ($"{Bintec}.7.1.1.1", SnmpValue.Integer(1)),
        ($"{Bintec}.45.10.10.0", SnmpValue.Integer(30)),
    ]);

    /// <summary>An agent that lets every request for some tables time out.</summary>
    private sealed class SilentIn(ISnmpSource inner, params string[] tables) : ISnmpSource
    {
        public string Kind => inner.Kind;

        public IPAddress? Agent { get; init; }

        public Task<SnmpObjects> GetAsync(IReadOnlyList<ObjectIdentifier> names, CancellationToken cancellation) => inner.GetAsync(names, cancellation);

        public Task<SnmpTable> ReadTableAsync(TableRequest request, CancellationToken cancellation) =>
            tables.Any(table => request.Columns[0].ToString().StartsWith($".{table}.", StringComparison.Ordinal))
                ? Task.FromResult(new SnmpTable([], SnmpOutcome.Silent, EvidenceOf.SnmpRowsRepeat(1), 1, outOfOrder: false))
                : inner.ReadTableAsync(request, cancellation);
    }
}
