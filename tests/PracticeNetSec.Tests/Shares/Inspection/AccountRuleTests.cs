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
    public void A_public_address_behind_a_name_does_not_get_it(string name, string address, bool expected) =>
        Assert.Equal(expected, AccountRule.MayGetAccount(name, IPAddress.Parse(address), null, null));

    [Theory]
    [InlineData(Box, true)]
    [InlineData("FRITZ!Box 7590", false)]
    [InlineData(null, false)]
    public void A_practice_whose_inventory_can_confirm_it_gets_it_once_its_router_was_identified(string? shown, bool expected)
    {
        Practice practice = new() { PracticeId = "A", WanAddress = "praxis.example", RouterModel = Box };
        RouterExposure router = new() { ComputerName = "praxis.example", Practice = practice, Identity = new RouterIdentity { Model = shown, Confidence = Confidence.High } };

        Assert.Equal(expected, AccountRule.MayGetAccount("203.0.113.1", IPAddress.Parse("203.0.113.1"), router, practice));
        Assert.False(AccountRule.MayGetAccount("203.0.113.1", IPAddress.Parse("203.0.113.1"), null, practice));
    }

    [Fact]
    public void An_examined_name_stays_a_name_at_its_address() => Assert.False(AccountRule.MayGetAccount(
        "203.0.113.1", IPAddress.Parse("203.0.113.1"), new RouterExposure { ComputerName = "praxis.example", WanAddress = "203.0.113.1" }, null));
}
