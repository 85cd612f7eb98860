// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Text;
using PracticeNetSec.Breach;
using PracticeNetSec.Fixtures;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Records;
using Xunit;

namespace PracticeNetSec.Tests.Reporting;

/// <summary>The calendar has the end of the period, and none where none runs.</summary>
public sealed class CalendarReportTests
{
    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public void The_end_of_the_period_is_an_event_in_UTC_with_two_alarms(string language)
    {
        string calendar = Written(CelleCase.Report(CelleCase.Aware, null, CelleCase.Server()), language);

        Assert.Contains("\r\nDTSTART:20191017T090000Z\r\n", calendar, StringComparison.Ordinal);
        Assert.Equal(2, calendar.Split("BEGIN:VALARM").Length - 1);
        Assert.StartsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", calendar, StringComparison.Ordinal);
        Assert.EndsWith("END:VCALENDAR\r\n", calendar, StringComparison.Ordinal);
        Assert.Equal(calendar.Split("BEGIN:").Length, calendar.Split("END:").Length);
    }

    [Fact]
    public void No_line_is_longer_than_75_octets_and_unfolding_gives_the_text()
    {
        BreachReport report = Incidents.Report(incident: new BreachIncident { PracticeName = "Praxis, Ärzte; " + new string('ü', 90), AwareAt = CelleCase.Aware });
        string calendar = Written(report, "de");

        Assert.All(calendar.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains("Praxis\\, Ärzte\\; " + new string('ü', 90), calendar.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', calendar.Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_period_or_after_the_notification_there_is_no_event()
    {
        Assert.All([CelleCase.Report(CelleCase.Aware), Incidents.Report(), CelleCase.OfEveryKind().Last()], report =>
        {
            Assert.False(CalendarReport.HasDates(report));
            Assert.DoesNotContain("VEVENT", Written(report, "de"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void An_assumed_awareness_is_called_so() =>
        Assert.Contains("Die Kenntnisnahme ist nicht angegeben", Written(CelleCase.Report(null, null, CelleCase.Server()), "de").Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);

    private static string Written(BreachReport report, string language)
    {
        using StringWriter writer = new();
        CalendarReport.Write(writer, report, language);
        return writer.ToString();
    }
}
