// SPDX-License-Identifier: MIT
using System.Linq;
using System.Net;
using PracticeNetSec.Probing;
using Xunit;

namespace PracticeNetSec.Tests.Probing;

/// <summary>What this machine's own addresses show, and that a machine which does not report them proves nothing by that.</summary>
public sealed class OwnNetworkTests
{
    private static readonly IPAddress Own = IPAddress.Parse("192.168.2.7");
    private static readonly IPAddress Mask = IPAddress.Parse("255.255.255.0");
    private static readonly IPAddress Gateway = IPAddress.Parse("192.168.2.1");

    [Theory]
    [InlineData("192.168.2.200", true)]
    [InlineData("192.168.3.1", false)]
    [InlineData("2001:db8::1", false)]
    public void An_address_in_a_network_of_this_machine_is_on_the_link(string address, bool expected) =>
        Assert.Equal(expected, OwnNetwork.Of([(Own, Mask)], [Gateway]).IsOnLink(IPAddress.Parse(address)));

    [Theory]
    [InlineData("2001:db8:43::10", 64, "2001:db8:43::2222", true)]
    [InlineData("2001:db8:43::10", 64, "2001:db8:44::10", false)]
    [InlineData("2001:db8:43:10::10", 60, "2001:db8:43:1f::1", true)]
    [InlineData("2001:db8:43:10::10", 60, "2001:db8:43:20::1", false)]
    [InlineData("2001:db8:43::10", 128, "2001:db8:43::11", false)]
    [InlineData("2001:db8:43::10", 128, "2001:db8:43::10", true)]
    [InlineData("2001:db8:43::10", 64, "192.168.2.200", false)]
    public void An_IPv6_address_of_the_same_prefix_is_on_the_link(string own, int length, string address, bool expected) =>
        Assert.Equal(expected, OwnNetwork.Of([(IPAddress.Parse(own), OwnNetwork.MaskOf(length))], []).IsOnLink(IPAddress.Parse(address)));

    [Fact]
    public void Without_a_mask_no_address_is_on_the_link() => Assert.False(OwnNetwork.Of([(Own, null)], [Gateway]).IsOnLink(Gateway));

    [Fact]
    public void The_addresses_are_those_of_the_machine_and_of_its_gateways()
    {
        OwnNetwork network = OwnNetwork.Of([(Own, Mask)], [Gateway]);

        Assert.Equal([Gateway, Own], network.Addresses.OrderBy(address => address.ToString()));
        Assert.Equal(OwnNetwork.Of([(Own, Mask)], [Gateway]).Name, network.Name);
        Assert.NotEqual(OwnNetwork.Of([(Own, Mask)], []).Name, network.Name);
    }

    [Theory]
    [InlineData("2001:db8::7", true)]
    [InlineData("fe80::7", false)]
    [InlineData("fd00::7", false)]
    [InlineData("192.168.2.7", false)]
    public void Only_a_global_address_reaches_the_Internet_over_IPv6(string own, bool expected) =>
        Assert.Equal(expected, OwnNetwork.Of([(IPAddress.Parse(own), null)], []).HasGlobalVersion6);

    [Fact]
    public void A_network_that_is_not_reported_is_never_the_same_as_before_and_IPv6_is_attempted()
    {
        OwnNetwork first = OwnNetwork.Of([], [], isKnown: false), second = OwnNetwork.Of([], [], isKnown: false);

        Assert.NotEqual(first.Name, second.Name);
        Assert.True(first.HasGlobalVersion6);
        Assert.False(first.IsOnLink(Gateway));
    }
}
