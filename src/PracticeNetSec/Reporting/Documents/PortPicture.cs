// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Reporting.Markup;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>
/// The figure: intended ports above exposed ports, port by port, for the two blocks of the 2019 vulnerability and for every
/// other port that was meant, open or dangerous. Colour is never the only cue: each state has its own symbol.
/// </summary>
internal sealed class PortPicture : ReportPicture
{
    private const int Cell = 50;
    private const int Left = 74;
    private const int RowHeight = 44;
    private const int PerLine = 10;
    private const int SmbPort = 445;

    // The maximum number of legible boxes; more open ports than that are listed as text.
    private const int MaxOthers = 30;

    private readonly ReportTexts _texts;
    private readonly BreachEvidence _evidence;
    private readonly PortSets _sets;
    private readonly List<int[]> _lines;

    private PortPicture(BreachReport report, int[] inferred, ReportTexts texts)
    {
        RouterExposure router = report.Router!;
        _texts = texts;
        _evidence = new BreachEvidence(router, report.Shares, report.Practice);
        HashSet<int> meant = new((report.Practice?.IntendedPorts ?? Array.Empty<int>()).Concat(inferred));
        HashSet<int> open = new(_evidence.MeasuredOpenPorts);
        HashSet<int> forwarded = new(_evidence.ReachablePorts.Where(port => !open.Contains(port)));
        HashSet<int> measured = new(router.Vantage == Vantage.Inside ? Enumerable.Empty<int>() : router.ConclusivePorts.Select(port => port.Port));
        int[] blocks = Enumerable.Range(80, PerLine).Concat(Enumerable.Range(440, PerLine)).ToArray();
        int[] others = open.Concat(forwarded).Concat(meant)
            .Concat(measured.Where(port => ServiceNames.Dangerous(port) is not null))
            .Except(blocks).Distinct()
            .OrderByDescending(port => open.Contains(port) || forwarded.Contains(port)).ThenBy(port => port)
            .Take(MaxOthers).OrderBy(port => port).ToArray();
        // A silent port is closed only where that is proven.
        HashSet<int> closed = new(blocks.Concat(others).Where(port => !open.Contains(port) && router.ProvesUnreachable(port)));
        _sets = new PortSets(meant, open, forwarded, closed);
        _lines = new List<int[]> { blocks.Skip(PerLine).ToArray(), blocks.Take(PerLine).ToArray() };
        for (int index = 0; index < others.Length; index += PerLine)
        {
            _lines.Add(others.Skip(index).Take(PerLine).ToArray());
        }
    }

    public override string Title => _texts["picture.title"];

    public override string Description => Words(_lines.SelectMany(line => line).Distinct().ToArray());

