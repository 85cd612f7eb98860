// SPDX-License-Identifier: MIT
using System.Linq;
using PracticeNetSec.Upnp;
using Xunit;

namespace PracticeNetSec.Tests.Upnp;

/// <summary>An answer of GetServiceByIndex with the arguments that AVM documents, and what is wrong with others.</summary>
public sealed class MyFritzServiceTests
{
    [Fact]
    public void A_service_has_its_port_and_the_addresses_of_its_machine()
    {
        MyFritzService service = Decode(port: "8443", version4: "192.168.178.25", version6: "2001:db8:1::10, fd00::10", identifiers: "::4c4f:e72c:de8e:2776");

        Assert.Equal((true, "Archiv", 8443, true), (service.Enabled, service.Name, service.Port, service.IsForwarded));
        Assert.Equal(["192.168.178.25"], service.IPv4Addresses.Select(address => address.ToString()));
        Assert.Equal(["2001:db8:1::10", "fd00::10"], service.IPv6Addresses.Select(address => address.ToString()));
        Assert.Equal(["::4c4f:e72c:de8e:2776"], service.IPv6InterfaceIds.Select(address => address.ToString()));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", true)]
    [InlineData("2", false)]
    public void A_forward_that_failed_is_none(string warning, bool expected) => Assert.Equal(expected, Decode(warning: warning).IsForwarded);

    [Theory]
    [InlineData("0", "1", "")]
    [InlineData("65536", "1", "")]
    [InlineData("", "1", "")]
    [InlineData("443", "", "")]
    [InlineData("443", "maybe", "")]
    [InlineData("443", "1", "2001:db8::xyz")]
    public void What_cannot_be_is_refused(string port, string enabled, string version6) => Assert.Throws<UpnpFormatException>(() => Decode(port: port, enabled: enabled, version6: version6));

    private static MyFritzService Decode(string port = "443", string enabled = "1", string version4 = "", string version6 = "", string identifiers = "", string warning = "1") => MyFritzService.Decode(SoapAnswer.Decode(
        Soap.Text(Soap.MyFritz(port, enabled, version4, version6, identifiers, warning)), UpnpAction.GetServiceByIndex));
}
