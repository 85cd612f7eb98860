// SPDX-License-Identifier: MIT
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Fleet.Inventory;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Inventory;

/// <summary>A run that is resumed compares practices by all addresses of a name, as one that was not interrupted does.</summary>
public sealed class ResumedComparisonTests
{
    /// <summary>The name of A leads to two addresses; the ledger has the first, and B has the second.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("203.0.113.1")]
    public async Task A_further_address_of_a_practice_that_was_checked_before_is_compared_too(string? checkedAt)
    {
        Practice a = new() { PracticeId = "A", WanAddress = "a.dyndns.example" }, b = new() { PracticeId = "B", WanAddress = "203.0.113.2" };

        await CommonAddresses.MarkAsync(
            [a, b],
            [b],
            practice => practice.PracticeId == "A" ? checkedAt : null,
            (_, _) => Task.FromResult(new[] { IPAddress.Parse("203.0.113.1"), IPAddress.Parse("203.0.113.2") }),
            CancellationToken.None);

        Assert.True(b.IsAddressContested());
    }
}