    /// <summary>Draws the figure and states what in it is inferred.</summary>
    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        int[] inferred = report.Router!.WidenedRanges.Select(range => range.IntendedPort).Except(report.Practice?.IntendedPorts ?? Array.Empty<int>()).ToArray();
        writer.Picture(new PortPicture(report, inferred, texts));
        foreach (int port in inferred)
        {
            writer.Text(texts["picture.assumed-meant", BreachEvidence.Text(port)], ParagraphStyle.Small);
        }
    }

    public override void Draw(HtmlWriter html)
    {
        // A phone shows the figure in a legible size and lets it be scrolled horizontally.
        html.Element("div", new[] { "class", "wide", "tabindex", "0", "role", "group", "aria-label", Title }, () =>
        {
            foreach (int[] line in _lines)
            {
                Line(html, line, _sets, _evidence, _texts);
            }
        });
        Legend(html, _texts);
    }

    private string Words(int[] ports) => Words(ports, _sets, _texts);

    private static string Words(int[] ports, PortSets sets, ReportTexts texts)
    {
        string words = texts[
            "picture.desc",
            Ranges(ports.Where(sets.Meant.Contains), texts["picture.none"]),
            Ranges(ports.Where(sets.Open.Contains), texts["picture.nothing-open"])];
        int[] forwarded = ports.Where(sets.Forwarded.Contains).ToArray();
        return forwarded.Length == 0 ? words : words + " " + texts["picture.desc-forwarded", Ranges(forwarded, "")];
    }

    private static void Line(HtmlWriter html, int[] ports, PortSets sets, BreachEvidence evidence, ReportTexts texts)
    {
        string id = "ports-" + BreachEvidence.Text(ports[0]);
        bool note = ports.Contains(SmbPort) && (sets.Open.Contains(SmbPort) || sets.Forwarded.Contains(SmbPort));
        int height = (2 * RowHeight) + (note ? 26 : 4);
        string width = Number(Left + (PerLine * Cell) + 2);
        html.Element("svg", new[] { "viewBox", $"0 0 {width} {Number(height)}", "role", "img", "aria-labelledby", $"{id}-t {id}-d" }, () =>
        {
            html.Element("title", texts["picture.title"] + $" {Range(ports[0], ports[ports.Length - 1])}", "id", id + "-t");
            html.Element("desc", Words(ports, sets, texts), "id", id + "-d");
            html.Element("text", texts["picture.meant"], "x", "0", "y", "25", "class", "mark");
            html.Element("text", texts["picture.open"], "x", "0", "y", Number(RowHeight + 25), "class", "mark");
            for (int index = 0; index < ports.Length; index++)
            {
                int x = Left + (index * Cell);
                bool meant = sets.Meant.Contains(ports[index]);
                Box(html, x, 2, ports[index], meant ? "meant" : "", meant ? "✓" : "");
                (string look, string mark) = sets.StateOf(ports[index]);
                Box(html, x, RowHeight + 2, ports[index], look, mark);
            }

            if (note)
            {
                string text = evidence.Reached.Any(seen => seen.Server.Port == SmbPort && seen.Server.Vantage.SeesTheInternet()) ? texts["picture.fileserver"] : texts["picture.smb"];
                int at = Left + (Array.IndexOf(ports, SmbPort) * Cell) + (Cell / 2);
                html.Element("text", "▲ " + text, "x", Number(at), "y", Number((2 * RowHeight) + 18), "text-anchor", "middle", "class", "note-danger");
            }
        });
    }

    private static void Box(HtmlWriter html, int x, int y, int port, string look, string mark)
    {
        html.Element("rect", "", "x", Number(x + 2), "y", Number(y), "width", Number(Cell - 4), "height", Number(RowHeight - 6), "rx", "4", "class", $"b {look}".TrimEnd());
        html.Element("text", Number(port), "x", Number(x + (Cell / 2)), "y", Number(y + 16), "text-anchor", "middle");
        if (mark.Length > 0)
        {
            html.Element("text", mark, "x", Number(x + (Cell / 2)), "y", Number(y + 32), "text-anchor", "middle", "class", "mark");
        }
    }

    private static void Legend(HtmlWriter html, ReportTexts texts) => html.Element("ul", "class", "legend", () =>
    {
        foreach ((string look, string mark, string key) in new[]
        {
            ("meant", "✓", "picture.legend-meant"),
            ("open", "○", "picture.legend-open"),
            ("danger", "!", "picture.legend-danger"),
            ("through", "→", "picture.legend-through"),
            ("through", "→!", "picture.legend-through-danger"),
            ("closed", "\u00a0", "picture.legend-closed"),
            ("unknown", "?", "picture.legend-unknown"),
        })
        {
            html.Element("li", "class", look, () =>
            {
                html.Element("b", mark, "aria-hidden", "true");
                html.Text(" " + texts[key]);
            });
        }
    });

    /// <summary>Ports in the usual notation: <c>80, 440-449</c>.</summary>
    internal static string Ranges(IEnumerable<int> ports, string none)
    {
        List<(int Start, int End)> ranges = new();
        foreach (int port in ports.OrderBy(port => port))
        {
            if (ranges.Count > 0 && ranges[ranges.Count - 1].End == port - 1)
            {
                ranges[ranges.Count - 1] = (ranges[ranges.Count - 1].Start, port);
            }
            else
            {
                ranges.Add((port, port));
            }
        }

        return ranges.Count == 0 ? none : string.Join(", ", ranges.Select(range => Range(range.Start, range.End)));
    }

    private static string Range(int start, int end) => start == end ? Number(start) : $"{Number(start)}\u2013{Number(end)}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record PortSets(HashSet<int> Meant, HashSet<int> Open, HashSet<int> Forwarded, HashSet<int> Closed)
    {
        /// <summary>A port the router forwards but that was not measured open is drawn as forwarded.</summary>
        public (string Look, string Mark) StateOf(int port) => Open.Contains(port)
            ? ServiceNames.Dangerous(port) is not null ? ("danger", "!") : Meant.Contains(port) ? ("meant", "✓") : ("open", "○")
            : Forwarded.Contains(port) ? ("through", ServiceNames.Dangerous(port) is not null ? "→!" : "→")
            : Closed.Contains(port) ? ("", "") : ("unknown", "?");
    }
}
