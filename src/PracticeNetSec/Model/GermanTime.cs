// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Model;

/// <summary>Legal time in Germany: Europe/Berlin, whatever the zone of the machine.</summary>
internal static class GermanTime
{
    private static readonly TimeZoneInfo Zone = Find();

    /// <summary>The same instant with Berlin's offset.</summary>
    public static DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The instant at which clocks in Berlin show this; for the hour that comes twice, its standard-time half.</summary>
    public static DateTimeOffset AtWallClock(DateTime local)
    {
        DateTime unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(unspecified, Zone.GetUtcOffset(unspecified));
    }

    /// <summary>The first instant at which clocks in Berlin show this.</summary>
    public static DateTimeOffset EarliestAtWallClock(DateTime local)
    {
        DateTime unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (!Zone.IsAmbiguousTime(unspecified))
        {
            return AtWallClock(local);
        }

        TimeSpan[] offsets = Zone.GetAmbiguousTimeOffsets(unspecified);
        return new DateTimeOffset(unspecified, offsets[0] > offsets[1] ? offsets[0] : offsets[1]);
    }

    /// <summary>True in the hour that the change to summer time leaves out.</summary>
    public static bool IsLeftOut(DateTime local) => Zone.IsInvalidTime(DateTime.SpecifyKind(local, DateTimeKind.Unspecified));

    // .NET Framework knows the Windows id only, .NET without ICU on Linux the IANA id only.
    private static TimeZoneInfo Find()
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        }
        catch (Exception missing) when (missing is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return FindByWindowsId();
        }
    }

    private static TimeZoneInfo FindByWindowsId()
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById("W. Europe Standard Time");
        }
        catch (Exception missing) when (missing is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            // A minimal container may ship no zone data at all: the rule of Directive 2000/84/EC is short enough to state.
            return Stated();
        }
    }

    /// <summary>Summer time from the last Sunday of March to the last Sunday of October, at 01:00 UTC (Directive 2000/84/EC).</summary>
    internal static TimeZoneInfo Stated()
    {
        TimeZoneInfo.TransitionTime spring = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday);
        TimeZoneInfo.TransitionTime autumn = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday);
        TimeZoneInfo.AdjustmentRule rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            new DateTime(1996, 1, 1), DateTime.MaxValue.Date, TimeSpan.FromHours(1), spring, autumn);
        return TimeZoneInfo.CreateCustomTimeZone("Europe/Berlin", TimeSpan.FromHours(1), "Berlin", "CET", "CEST", new[] { rule });
    }
}
