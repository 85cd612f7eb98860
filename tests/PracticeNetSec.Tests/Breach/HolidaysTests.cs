// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Breach;
using Xunit;

namespace PracticeNetSec.Tests.Breach;

public sealed class HolidaysTests
{
    [Theory]
    [InlineData("1954-04-18")]
    [InlineData("1981-04-19")]
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2019-04-21")]
    [InlineData("2024-03-31")]
    [InlineData("2026-04-05")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    [InlineData("2076-04-19")]
    [InlineData("2285-03-22")]
    public void Easter_falls_on(string date)
    {
        DateTime expected = DateTime.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(expected, HolidayRule.EasterSunday(expected.Year));
    }

    [Theory]
    [InlineData("BW", 12)]
    [InlineData("BY", 12)]
    [InlineData("BE", 10)]
    [InlineData("BB", 12)]
    [InlineData("HB", 10)]
    [InlineData("HH", 10)]
    [InlineData("HE", 10)]
    [InlineData("MV", 11)]
    [InlineData("NI", 10)]
    [InlineData("NW", 11)]
    [InlineData("RP", 11)]
    [InlineData("SL", 12)]
    [InlineData("SN", 11)]
    [InlineData("ST", 11)]
    [InlineData("SH", 10)]
    [InlineData("TH", 11)]
    [InlineData(null, 9)]
    public void A_Land_has_so_many_holidays_in_2026(string? land, int count) =>
        Assert.Equal(count, Holidays.In(land, 2026).Count);

    [Theory]
    [InlineData(2022, 16)]
    [InlineData(2023, 22)]
    [InlineData(2026, 18)]
    [InlineData(2033, 16)]
    public void Buss_und_Bettag_is_the_Wednesday_before_23_November(int year, int day) =>
        Assert.Contains(Holidays.In("SN", year), holiday => holiday.Date == new DateTime(year, 11, day) && holiday.Name == "Buß- und Bettag");

    [Theory]
    [InlineData("BE", 2020, true)]
    [InlineData("BE", 2025, true)]
    [InlineData("BE", 2026, false)]
    [InlineData("BB", 2025, false)]
    public void In_Berlin_8_May_was_a_holiday_in_2020_and_2025(string land, int year, bool free) =>
        Assert.Equal(!free, Holidays.IsWorkingDay(new DateTime(year, 5, 8), land));

    [Fact]
    public void Reformation_Day_2017_was_a_holiday_everywhere() =>
        Assert.All(SupervisoryAuthority.All, authority => Assert.Contains(Holidays.In(authority.Land, 2017), day => day.Date == new DateTime(2017, 10, 31)));

    [Fact]
    public void Christmas_Eve_and_New_Years_Eve_are_working_days() =>
        Assert.True(Holidays.IsWorkingDay(new DateTime(2026, 12, 24), "NI") && Holidays.IsWorkingDay(new DateTime(2026, 12, 31), "NI"));

    [Fact]
    public void Every_authority_is_complete_and_its_Land_exists()
    {
        Assert.Equal(16, SupervisoryAuthority.All.Select(authority => authority.Land).Distinct().Count());
        foreach (SupervisoryAuthority authority in SupervisoryAuthority.All)
        {
            Assert.StartsWith("https://", authority.BreachFormUrl, StringComparison.Ordinal);
            Assert.Contains('@', authority.Mail);
            Assert.Matches("^0[0-9]+ [0-9]+$", authority.Phone);
            Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", authority.Checked);
            Assert.True(authority.Hint.Count is 0 or 2);
            Assert.Same(authority, SupervisoryAuthority.Get(authority.Land.ToLowerInvariant()));
        }
    }
}
