// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Configuration;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Configuration;

public sealed class RouterOsConfigurationTests
{
    private const string Header = "# 2026-11-30 10:00:00 by RouterOS 7.16\n";
    private const string Closed = "/ip firewall filter\nadd action=drop chain=input in-interface-list=!LAN\n";

    [Fact]
    public void An_export_shows_forwards_openings_identity_and_addresses()
    {
        ConfigurationReading file = ConfigurationSamples.Load("routeros.rsc");

        Assert.Equal(("RB4011iGS+", "HF0123456789", "7.16.1"), (file.Model, file.SerialNumber, file.Firmware));
        Assert.Equal(
            ["tcp 443 -> 192.168.88.10:443", "tcp 8443 -> 192.168.88.10:8443", "tcp 3389 -> 192.168.88.11:3389 off", "tcp 8291 -> (no translation):8291 from 198.51.100.0/24"],
            ConfigurationSamples.Show(file.Forwards));
        Assert.Equal("tcp 22 -> [2001:db8:9::10]:22", Assert.Single(file.Openings).ToString());
        Assert.Equal("203.0.113.9", Assert.Single(file.Addresses));
        Assert.Empty(file.Management);
        Assert.Equal(EvidenceCode.ConfigurationCloudName, Assert.Single(file.Notes).Code);
        Assert.Empty(file.Unread);
        Assert.True(file.ForwardsComplete);
    }

    [Fact]
    public void Services_that_no_rule_keeps_from_the_outside_are_open()
    {
        ConfigurationReading file = ConfigurationSamples.Read(Header + "/ip firewall filter\nadd action=accept chain=input connection-state=established\n/ip firewall nat\nadd action=masquerade chain=srcnat\n/ip service\nset telnet disabled=yes\nset ssh address=198.51.100.0/24\n");

        Assert.Contains("tcp 8291 -> (no translation):8291", ConfigurationSamples.Show(file.Forwards));
        Assert.Contains("tcp 22 -> (no translation):22 from 198.51.100.0/24", ConfigurationSamples.Show(file.Forwards));
        Assert.DoesNotContain(file.Management, service => service.Name == "telnet");
        Assert.True(file.Management.Single(service => service.Name == "http").AllowedToEveryone);
        Assert.False(file.ForwardsComplete);
    }

    [Theory]
    [InlineData("add action=jump chain=dstnat jump-target=x")]
    [InlineData("add action=dst-nat chain=dstnat protocol=tcp dst-port=80 to-addresses=192.168.88.2-192.168.88.9")]
    [InlineData("add action=dst-nat chain=dstnat protocol=tcp dst-port=80 to-addresses=192.168.88.2 src-address-list=friends")]
    [InlineData("add action=dst-nat chain=dstnat protocol=tcp dst-port=80 to-addresses=192.168.88.2 time=8h-17h")]
    [InlineData("add action=accept chain=dstnat protocol=tcp dst-port=80")]
    public void A_rule_that_is_not_understood_keeps_the_table_open(string rule) =>
        Assert.False(ConfigurationSamples.Read(Header + Closed + "/ip firewall nat\n" + rule + "\n").ForwardsComplete);

    [Fact]
    public void A_forward_with_a_restriction_that_is_not_understood_counts_for_everyone() => Assert.Null(Assert.Single(
        ConfigurationSamples.Read(Header + Closed + "/ip firewall nat\nadd action=dst-nat chain=dstnat protocol=tcp dst-port=445 to-addresses=192.168.88.2 src-address-list=friends\n").Forwards).RemoteAddress);

    [Theory]
    [InlineData("/ip firewall nat\nadd action=masquerade chain=srcnat\n")]
    [InlineData(Closed)]
    public void An_export_of_a_part_says_nothing_of_the_others(string part) =>
        Assert.Contains(ConfigurationSamples.Read(Header + part).Unread, unread => unread.Code == EvidenceCode.ConfigurationPartMissing);

    [Fact]
    public void UPnP_opens_by_itself() => Assert.Equal(
        EvidenceCode.ConfigurationOpensByItself,
        Assert.Single(ConfigurationSamples.Read(Header + "/ip upnp set enabled=yes\n").DynamicPortMapping).Code);
}
