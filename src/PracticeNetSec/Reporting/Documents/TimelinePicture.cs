// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Reporting.Markup;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>
/// The timeline: exposed since, found, aware, deadline, notified, patched, verified, in chronological order. Not to
/// scale, as stated in the figure. What is not known is drawn as not known, at its logical position.
/// </summary>
internal sealed class TimelinePicture : ReportPicture
{
    private const int RowHeight = 38;
    private const int Axis = 22;
    private const int Width = 400;
    private const int TextAt = 48;
    private const string FileTime = "found-file";

    private readonly ReportTexts _texts;
    private readonly Event[] _events;

    public TimelinePicture(BreachReport report, ReportTexts texts)
    {
        _texts = texts;
        _events = Ordered(Events(report)).ToArray();
    }

    public override string Title => _texts["timeline.title"];

    public override string Description => string.Join("; ", _events.Select(Words)) + ". " + _texts["timeline.scale"];

    public override void Draw(HtmlWriter html)
    {
        int height = (_events.Length * RowHeight) + 10;
        html.Element("svg", new[] { "viewBox", $"0 0 {Number(Width)} {Number(height)}", "role", "img", "class", "timeline", "aria-labelledby", "timeline-t timeline-d" }, () =>
        {
            html.Element("title", Title, "id", "timeline-t");
            html.Element("desc", Description, "id", "timeline-d");
            html.Element("line", "", "x1", Number(Axis), "y1", Number(RowHeight / 2), "x2", Number(Axis), "y2", Number(((_events.Length - 1) * RowHeight) + (RowHeight / 2)), "class", "axis");
            for (int index = 0; index < _events.Length; index++)
            {
                Row(html, _events[index], (index * RowHeight) + (RowHeight / 2));
            }
        });
        html.Element("p", _texts["timeline.scale"], "class", "small");
    }

    private void Row(HtmlWriter html, Event each, int y)
    {
        string look = each.Time is null ? "dot unknown" : each.Kind switch { "deadline" => "dot danger", "closed" or "verified" => "dot meant", _ => "dot" };
        html.Element("circle", "", "cx", Number(Axis), "cy", Number(y), "r", each.Kind == "deadline" ? "11" : "9", "class", look);
        html.Element("text", each.Time is null ? "?" : each.Kind switch { "deadline" => "!", "closed" or "verified" => "✓", _ => "•" }, "x", Number(Axis), "y", Number(y + 5), "text-anchor", "middle", "class", "mark");
        html.Element("text", _texts["timeline." + each.Kind], "x", Number(TextAt), "y", Number(y - 2), "class", "mark");
        html.Element("text", TimeOf(each), "x", Number(TextAt), "y", Number(y + 14));
    }

    private string Words(Event each) => $"{_texts["timeline." + each.Kind]}: {TimeOf(each)}";

    private string TimeOf(Event each) => each.Time is not DateTimeOffset time ? _texts["timeline.unknown"]
        : each.Kind == FileTime ? _texts["timeline.about", _texts.Moment(time)]
        : _texts.Moment(time);

    private static IEnumerable<Event> Events(BreachReport report)
    {
        yield return new Event("since", report.Incident?.OpenSince);
        yield return new Event(report.MeasuredTimeIsFiles ? FileTime : report.PreviousAt is null ? "found" : "measured", report.MeasuredUntil);
        yield return new Event(report.DeadlineAssumed ? "aware-assumed" : "aware", report.Deadline?.AwareAt ?? report.StatedAwareness);
        if (report.Deadline is BreachDeadline deadline)
        {
            yield return new Event("deadline", deadline.Deadline);
        }

        if (report.Incident?.NotifiedAt is DateTimeOffset notified)
        {
            yield return new Event("notified", notified);
        }

        yield return new Event("closed", report.Incident?.ClosedAt);
        yield return new Event("verified", report.Incident?.VerifiedAt);
    }

    // Known times in chronological order; an unknown one stays after the one it logically follows.
    private static List<Event> Ordered(IEnumerable<Event> events)
    {
        List<Event> ordered = new();
        foreach (Event each in events)
        {
            int place = ordered.Count;
            if (each.Time is DateTimeOffset time)
            {
                int later = ordered.FindIndex(other => other.Time > time);
                place = later < 0 ? place : later;
            }

            ordered.Insert(place, each);
        }

        return ordered;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Event(string Kind, DateTimeOffset? Time);
}
