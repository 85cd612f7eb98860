// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using Xunit;

namespace PracticeNetSec.Tests.Breach;

public sealed class BreachDeadlineTests
{
    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    // The literature's own example: holidays count, the hour of the event does not.
    [InlineData("2020-12-22T12:17+01:00", "2020-12-22T13:00+01:00", "2020-12-25T13:00+01:00")]
    // Celle.
    [InlineData("2019-10-14T10:00+02:00", "2019-10-14T11:00+02:00", "2019-10-17T11:00+02:00")]
    // On the full hour that hour is the hour of the event.
    [InlineData("2019-10-14T00:00+02:00", "2019-10-14T01:00+02:00", "2019-10-17T01:00+02:00")]
    [InlineData("2019-10-14T23:59:59+02:00", "2019-10-15T00:00+02:00", "2019-10-18T00:00+02:00")]
    // Clocks go forward on 2026-03-29: 72 elapsed hours end an hour later on the wall.
    [InlineData("2026-03-27T10:30+01:00", "2026-03-27T11:00+01:00", "2026-03-30T12:00+02:00")]
    // Clocks go back on 2026-10-25.
    [InlineData("2026-10-23T10:30+02:00", "2026-10-23T11:00+02:00", "2026-10-26T10:00+01:00")]
    // In the hour that comes twice.
    [InlineData("2026-10-25T02:30+02:00", "2026-10-25T02:00+01:00", "2026-10-28T02:00+01:00")]
    // Told in another zone, shown in Berlin's.
    [InlineData("2020-12-22T11:17Z", "2020-12-22T13:00+01:00", "2020-12-25T13:00+01:00")]
    public void The_period_runs_72_hours_from_the_next_full_hour(string aware, string starts, string deadline)
    {
        BreachDeadline result = BreachDeadline.Calculate(At(aware), At(aware));

        Assert.True(At(starts).EqualsExact(result.Starts), $"starts {result.Starts:O}");
        Assert.True(At(deadline).EqualsExact(result.Deadline), $"ends {result.Deadline:O}");
        Assert.Equal(TimeSpan.FromHours(72), result.Deadline - result.Starts);
    }

    [Theory]
    [InlineData("2020-12-22T12:17+01:00", "NI", null)]
    // Monday: Tuesday and Wednesday are working days.
    [InlineData("2019-10-14T10:00+02:00", "NI", null)]
    // Friday: Monday and Tuesday must fit in.
    [InlineData("2026-06-12T14:00+02:00", "NI", "2026-06-17T00:00+02:00")]
    // Thursday before All Saints' on a Sunday: Friday and Monday.
    [InlineData("2026-10-29T09:00+01:00", "BY", "2026-11-03T00:00+01:00")]
    // Maundy Thursday: Good Friday and Easter Monday do not count.
    [InlineData("2026-04-02T09:00+02:00", "NI", "2026-04-09T00:00+02:00")]
    // Buß- und Bettag only in Saxony.
    [InlineData("2026-11-16T09:00+01:00", "SN", "2026-11-20T00:00+01:00")]
    [InlineData("2026-11-16T09:00+01:00", "NI", null)]
    [InlineData("2026-12-23T09:00+01:00", "NI", "2026-12-29T00:00+01:00")]
    // Reformation Day 2025 was a Friday: a working day in Bavaria, none in Lower Saxony.
    [InlineData("2025-10-29T09:00+01:00", "BY", null)]
    [InlineData("2025-10-29T09:00+01:00", "NI", "2025-11-04T00:00+01:00")]
    public void Two_working_days_are_shown_as_disputed_only_where_they_change_the_end(string aware, string land, string? disputed)
    {
        BreachDeadline result = BreachDeadline.Calculate(At(aware), At(aware), land);

        Assert.Equal(disputed is null ? null : At(disputed), result.DisputedDeadline);
    }

    [Fact]
    public void What_remains_is_counted_from_now_and_turns_negative()
    {
        Assert.Equal(TimeSpan.FromHours(1), BreachDeadline.Calculate(At("2020-12-22T12:17+01:00"), At("2020-12-25T11:00Z")).Remaining);
        Assert.Equal(TimeSpan.FromHours(-1), BreachDeadline.Calculate(At("2020-12-22T12:17+01:00"), At("2020-12-25T13:00Z")).Remaining);
    }

    [Fact]
    public void An_unknown_Land_is_an_error_that_names_the_sixteen()
    {
        InputException error = Assert.Throws<InputException>(() => BreachDeadline.Calculate(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, "XX"));
        Assert.Equal("UnknownLand", error.Id);
        Assert.Contains("NI", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", 1)]
    [InlineData("2026-03-29T01:00:00Z", 2)]
    [InlineData("2026-10-25T00:59:59Z", 2)]
    [InlineData("2026-10-25T01:00:00Z", 1)]
    public void Without_zone_data_the_directive_itself_gives_summer_time(string instant, int offset) =>
        Assert.Equal(offset, TimeZoneInfo.ConvertTime(At(instant), GermanTime.Stated()).Offset.Hours);
}
