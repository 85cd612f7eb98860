// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
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
            [a, b],
            _ => null,
            (name, _) => (name == first ? ofFirst : ofSecond) is string address ? Task.FromResult(new[] { IPAddress.Parse(address) }) : throw NoSuchName(),
            CancellationToken.None);

        Assert.Equal(expected ? ["B"] : [], a.SharesAddressWith);
        Assert.Equal(expected ? [second] : [], b.CommonAddresses);
    }

    /// <summary>Seen: two practices at one address, whose names the name server left unanswered, were not shared by anyone.</summary>
    [Fact]
    public async Task A_name_that_was_not_looked_up_in_time_is_not_taken_for_an_address_of_ones_own()
    {
        Practice a = new() { PracticeId = "A", WanAddress = "a.dyndns.example", FurtherWanAddresses = ["198.51.100.7"] }, b = new() { PracticeId = "B", WanAddress = "203.0.113.1" };

        string[] missing = await CommonAddresses.MarkAsync(
            [a, b],
            [a, b],
            _ => null,
            async (_, stop) =>
            {
                await Task.Delay(Timeout.Infinite, stop);
                return [];
            },
            TimeSpan.FromMilliseconds(50),
            CancellationToken.None);

        Assert.Equal(["a.dyndns.example"], missing);
        Assert.Equal((true, false), (a.IsAddressContested(), b.IsAddressContested()));
        Assert.Equal(["a.dyndns.example"], a.UncomparedAddresses);
    }

    /// <summary>A look-up that fails says nothing; a name that does not exist has no address to share.</summary>
    [Theory]
    [InlineData(SocketError.TryAgain, true)]
    [InlineData(SocketError.NoRecovery, true)]
    [InlineData(SocketError.HostNotFound, false)]
    [InlineData(SocketError.NoData, false)]
    public async Task A_name_whose_look_up_failed_is_not_compared(SocketError error, bool expected)
    {
        Practice a = new() { PracticeId = "A", WanAddress = "a.dyndns.example" }, b = new() { PracticeId = "B", WanAddress = "203.0.113.1" };

        await CommonAddresses.MarkAsync([a, b], [a, b], _ => null, (_, _) => throw new InputException(HostAddress.NameNotResolved, "", new SocketException((int)error)), CancellationToken.None);

        Assert.Equal(expected, a.IsAddressContested());
    }

    /// <summary>Many names at a slow name server need more time than one that does not answer may take.</summary>
    [Fact]
    public async Task The_time_for_a_name_server_that_does_not_answer_begins_again_with_each_answer()
    {
        Practice[] practices = Enumerable.Range(0, 640).Select(number => new Practice { PracticeId = $"P{number}", WanAddress = $"p{number}.dyndns.example" }).ToArray();

        string[] missing = await CommonAddresses.MarkAsync(
            practices,
            practices,
            _ => null,
            async (_, stop) =>
            {
                await Task.Delay(500, stop); // ten rounds of 64 take 5 s
                return [IPAddress.Parse("203.0.113.1")];
            },
            TimeSpan.FromSeconds(4),
            CancellationToken.None);

        Assert.Empty(missing);
        Assert.All(practices, practice => Assert.Equal(639, practice.SharesAddressCount));
    }

    /// <summary>A session that checks a part of the fleet knows nothing of the practices of the other sessions.</summary>
    [Fact]
    public async Task What_could_not_be_compared_before_stays_so_where_the_name_is_found_now()
    {
        Practice a = new() { PracticeId = "A", WanAddress = "a.dyndns.example", UncomparedAddresses = ["a.dyndns.example"] }, b = new() { PracticeId = "B", WanAddress = "203.0.113.2" };

        await CommonAddresses.MarkAsync([a, b], [a, b], _ => null, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("203.0.113.1")]), CancellationToken.None);

        Assert.True(a.IsAddressContested());
    }

    [Fact]
    public async Task Nothing_is_looked_up_where_nothing_is_left_to_check()
    {
        Practice[] practices = [new() { PracticeId = "A", WanAddress = "a.dyndns.example" }, new() { PracticeId = "B", WanAddress = "b.dyndns.example" }];
        List<string> asked = [];

        await CommonAddresses.MarkAsync(practices, [], _ => null, Ask, CancellationToken.None);
        await CommonAddresses.MarkAsync(practices[..1], practices[..1], _ => null, Ask, CancellationToken.None);

        Assert.Empty(asked);

        Task<IPAddress[]> Ask(string name, CancellationToken stop)
        {
            asked.Add(name);
            return Task.FromResult<IPAddress[]>([]);
        }
    }

    /// <summary>A resumed run knows at which address it checked a practice: that address is compared beside those of its name.</summary>
    [Fact]
    public async Task A_practice_that_was_checked_already_is_compared_by_the_address_of_that_check()
    {
        Practice done = new() { PracticeId = "A", WanAddress = "a.dyndns.example" }, left = new() { PracticeId = "B", WanAddress = "b.dyndns.example" };
        List<string> asked = [];

        await CommonAddresses.MarkAsync(
            [done, left],
            [left],
            practice => practice == done ? "203.0.113.1" : null,
            (name, _) =>
            {
                asked.Add(name);
                return Task.FromResult<IPAddress[]>([IPAddress.Parse(name.StartsWith('a') ? "203.0.113.9" : "203.0.113.1")]);
            },
            CancellationToken.None);

        Assert.Equal(["a.dyndns.example", "b.dyndns.example"], asked);
        Assert.Equal(["A"], left.SharesAddressWith);
    }

    /// <summary>What is allocated does not depend on the machine: four times as many practices need about four times as much.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("AB-12")] // half of them behind one router
    public void The_work_for_practices_at_one_address_grows_with_their_number(string? serial)
    {
        Allocated(500, serial);
        double few = Allocated(500, serial), many = Allocated(2000, serial);

        Assert.InRange(many / few, 2, 6);
    }

    private static double Allocated(int count, string? serial)
    {
        Practice[] practices = Enumerable.Range(0, count).Select(number => new Practice { PracticeId = $"P{number}", WanAddress = "203.0.113.1", RouterSerialNumber = number % 2 == 0 ? serial : null }).ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();

        CommonAddresses.Mark(practices);

        Assert.Equal(count - 1, practices[1].SharesAddressCount);
        Assert.Equal(serial is null ? count - 1 : count / 2, practices[0].SharesAddressCount);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static InputException NoSuchName() => new(HostAddress.NameNotResolved, "No such name.", new SocketException((int)SocketError.HostNotFound));
}
