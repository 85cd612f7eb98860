// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Configuration;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Configuration;

public sealed class FritzConfigurationTests
{
    [Fact]
    public void An_export_shows_forwards_with_blocks_and_what_is_switched_off()
    {
        ConfigurationReading file = ConfigurationSamples.Load("fritzbox.export");

        Assert.Equal(("FRITZ!Box 7590", "154.07.57"), (file.Model, file.Firmware));
        Assert.Equal(
            [
                "tcp 443-452 -> 192.168.178.20:443-452",
                "udp 51820 -> 192.168.178.21:51820",
                "tcp 3389 -> 192.168.178.22:3389 off",
                "gre 1-65535 -> 192.168.178.21:1-65535",
                "tcp 44321 -> (no translation):443",
                "udp 5060 -> (no translation):5060",
            ],
            ConfigurationSamples.Show(file.Forwards));
        Assert.Empty(file.Unread);
    }

    [Fact]
    public void Support_data_show_who_may_use_a_forward_and_the_address()
    {
        ConfigurationReading file = ConfigurationSamples.Load("fritzbox-support.txt");

        Assert.Equal(
            ["tcp 443 -> 192.168.178.20:443 from 198.51.100.0/24", "tcp 443 -> 192.168.178.20:443 from 198.51.101.0/24", "tcp 445 -> 192.168.178.20:445"],
            ConfigurationSamples.Show(file.Forwards));
        Assert.Equal("203.0.113.7", Assert.Single(file.Addresses));
        Assert.True(file.IsIPv6Off);
    }

    [Fact]
    public void The_file_never_shows_that_nothing_else_is_open() =>
        Assert.False(ConfigurationSamples.Read("ar7cfg {\n forwardrules = \"udp 0.0.0.0:51820 192.168.178.21:51820 0\";\n}\n").ForwardsComplete);

    [Theory]
    [InlineData("ipv6_pinholes = \"whatever\";", "ipv6_pinholes")]
    [InlineData("exposed_host = yes;", "exposed_host")]
    [InlineData("forwardrules = \"tcp strange\";", "forwardrules")]
    [InlineData("forwardrules = \"tcp 0.0.0.0:70000 192.168.178.2:1 0\";", "forwardrules")]
    [InlineData("forwardrules = \"tcp 0.0.0.0:80 192.168.178.2:80 0", "forwardrules")]
    [InlineData("landevices {\n forwardrules = \"tcp 0.0.0.0:80 0.0.0.0:80 0\";\n}", "forwardrules")]
    public void What_may_open_something_and_is_not_understood_is_named(string setting, string part)
    {
        Evidence unread = ConfigurationSamples.Read($"ar7cfg {{\n internet_forwardrules = ;\n {setting}\n}}\n").Unread[0];

        Assert.Equal(EvidenceCode.ConfigurationEntryNotUnderstood, unread.Code);
        Assert.Equal(part, unread.Get<string>("part"));
    }

    [Fact]
    public void An_exposed_host_is_a_forward_of_every_port() => Assert.Equal(
        "any 1-65535 -> 192.168.178.30:1-65535",
        Assert.Single(ConfigurationSamples.Read("ar7cfg {\n forwardrules = \"ip 0.0.0.0 192.168.178.30 0 # Exposed Host\";\n}\n").Forwards).ToString());

    [Fact]
    public void What_programs_opened_is_shown_as_such() =>
        Assert.Equal("UPnP", Assert.Single(ConfigurationSamples.Read("ar7cfg {\n igdforwardrules = \"tcp 0.0.0.0:6881 192.168.178.30:6881 0\";\n}\n").Forwards).Source);

    [Fact]
    public void A_file_without_any_rules_says_so() =>
        Assert.Contains(ConfigurationSamples.Read("ar7cfg {\n mode = x;\n}\n").Unread, unread => unread.Code == EvidenceCode.ConfigurationPartMissing);
}
