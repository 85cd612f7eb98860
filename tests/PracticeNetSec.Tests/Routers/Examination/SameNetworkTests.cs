// SPDX-License-Identifier: MIT
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Examination;
using Xunit;

namespace PracticeNetSec.Tests.Routers.Examination;

/// <summary>Behind a line with IPv6 every machine has a global address: one in this machine's own network is reached without the router, and so without its filter.</summary>
public sealed class SameNetworkTests
{
    /// <summary>What answers there shows nothing of the Internet, and proves nothing of the way to it for other practices.</summary>
    [Theory]
    [InlineData("2001:db8:1::10", Vantage.Inside)] // a NAS beside this machine
    [InlineData("2001:db8:1::1", Vantage.Inside)] // the router's own address inside; as a gateway it has a link-local one
    [InlineData("2001:db8:2::10", Vantage.Outside)]
    public void A_global_address_in_the_own_network_is_seen_from_inside(string address, Vantage expected)
    {
        OwnNetwork own = OwnNetwork.Of([(IPAddress.Parse("2001:db8:1::5"), OwnNetwork.MaskOf(64))], [IPAddress.Parse("fe80::1")]);
        Assert.Equal(expected == Vantage.Inside, own.IsOnLink(IPAddress.Parse(address)));

        Assert.Equal(expected, VantageRule.Decide(Vantage.Undetermined, IPAddress.Parse(address), own));
    }
}
