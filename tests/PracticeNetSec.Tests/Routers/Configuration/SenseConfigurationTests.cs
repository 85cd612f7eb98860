// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Configuration;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Configuration;

public sealed class SenseConfigurationTests
{
    private const string Interfaces = "<interfaces><wan><ipaddr>dhcp</ipaddr></wan><lan><ipaddr>192.168.1.1</ipaddr></lan></interfaces>";

    [Fact]
    public void OPNsense_forwards_resolve_their_aliases_and_other_interfaces_are_left_out()
    {
        ConfigurationReading file = ConfigurationSamples.Load("opnsense.xml");

        Assert.Equal(
            [
                "tcp 443 -> 192.168.1.10:443",
                "tcp 8445 -> 192.168.1.10:445 from 198.51.100.0/24",
                "tcp 8445 -> 192.168.1.10:445 from 198.51.101.7",
                "tcp 3389 -> 192.168.1.11:3389 off",
                "udp 3389 -> 192.168.1.11:3389 off",
                "tcp 9000-9009 -> 192.168.1.13:9000-9009",
                "tcp 8443 -> (no translation):8443",
            ],
            ConfigurationSamples.Show(file.Forwards));
        Assert.Equal("tcp 3389 -> [2001:db8:8::10]:3389", Assert.Single(file.Openings).ToString());
        Assert.Equal("https", Assert.Single(file.Management).Name);
        Assert.Equal("203.0.113.8", Assert.Single(file.Addresses));
        Assert.Empty(file.Unread);
        Assert.True(file.ForwardsComplete);
        Assert.False(file.IsIPv6Off);
    }

    [Fact]
    public void PfSense_shows_management_for_everyone_and_programs_that_open_ports()
    {
        ConfigurationReading file = ConfigurationSamples.Load("pfsense.xml");

        Assert.Equal(["tcp 80 -> 192.168.1.20:80", "tcp 443 -> 192.168.1.20:443", "tcp 80 -> (no translation):80"], ConfigurationSamples.Show(file.Forwards));
        Assert.True(Assert.Single(file.Management) is { Name: "http", AllowedToEveryone: true });
        Assert.Single(file.DynamicPortMapping);
        Assert.False(file.ForwardsComplete);
        Assert.True(file.IsIPv6Off);
    }

    [Theory]
    [InlineData("<nat><rule><interface>wan</interface><protocol>tcp</protocol><target>Unknown</target><destination><port>80</port></destination></rule></nat>", "nat/rule")]
    [InlineData("<nat><rule><interface>wan</interface><protocol>tcp</protocol><target>192.168.1.5</target><destination><port>unknown</port></destination></rule></nat>", "nat/rule")]
    [InlineData("<nat><rule><interface>wan</interface><nordr>1</nordr></rule></nat>", "nat/rule")]
    [InlineData("<nat><onetoone><interface>wan</interface><external>203.0.113.5</external></onetoone></nat>", "nat/onetoone")]
    [InlineData("<OPNsense><Firewall><DNat><rules><rule uuid=\"a\"><x>1</x></rule></rules></DNat></Firewall></OPNsense>", "OPNsense/Firewall/DNat/rules/rule")]
    [InlineData("<filter><rule><type>pass</type><interface>wan</interface><ipprotocol>inet</ipprotocol><destination><any/></destination></rule></filter>", "filter/rule")]
    [InlineData("<filter><rule><type>pass</type><interface>wan</interface><ipprotocol>inet</ipprotocol><destination><address>203.0.113.99</address></destination></rule></filter>", "filter/rule")]
    public void A_rule_that_is_not_understood_keeps_the_table_open(string part, string named)
    {
        ConfigurationReading file = ConfigurationSamples.Read($"<opnsense>{Interfaces}{part}<filter><rule/></filter></opnsense>");

        Assert.Contains(file.Unread, unread => unread.Code == EvidenceCode.ConfigurationEntryNotUnderstood && unread.Get<string>("part") == named);
        Assert.False(file.ForwardsComplete);
    }

    [Fact]
    public void Senders_that_are_not_understood_count_as_everyone()
    {
        ConfigurationReading file = ConfigurationSamples.Read(
            $"<opnsense>{Interfaces}<nat><rule><interface>wan</interface><protocol>tcp</protocol><target>192.168.1.5</target><source><network>Country</network></source><destination><port>445</port></destination></rule></nat></opnsense>");

        Assert.Null(Assert.Single(file.Forwards).RemoteAddress);
        Assert.Equal(EvidenceCode.ConfigurationSendersNotUnderstood, Assert.Single(file.Unread).Code);
    }

    [Fact]
    public void A_rule_that_lets_everything_in_over_IPv6_is_seen()
    {
        ConfigurationReading file = ConfigurationSamples.Read(
            "<opnsense><interfaces><wan><ipaddr>dhcp</ipaddr><ipaddrv6>dhcp6</ipaddrv6></wan></interfaces><filter><rule><type>pass</type><interface>wan</interface><ipprotocol>inet6</ipprotocol><source><any/></source><destination><any/></destination></rule></filter></opnsense>");

        Assert.True(file.IsIPv6Unfiltered);
        Assert.False(file.ForwardsComplete);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><opnsense><nat/></opnsense>")]
    [InlineData("<opnsense><nat>")]
    [InlineData("<other/>")]
    public void XML_with_a_document_type_a_truncated_one_and_a_foreign_one_are_refused(string text) =>
        Assert.Equal("NotAConfiguration", Assert.Throws<InputException>(() => ConfigurationSamples.Read(text)).Id);

    [Fact]
    public void Deep_nesting_is_refused() => Assert.Equal(
        "NotAConfiguration",
        Assert.Throws<InputException>(() => ConfigurationSamples.Read("<opnsense>" + string.Concat(Enumerable.Repeat("<a>", 100)))).Id);
}
