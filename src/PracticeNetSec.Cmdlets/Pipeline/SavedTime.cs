// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>
/// Times as deserialized: CLIXML and Windows PowerShell's JSON save a DateTimeOffset or TimeSpan as its properties,
/// PowerShell 7's JSON as ISO 8601 text or a DateTime.
/// </summary>
internal static class SavedTime
{
    /// <exception cref="FormatException">The saved value is not a time.</exception>
    public static object Restore(object saved, Type wanted)
    {
        if (wanted == typeof(TimeSpan))
        {
            return saved switch
            {
                string text => TimeSpan.Parse(text, CultureInfo.InvariantCulture),
                _ => TimeSpan.FromTicks(Ticks(saved, "Ticks")),
            };
        }

        DateTimeOffset time = saved switch
        {
            DateTimeOffset offset => offset,
            DateTime moment => moment.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(moment, TimeSpan.Zero) : new DateTimeOffset(moment),
            string text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            _ => FromProperties((PSObject)saved),
        };
        // Without the cast both sides would become a DateTimeOffset.
        return wanted == typeof(DateTime) ? (object)time.DateTime : time;
    }

    private static DateTimeOffset FromProperties(PSObject saved)
    {
        object? offset = saved.Properties["Offset"]?.Value;
        TimeSpan shift = offset is null ? TimeSpan.Zero : (TimeSpan)(offset is PSObject { BaseObject: TimeSpan span } ? span : Restore(offset, typeof(TimeSpan)));
        return new DateTimeOffset(Ticks(saved, "UtcTicks"), TimeSpan.Zero).ToOffset(shift);
    }

    private static long Ticks(object saved, string name) => saved switch
    {
        TimeSpan span => span.Ticks,
        long number => number,
        PSObject properties when properties.Properties[name] is PSPropertyInfo ticks => Convert.ToInt64(ticks.Value, CultureInfo.InvariantCulture),
        _ => throw new FormatException($"'{saved}' is no time"),
    };
}
