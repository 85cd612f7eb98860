// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Model;

/// <summary>Facts age: each data file that holds some states when they were checked, and must have been checked within a year.</summary>
public class DataAgeTests
{
    private const int MaxDays = 366;

    private static readonly string[] Ageing =
    [
        "advisories.json", "authorities.json", "breach-rule.json", "fingerprints.json", "form-orders.json", "guidelines.json", "holidays.json",
        "patient-data.json", "ports.json", "postal-codes.json", "share-names.json", "snmp-vendors.json", "windows-lifecycle.json",
    ];

    public static TheoryData<string> Checked => new(Dated());

    [Theory]
    [MemberData(nameof(Checked))]
    public void A_data_file_was_checked_within_a_year(string file)
    {
        DateTime today = TimeProvider.System.GetUtcNow().Date;
        string[] late = Late(Dates(file), today);

        Assert.True(late.Length == 0, Advice(file, late));
    }

    [Fact]
    public void Each_file_whose_facts_age_states_when_they_were_checked() =>
        Assert.Empty(Ageing.Except(Dated()));

    [Theory]
    [InlineData("2026-11-29", "2027-11-30", 0)]
    [InlineData("2026-11-29", "2027-12-01", 1)]
    [InlineData("2026-11-29", "2026-11-27", 1)] // A day to come was not a check
    public void A_check_counts_for_a_year(string day, string today, int late) =>
        Assert.Equal(late, Late([day], DateTime.Parse(today, CultureInfo.InvariantCulture)).Length);

    private static IEnumerable<string> Dated() => EmbeddedData.Names("").Where(name => name.EndsWith(".json", StringComparison.Ordinal) && Dates(name).Length > 0);

    /// <summary>The days that are too old, or that lie more than a time zone's day ahead.</summary>
    private static string[] Late(IEnumerable<string> days, DateTime today) => days
        .Where(day => (today - DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)).Days is > MaxDays or < -1)
        .Distinct()
        .Order()
        .ToArray();

    private static string Advice(string file, string[] late) =>
        $"src/PracticeNetSec/Data/{file} was last checked on {string.Join(", ", late)}, more than {MaxDays} days ago. "
        + "Compare each of its entries of that date with the source that the file names, correct what changed, and set \"checked\" to the day of the comparison.";

    /// <summary>Every date under the name <c>checked</c>, that of the file and those of its entries.</summary>
    private static string[] Dates(string file)
    {
        using JsonTextReader reader = new(new StreamReader(EmbeddedData.Open(file))) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader).SelectTokens("$..checked")
            .Select(token => token.Type == JTokenType.String ? (string)token! : "")
            .Where(text => DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            .ToArray();
    }
}
