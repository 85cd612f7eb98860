// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Breach;

/// <summary>Public holidays of a Land, for any year.</summary>
internal static class Holidays
{
    private static readonly Lazy<HolidayRule[]> Rules = new(() => EmbeddedData.Read<HolidayFile>("holidays.json").Holidays);

    /// <summary>The holidays of one year in date order; only those of all Germany when the Land is not known.</summary>
    /// <param name="land">Two-letter code, or null.</param>
    /// <param name="year">Year of the Gregorian calendar.</param>
    public static IReadOnlyList<(DateTime Date, string Name)> In(string? land, int year) => Rules.Value
        .Where(rule => rule.HoldsIn(land ?? "", year))
        .Select(rule => (rule.DateIn(year), rule.Name))
        .OrderBy(day => day.Item1)
        .ToArray();

    /// <summary>Neither Saturday, Sunday nor holiday (Reg. 1182/71 Art. 2(2)).</summary>
    public static bool IsWorkingDay(DateTime date, string? land) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !In(land, date.Year).Any(holiday => holiday.Date == date.Date);

    private sealed class HolidayFile
    {
        [JsonProperty(Required = Required.Always)]
        public HolidayRule[] Holidays { get; set; } = Array.Empty<HolidayRule>();
    }
}
