// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting.Documents;

namespace PracticeNetSec.Reporting.Records;

/// <summary>Writes the end of the period as a calendar file (RFC 5545) with two alarms before it.</summary>
public static class CalendarReport
{
    // RFC 5545 section 3.1: lines of at most 75 octets without the line break.
    private const int MaxOctets = 75;

    private static readonly int[] AlarmHours = { 24, 4 };

    /// <summary>True where there is a date to enter: a period that runs, and was not answered by a notification or the reasons for none.</summary>
    /// <param name="report">The report.</param>
    public static bool HasDates(BreachReport report) => report.Deadline is not null && report.Incident is not { NotifiedAt: not null } and not { NoNotificationReason: not null };

    /// <summary>Writes the file.</summary>
    /// <param name="output">Receives it; stays open.</param>
    /// <param name="report">The report; without a date the calendar is empty.</param>
    /// <param name="language"><c>de</c> or <c>en</c>.</param>
    /// <exception cref="InputException"><c>UnknownLanguage</c>: there are no texts in that language.</exception>
    public static void Write(TextWriter output, BreachReport report, string language)
    {
        ReportTexts texts = ReportTexts.For(language);
        Line(output, "BEGIN:VCALENDAR");
        Line(output, "VERSION:2.0");
        Line(output, "PRODID:-//PracticeNetSec//Breach report//" + texts.Language.ToUpperInvariant());
        if (HasDates(report))
        {
            Event(output, report, report.Deadline!, texts);
        }

        Line(output, "END:VCALENDAR");
    }

    private static void Event(TextWriter output, BreachReport report, BreachDeadline deadline, ReportTexts texts)
    {
        string summary = texts["calendar.summary", DocumentOutline.NameOf(report)];
        Line(output, "BEGIN:VEVENT");
        Line(output, $"UID:{ReportFiles.SafeName(report.PracticeId, "practice")}-{Utc(deadline.Deadline)}@practicenetsec");
        Line(output, "DTSTAMP:" + Utc(report.CreatedAt));
        Line(output, "DTSTART:" + Utc(deadline.Deadline));
        Line(output, "SUMMARY:" + Escaped(summary));
        Line(output, "DESCRIPTION:" + Escaped(texts[report.DeadlineAssumed ? "calendar.assumed" : "calendar.stated", texts.Moment(deadline.AwareAt), texts.Moment(deadline.Deadline)]));
        Line(output, "TRANSP:TRANSPARENT");
        Line(output, "CLASS:CONFIDENTIAL");
        foreach (int hours in AlarmHours)
        {
            Line(output, "BEGIN:VALARM");
            Line(output, "ACTION:DISPLAY");
            Line(output, FormattableString.Invariant($"TRIGGER:-PT{hours}H"));
            Line(output, "DESCRIPTION:" + Escaped(summary));
            Line(output, "END:VALARM");
        }

        Line(output, "END:VEVENT");
    }

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    // RFC 5545 section 3.3.11.
    private static string Escaped(string text) => new StringBuilder(text).Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,").Replace("\r", "").Replace("\n", "\\n").ToString();

    // A fold may not split a character's octets.
    private static void Line(TextWriter output, string text)
    {
        int octets = 0;
        foreach (string character in Characters(text))
        {
            int length = Encoding.UTF8.GetByteCount(character);
            if (octets + length > MaxOctets)
            {
                output.Write("\r\n ");
                octets = 1;
            }

            output.Write(character);
            octets += length;
        }

        output.Write("\r\n");
    }

    private static string[] Characters(string text) => Enumerable.Range(0, text.Length)
        .Where(index => !char.IsLowSurrogate(text[index]))
        .Select(index => text.Substring(index, char.IsHighSurrogate(text[index]) && index + 1 < text.Length ? 2 : 1))
        .ToArray();
}
