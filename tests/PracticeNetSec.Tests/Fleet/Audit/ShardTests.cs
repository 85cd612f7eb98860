// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Fleet.Audit;

/// <summary>Every practice is in exactly one part of the fleet, by its id alone.</summary>
public sealed class ShardTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(1024)]
    public void Every_id_is_in_exactly_one_part_of_about_the_same_size(int count)
    {
        Shard[] shards = [.. Enumerable.Range(1, count).Select(number => Shard.Parse($"{number}/{count}"))];
        int[] sizes = new int[count];
        int ids = Math.Max(2000, count * 4);
        for (int id = 0; id < ids; id++)
        {
            sizes[Array.IndexOf(shards, Assert.Single(shards, shard => shard.Contains($"P-{id}")))]++;
        }

        Assert.Equal(ids, sizes.Sum());
        Assert.True(count > 8 || sizes.Min() > ids / count * 0.8, string.Join(' ', sizes));
    }

    /// <summary>As the documentation states it, so that any scheduler can compute it; with values that were computed with another library.</summary>
    [Theory]
    [InlineData("P-1", 8)]
    [InlineData("PRAXIS-00042", 16)]
    [InlineData("Praxis Müller", 3)]
    public void The_part_is_computed_as_documented(string id, int count)
    {
        string hexadecimal = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id.ToUpperInvariant())))[..16];
        ulong expected = (ulong.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture) % (ulong)count) + 1;

        Assert.True(Shard.Parse($"{expected}/{count}").Contains(id));
    }

    [Theory]
    [InlineData("p-1", "P-1")]
    [InlineData("praxis müller", "PRAXIS MÜLLER")]
    public void Small_and_capital_letters_are_the_same(string one, string other)
    {
        Shard shard = Enumerable.Range(1, 8).Select(number => Shard.Parse($"{number}/8")).Single(shard => shard.Contains(one));

        Assert.True(shard.Contains(other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("0/8")]
    [InlineData("9/8")]
    [InlineData("-1/8")]
    [InlineData("1/0")]
    [InlineData("1/1025")]
    [InlineData("1/8/2")]
    [InlineData("a/b")]
    [InlineData("1.5/8")]
    public void What_is_no_part_is_refused(string text) => Assert.Equal("InvalidShard", Assert.Throws<InputException>(() => Shard.Parse(text)).Id);

    [Fact]
    public void A_population_has_the_members_of_its_part_and_misses_no_other()
    {
        string[] ids = [.. Enumerable.Range(0, 100).Select(number => $"P-{number}")];
        KeyValuePair<string, string>[] before = [.. ids.Concat(["gone-1", "gone-2", "gone-3"]).Select(id => new KeyValuePair<string, string>(id, id))];
        List<string> members = [];
        List<string> missing = [];
        for (int number = 1; number <= 4; number++)
        {
            RunPopulation population = new(Shard.Parse($"{number}/4"));
            foreach (string id in ids)
            {
                Assert.True(population.TryAdd(new Practice { PracticeId = id, WanAddress = "203.0.113.7" }));
            }

            population.AddUnusable("Int32");
            population.AddMissing(before, []);
            Assert.Equal(100, population.Fleet.Count);
            members.AddRange(population.Practices.Select(practice => practice.PracticeId));
            missing.AddRange(population.Unchecked.Select(audit => audit.PracticeId));
        }

        Assert.Equal(ids.Order(), members.Order());
        Assert.Equal(new[] { "Int32 (101)", "gone-1", "gone-2", "gone-3" }.Order(), missing.Order());
    }

    [Fact]
    public void A_practice_that_is_passed_twice_is_reported_by_its_part_alone()
    {
        RunPopulation[] parts = [.. Enumerable.Range(1, 4).Select(number => new RunPopulation(Shard.Parse($"{number}/4")))];
        foreach (RunPopulation part in parts)
        {
            part.TryAdd(new Practice { PracticeId = "A" });
            part.TryAdd(new Practice { PracticeId = "a" });
        }

        Assert.Single(parts.SelectMany(part => part.Unchecked));
    }
}
