// SPDX-License-Identifier: MIT
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Fleet.Inventory;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Inventory;

/// <summary>Practices of one inventory at one address: by the address, by a name, and by names that lead to it.</summary>
public sealed class CommonAddressesTests
{
    [Theory]
    [InlineData("203.0.113.1", "203.0.113.1", null, null, true)]
    [InlineData("praxis.example", "PRAXIS.example", null, null, true)]
    [InlineData("2001:db8::1", "2001:db8::1", null, null, false)] // no provider shares it
    [InlineData("192.168.178.1", "192.168.178.1", null, null, false)]
    [InlineData("", "", null, null, false)]
    [InlineData("203.0.113.1", "203.0.113.1", "AB-12", "ab12", false)] // behind one router
    [InlineData("203.0.113.1", "203.0.113.1", "AB12", "CD34", true)]
    [InlineData("203.0.113.1", "203.0.113.2", null, null, false)]
    [InlineData(null, null, null, null, false)]
    public void Practices_at_one_address_name_each_other(string? first, string? second, string? serial, string? other, bool expected)
    {
        Practice a = new() { PracticeId = "A", WanAddress = first, RouterSerialNumber = serial }, b = new() { PracticeId = "B", WanAddress = second, RouterSerialNumber = other };

        CommonAddresses.Mark([a, b]);
        CommonAddresses.Mark([a, b]);

        Assert.Equal(expected ? ["B"] : [], a.SharesAddressWith);
        Assert.Equal(expected ? ["A"] : [], b.SharesAddressWith);
    }

    /// <summary>Two dynamic names that lead to one address are one line, also where the inventory has the address itself for the other.</summary>
    [Theory]
    [InlineData("a.dyndns.example", "b.dyndns.example", "203.0.113.1", "203.0.113.1", true)]
    [InlineData("a.dyndns.example", "203.0.113.1", "203.0.113.1", null, true)]
    [InlineData("a.dyndns.example", "b.dyndns.example", "203.0.113.1", "203.0.113.2", false)]
    [InlineData("a.dyndns.example", "b.dyndns.example", "203.0.113.1", null, false)] // no such name
    [InlineData("a.dyndns.example", "b.dyndns.example", "10.0.0.1", "10.0.0.1", false)]
    public async Task Names_of_practices_that_lead_to_one_address_name_each_other(string first, string second, string? ofFirst, string? ofSecond, bool expected)
    {
        Practice a = new() { PracticeId = "A", WanAddress = first }, b = new() { PracticeId = "B", WanAddress = second };

        await CommonAddresses.MarkAsync(
            [a, b],
            (name, _) => (name == first ? ofFirst : ofSecond) is string address ? Task.FromResult(new[] { IPAddress.Parse(address) }) : throw new InputException(HostAddress.NameNotResolved, "No such name."),
            CancellationToken.None);

        Assert.Equal(expected ? ["B"] : [], a.SharesAddressWith);
        Assert.Equal(expected ? [second] : [], b.CommonAddresses);
    }
}
