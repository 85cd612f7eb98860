// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Configuration;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Configuration;

public sealed class UciConfigurationTests
{
    private const string Zone = "config zone\n option name 'wan'\n option input 'REJECT'\n option forward 'REJECT'\n option masq '1'\n";

    [Fact]
    public void An_export_shows_redirects_and_openings_for_IPv6()
    {
        ConfigurationReading file = ConfigurationSamples.Load("openwrt.uci");

        Assert.Equal(
            ["tcp 443 -> 192.168.1.10:8443", "tcp 3390-3392 -> 192.168.1.11:3389-3391 from 198.51.100.7 off", "udp 3390-3392 -> 192.168.1.11:3389-3391 from 198.51.100.7 off"],
            ConfigurationSamples.Show(file.Forwards));
        Assert.Equal("tcp 445 -> [2001:db8:7::10]:445", Assert.Single(file.Openings).ToString());
        Assert.Empty(file.Unread);
        Assert.True(file.ForwardsComplete);
    }

    [Fact]
    public void The_form_of_uci_show_is_the_same()
    {
        ConfigurationReading file = ConfigurationSamples.Read(
            "firewall.@zone[0]=zone\nfirewall.@zone[0].name='wan'\nfirewall.@zone[0].network='wan' 'wan6'\nfirewall.@zone[0].input='REJECT'\nfirewall.@zone[0].forward='DROP'\n"
            + "firewall.cfg01=redirect\nfirewall.cfg01.src='wan'\nfirewall.cfg01.src_dport='445'\nfirewall.cfg01.dest_ip='192.168.1.9'\nfirewall.cfg01.proto='tcp'\nfirewall.cfg01.target='DNAT'\n");

        Assert.Equal(["tcp 445 -> 192.168.1.9:445"], ConfigurationSamples.Show(file.Forwards));
        Assert.True(file.ForwardsComplete);
    }

    [Theory]
    [InlineData("config include\n option path '/etc/firewall.user'\n")]
    [InlineData("config strange\n option x 'y'\n")]
    [InlineData("config redirect\n option src 'wan'\n option src_dport '80'\n option dest_ip 'server'\n")]
    [InlineData("config rule\n option src 'wan'\n option dest 'lan'\n option proto 'tcp'\n option dest_port '22'\n option target 'ACCEPT'\n")]
    [InlineData("config redirect\n option src 'wan'\n option src_dport '80'\n option dest_ip '192.168.1.2'\n option src_mac '00:11:22:33:44:55'\n")]
    [InlineData("config forwarding\n option src 'wan'\n option dest 'lan'\n")]
    public void What_is_not_understood_keeps_the_table_open(string section) => Assert.False(ConfigurationSamples.Read(Zone + section).ForwardsComplete);

    [Fact]
    public void A_zone_that_accepts_opens_the_routers_own_services()
    {
        ConfigurationReading file = ConfigurationSamples.Read(
            "package firewall\n" + Zone.Replace("input 'REJECT'", "input 'ACCEPT'", System.StringComparison.Ordinal) + "package uhttpd\nconfig uhttpd 'main'\n list listen_http '0.0.0.0:80'\n list listen_http '[::]:80'\npackage dropbear\nconfig dropbear\n option Port '2222'\n");

        Assert.Equal(["tcp 80 -> (no translation):80", "tcp 2222 -> (no translation):2222"], ConfigurationSamples.Show(file.Forwards));
        Assert.Equal(["http", "ssh"], file.Management.Select(service => service.Name));
        Assert.False(file.ForwardsComplete);
    }

    [Fact]
    public void A_firewall_without_a_zone_for_the_outside_shows_nothing() =>
        Assert.Contains(ConfigurationSamples.Read("config defaults\n option input 'REJECT'\n").Unread, unread => unread.Code == EvidenceCode.ConfigurationPartMissing);

    [Fact]
    public void UPnP_opens_by_itself() =>
        Assert.Single(ConfigurationSamples.Read("package upnpd\nconfig upnpd 'config'\n option enabled '1'\npackage firewall\n" + Zone).DynamicPortMapping);
}
