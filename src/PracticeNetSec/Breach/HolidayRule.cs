// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;

namespace PracticeNetSec.Breach;

/// <summary>One line of <c>Data/holidays.json</c>: a day of the year, or a distance from Easter, and where it holds.</summary>
internal sealed class HolidayRule
{
    [JsonProperty(Required = Required.Always)]
    public string Name { get; set; } = "";

    public int? Month { get; set; }

    public int? Day { get; set; }

    /// <summary>Days after Easter Sunday; negative before it.</summary>
    public int? Easter { get; set; }

    /// <summary>MM-dd: the last Wednesday before this day.</summary>
    public string? WednesdayBefore { get; set; }

    /// <summary>Codes of the Länder; all of them when empty.</summary>
    public string[] Lands { get; set; } = Array.Empty<string>();

    /// <summary>First year in which the day is a holiday there.</summary>
    public int? From { get; set; }

    /// <summary>Last year in which it was.</summary>
    public int? To { get; set; }

    public bool HoldsIn(string land, int year) => (Lands.Length == 0 || Lands.Contains(land, StringComparer.Ordinal))
        && year >= (From ?? int.MinValue)
        && year <= (To ?? int.MaxValue);

    public DateTime DateIn(int year)
    {
        if (Easter is int distance)
        {
            return EasterSunday(year).AddDays(distance);
        }

        if (WednesdayBefore is string day)
        {
            DateTime before = DateTime.ParseExact($"{year:D4}-{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
            int back = ((int)before.DayOfWeek - (int)DayOfWeek.Wednesday + 7) % 7;
            return before.AddDays(back == 0 ? -7 : -back);
        }

        return new DateTime(year, Month!.Value, Day!.Value);
    }

    /// <summary>The Gregorian Easter by Gauss's rule with the two exceptions folded in (Lichtenberg 1997).</summary>
    internal static DateTime EasterSunday(int year)
    {
        int century = year / 100;
        int moonCorrection = 15 + ((3 * century) + 3) / 4 - ((8 * century) + 13) / 25;
        int sunCorrection = 2 - ((3 * century) + 3) / 4;
        int lunarYear = year % 19;
        int seed = ((19 * lunarYear) + moonCorrection) % 30;
        int limit = (seed + (lunarYear / 11)) / 29;
        int fullMoon = 21 + seed - limit;
        int firstSunday = 7 - (year + (year / 4) + sunCorrection) % 7;
        int distance = 7 - (((fullMoon - firstSunday) % 7) + 7) % 7;
        return new DateTime(year, 3, 1).AddDays(fullMoon + distance - 1);
    }
}
