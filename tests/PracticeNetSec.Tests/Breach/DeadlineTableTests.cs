// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using FsCheck.Xunit;
using PracticeNetSec.Breach;
using Xunit;

namespace PracticeNetSec.Tests.Breach;

/// <summary>Worked examples over year ends, leap days and holidays of each Land, and what holds for every moment.</summary>
public sealed class DeadlineTableTests
{
    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2019-10-14T09:59+02:00", "2019-10-17T10:00+02:00")] // Celle; the report came on 2019-11-22
    [InlineData("2023-12-30T18:45+01:00", "2024-01-02T19:00+01:00")] // over the year's end
    [InlineData("2025-12-31T23:30+01:00", "2026-01-04T00:00+01:00")] // ends on a Sunday, and that stays so
    [InlineData("2024-02-27T08:15+01:00", "2024-03-01T09:00+01:00")] // leap day
    [InlineData("2027-02-26T08:15+01:00", "2027-03-01T09:00+01:00")]
    [InlineData("2027-03-27T23:10+01:00", "2027-03-31T01:00+02:00")] // clocks go forward on 2027-03-28
    [InlineData("2025-10-25T23:10+02:00", "2025-10-28T23:00+01:00")] // clocks go back on 2025-10-26
    public void The_period_ends(string aware, string end) =>
        Assert.True(At(end).EqualsExact(BreachDeadline.Calculate(At(aware), At(aware)).Deadline));

    [Theory]
    [InlineData("BE", "2027-03-05T10:00+01:00", "2027-03-11T00:00+01:00")] // Women's Day is a Monday
    [InlineData("BB", "2027-03-05T10:00+01:00", "2027-03-10T00:00+01:00")]
    [InlineData("BW", "2027-01-05T10:00+01:00", "2027-01-09T00:00+01:00")] // Epiphany is a Wednesday
    [InlineData("ST", "2027-01-05T10:00+01:00", "2027-01-09T00:00+01:00")]
    [InlineData("HH", "2027-01-05T10:00+01:00", null)]
    [InlineData("SL", "2028-08-14T10:00+02:00", "2028-08-18T00:00+02:00")] // Assumption Day is a Tuesday
    [InlineData("BY", "2028-08-14T10:00+02:00", null)] // a holiday in parts of Bavaria only
    [InlineData("TH", "2029-09-19T10:00+02:00", "2029-09-25T00:00+02:00")] // Children's Day is a Thursday
    [InlineData("SH", "2027-12-23T10:00+01:00", "2027-12-28T00:00+01:00")] // Christmas on a weekend
    [InlineData(null, "2029-12-28T10:00+01:00", "2030-01-03T00:00+01:00")] // over New Year
    public void The_disputed_date_depends_on_the_holidays_of_the_Land(string? land, string aware, string? disputed)
    {
        BreachDeadline result = BreachDeadline.Calculate(At(aware), At(aware), land);

        Assert.Equal(disputed is null ? null : At(disputed), result.DisputedDeadline);
        Assert.Equal(disputed is null, result.DisputedNote is null);
        Assert.Equal(land, result.Land);
    }

    [Property(MaxTest = 300)]
    public void For_every_moment_and_Land_72_hours_elapse_from_the_next_full_hour(uint minutes, byte land)
    {
        DateTimeOffset aware = At("2018-05-26T00:00Z").AddMinutes(minutes % (40u * 366 * 24 * 60));
        BreachDeadline result = BreachDeadline.Calculate(aware, aware, SupervisoryAuthority.All[land % 16].Land);

        Assert.InRange(result.Starts - aware, TimeSpan.FromTicks(1), TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromHours(72), result.Deadline - result.Starts);
        Assert.Equal(0, result.Deadline.Minute + result.Deadline.Second);
        Assert.True(result.DisputedDeadline is null || (result.DisputedDeadline > result.Deadline && result.DisputedDeadline.Value.TimeOfDay == TimeSpan.Zero));
    }
}
