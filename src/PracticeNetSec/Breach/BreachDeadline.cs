// SPDX-License-Identifier: MIT
using System;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Breach;

/// <summary>
/// Until when a breach must be notified. All times are legal time in Germany. The hours are counted by Regulation
/// (EEC, Euratom) 1182/71 Art. 3: the hour of the event does not count, Saturdays, Sundays and holidays do.
/// </summary>
public sealed class BreachDeadline
{
    private const int WorkingDaysByParagraph5 = 2;

    /// <summary>Since when there is a duty to notify (Art. 99(2) GDPR).</summary>
    internal static readonly DateTimeOffset GdprApplies = new(2018, 5, 25, 0, 0, 0, TimeSpan.FromHours(2));

    private static readonly Lazy<BreachRule> Law = new(() => EmbeddedData.Read<BreachRule>("breach-rule.json"));

    /// <summary>When the practice became aware of the breach.</summary>
    public DateTimeOffset AwareAt { get; set; }

    /// <summary>When the period starts: the first full hour after the hour of <see cref="AwareAt"/>.</summary>
    public DateTimeOffset Starts { get; set; }

    /// <summary>When the period ends.</summary>
    public DateTimeOffset Deadline { get; set; }

    /// <summary>Time left at the moment of the calculation; negative once the period is over.</summary>
    public TimeSpan Remaining { get; set; }

    /// <summary>
    /// The later end that some derive from Art. 3(5) (at least two working days); null where it makes no difference.
    /// Authorities (BayLfD, LDI NRW) hold that it does not apply to hours: do not rely on it.
    /// </summary>
    public DateTimeOffset? DisputedDeadline { get; set; }

    /// <summary>Why <see cref="DisputedDeadline"/> is not to be relied on; null where there is none.</summary>
    public string? DisputedNote { get; set; }

    /// <summary>The Land whose holidays the disputed date was found with; null when only those of all Germany counted.</summary>
    public string? Land { get; set; }

    /// <summary>The norms the calculation rests on.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Length of the period, in hours, by the law in force.</summary>
    public static int Hours => Law.Value.Hours;

    /// <summary>From which risk on the law demands the notification: <c>Risk</c> today, <c>HighRisk</c> in the proposed law.</summary>
    public static string Threshold => Law.Value.Threshold;

    /// <summary>Calculates the deadline.</summary>
    /// <param name="awareAt">When the practice became aware, with offset.</param>
    /// <param name="now">The moment <see cref="Remaining"/> is counted from.</param>
    /// <param name="land">Two-letter code for the holidays of the disputed date; null counts Germany-wide ones only.</param>
    /// <exception cref="InputException">
    /// <c>UnknownLand</c>: there is no such Land; <c>InvalidAwarenessTime</c>: in the future, or before the GDPR applied.
    /// </exception>
    public static BreachDeadline Calculate(DateTimeOffset awareAt, DateTimeOffset now, string? land = null)
    {
        if (awareAt > now || awareAt < GdprApplies)
        {
            throw new InputException(
                "InvalidAwarenessTime",
                FormattableString.Invariant($"Nobody became aware at {awareAt:yyyy-MM-dd HH:mm zzz}: give a time between {GdprApplies:yyyy-MM-dd} (Art. 99(2) GDPR) and now."));
        }

        string? code = land is null ? null : SupervisoryAuthority.Get(land).Land;
        DateTimeOffset aware = GermanTime.At(awareAt);

        // Berlin's offset is a whole number of hours, so the full hour can be found on the UTC clock, which has no
        // summer time: 72 elapsed hours stay 72 (Art. 3(1) and 3(2)(a)).
        DateTime utc = aware.UtcDateTime;
        DateTimeOffset starts = new(new DateTime(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, DateTimeKind.Utc).AddHours(1));
        DateTimeOffset deadline = GermanTime.At(starts.AddHours(Hours));
        DateTimeOffset? disputed = Paragraph5(GermanTime.At(starts), deadline, code);
        return new BreachDeadline
        {
            Land = code,
            AwareAt = aware,
            Starts = GermanTime.At(starts),
            Deadline = deadline,
            Remaining = deadline - now,
            DisputedDeadline = disputed,
            DisputedNote = disputed is null ? null : "Disputed: Art. 3(5) of Regulation 1182/71. Authorities (BayLfD, LDI NRW) do not apply it to hours. Do not rely on it.",
            Rule = Law.Value.Rule,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Deadline:yyyy-MM-dd HH:mm zzz}";

    // A working day is counted when it lies wholly in the period; the literature that applies Art. 3(5) at all
    // lets the period end with the second of them.
    private static DateTimeOffset? Paragraph5(DateTimeOffset starts, DateTimeOffset deadline, string? land)
    {
        DateTime day = starts.TimeOfDay == TimeSpan.Zero ? starts.Date : starts.Date.AddDays(1);
        for (int workingDays = 0; ; day = day.AddDays(1))
        {
            if (Holidays.IsWorkingDay(day, land) && ++workingDays == WorkingDaysByParagraph5)
            {
                DateTimeOffset end = GermanTime.AtWallClock(day.AddDays(1));
                return end > deadline ? end : null;
            }
        }
    }

    private sealed class BreachRule
    {
        [JsonProperty(Required = Required.Always)]
        public int Hours { get; set; }

        [JsonProperty(Required = Required.Always)]
        public string Threshold { get; set; } = "";

        [JsonProperty(Required = Required.Always)]
        public string Rule { get; set; } = "";
    }
}
