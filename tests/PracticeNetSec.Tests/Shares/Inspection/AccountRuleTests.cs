// SPDX-License-Identifier: MIT
using System.Net;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares.Inspection;
using Xunit;

namespace PracticeNetSec.Tests.Shares.Inspection;

/// <summary>Which servers get an account without further request.</summary>
public sealed class AccountRuleTests
{
    private const string Box = "Digitalisierungsbox Premium";

    [Theory]
    [InlineData("praxis-srv", "192.168.2.10", true)] // a name that leads to the own network
    [InlineData("203.0.113.1", "203.0.113.1", true)] // the caller named the address
    [InlineData("praxis.example", "203.0.113.1", false)]
    [InlineData("praxis.example", "100.64.7.9", false)] // RFC 6598: another customer of the same provider
    [InlineData("praxis.example", "192.0.0.2", false)]
    public void A_public_address_behind_a_name_does_not_get_it(string name, string address, bool expected) =>
        Assert.Equal(expected, AccountRule.MayGetAccount(name, IPAddress.Parse(address), null, null));

    [Theory]
    [InlineData(Box, true)]
    [InlineData("FRITZ!Box 7590", false)]
    [InlineData(null, false)]
    public void A_practice_whose_inventory_can_confirm_it_gets_it_once_its_router_was_identified(string? shown, bool expected)
    {
        Practice practice = new() { PracticeId = "A", WanAddress = "praxis.example", RouterModel = Box };
        RouterExposure router = new() { ComputerName = "praxis.example", WanAddress = "203.0.113.1", Practice = practice, Identity = new RouterIdentity { Model = shown, Confidence = Confidence.High } };

        Assert.Equal(expected, AccountRule.MayGetAccount("203.0.113.1", IPAddress.Parse("203.0.113.1"), router, practice));
        Assert.False(AccountRule.MayGetAccount("203.0.113.1", IPAddress.Parse("203.0.113.1"), null, practice));
    }

    [Theory]
    [InlineData("praxis-srv", Box, true)]
    [InlineData("praxis-srv", null, false)] // whoever answers for the name chooses the server
    [InlineData("praxis-srv", "FRITZ!Box 7590", false)]
    [InlineData("192.168.2.10", null, true)]
    [InlineData("192.168.2.10", "FRITZ!Box 7590", false)] // this network is another one
    public void A_server_inside_gets_it_unless_its_network_may_be_another(string name, string? shown, bool expected)
    {
        RouterExposure router = new()
        {
            ComputerName = "192.168.2.1",
            Practice = new Practice { PracticeId = "A", RouterModel = Box },
            Identity = new RouterIdentity { Model = shown, Confidence = Confidence.High },
        };

        Assert.Equal(expected, AccountRule.MayGetAccount(name, IPAddress.Parse("192.168.2.10"), router, null));
    }

    [Fact]
    public void A_name_inside_waits_for_the_router_that_the_inventory_describes() => Assert.False(
        AccountRule.MayGetAccount("praxis-srv", IPAddress.Parse("192.168.2.10"), null, new Practice { PracticeId = "A", RouterModel = Box }));

    [Theory]
    [InlineData(null, "A1", true)]
    [InlineData(null, null, false)] // the model alone, where the inventory gives a serial number
    [InlineData(EvidenceCode.IdentityCertificateShown, null, true)]
    [InlineData(EvidenceCode.IdentityCertificateDiffers, "A1", false)]
    [InlineData("", "A1", false)] // a certificate in the inventory, and none was shown
    public void The_strongest_property_of_the_inventory_decides(string? certificate, string? serial, bool expected)
    {
        Practice practice = new() { PracticeId = "A", WanAddress = "203.0.113.1", RouterModel = Box, RouterSerialNumber = "A1", RouterCertificate = certificate is null ? null : new string('a', 64) };
        RouterExposure router = new()
        {
            ComputerName = "203.0.113.1",
            Practice = practice,
            Identity = new RouterIdentity
            {
                Model = Box,
                SerialNumber = serial,
                Confidence = Confidence.High,
                Evidence = certificate switch
                {
                    EvidenceCode.IdentityCertificateShown => [EvidenceOf.IdentityCertificateShown("https://203.0.113.1/")],
                    EvidenceCode.IdentityCertificateDiffers => [EvidenceOf.IdentityCertificateDiffers("https://203.0.113.1/")],
                    _ => [],
                },
            },
        };

        Assert.Equal(expected, AccountRule.MayGetAccount("203.0.113.1", IPAddress.Parse("203.0.113.1"), router, null));
    }

    /// <summary>A name with two addresses, or a practice with two lines: what was identified at one says nothing about who has the other.</summary>
    [Theory]
    [InlineData("203.0.113.1", "203.0.113.1", true)]
    [InlineData("praxis.example", "203.0.113.1", true)]
    [InlineData("praxis.example", "203.0.113.77", false)]
    [InlineData("203.0.113.1", "2001:db8::77", false)]
    [InlineData("praxis.example", "192.168.2.10", true)] // a server behind the router that was identified
    public void Each_public_address_needs_a_confirmation_of_its_own(string examined, string address, bool expected)
    {
        Practice practice = new() { PracticeId = "A", WanAddress = examined, RouterModel = Box, FurtherWanAddresses = ["203.0.113.77"] };
        RouterExposure router = new()
        {
            ComputerName = examined,
            WanAddress = "203.0.113.1",
            MeasuredAddresses = ["203.0.113.77", "2001:db8::77"],
            Practice = practice,
            Identity = new RouterIdentity { Model = Box, Confidence = Confidence.High },
        };

        Assert.Equal(expected, AccountRule.MayGetAccount(examined, IPAddress.Parse(address), router, practice));
    }

    [Fact]
    public void A_certificate_alone_has_to_be_shown_too() => Assert.False(AccountRule.MayGetAccount(
        "203.0.113.1", IPAddress.Parse("203.0.113.1"), null, new Practice { PracticeId = "A", RouterCertificate = new string('a', 64) }));

    [Fact]
    public void An_examined_name_stays_a_name_at_its_address() => Assert.False(AccountRule.MayGetAccount(
        "203.0.113.1", IPAddress.Parse("203.0.113.1"), new RouterExposure { ComputerName = "praxis.example", WanAddress = "203.0.113.1" }, null));
}
