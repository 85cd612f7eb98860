// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;
using PracticeNetSec.Reporting;

namespace PracticeNetSec.Fleet.Dashboard;

/// <summary>
/// Writes a fleet as one HTML page that needs no network: counts, a map by Land, the trend, and the practices, worst
/// first, with search and filters. Its policy allows only its own script and style; every untrusted text is data.
/// </summary>
public static class DashboardPage
{
    private static readonly Lazy<Dictionary<string, Dictionary<string, string>>> Texts =
        new(() => EmbeddedData.Read<Dictionary<string, Dictionary<string, string>>>("dashboard-texts.json"));

    // Every Land at its position on a grid of tiles, column and row; a map that needs no shapes.
    private static readonly (string Land, int Column, int Row)[] Tiles =
    {
        ("SH", 3, 1), ("HB", 2, 2), ("HH", 3, 2), ("MV", 4, 2), ("NW", 1, 3), ("NI", 2, 3), ("ST", 3, 3), ("BB", 4, 3), ("BE", 5, 3),
        ("RP", 1, 4), ("HE", 2, 4), ("TH", 3, 4), ("SN", 4, 4), ("SL", 1, 5), ("BW", 2, 5), ("BY", 3, 5), ("", 5, 5),
    };

    // Keys of their texts, in the order of the script's cells.
    private static readonly string[] Columns = { "verdict", "practice", "land", "finding", "since", "checked" };

    private static readonly Verdict[] Order = { Verdict.Exposed, Verdict.AtRisk, Verdict.Undetermined, Verdict.NotExposed };

    /// <summary>Writes the page.</summary>
    /// <param name="writer">Receives the page.</param>
    /// <param name="fleet">The practices, and their history where there is one.</param>
    /// <param name="language"><c>de</c> or <c>en</c>.</param>
    /// <param name="title">Heading; null takes the usual one.</param>
    public static void Write(TextWriter writer, FleetState fleet, string language, string? title)
    {
        Dictionary<string, string> texts = Texts.Value.TryGetValue(language, out Dictionary<string, string>? own) ? own : Texts.Value["en"];
        string Text(string key) => Escape(texts[key]);
        string script = Resource("dashboard.js");
        string style = Resource("dashboard.css");
        string heading = Escape(SafeText.Clean(title ?? texts["title"]));
        DashboardTexts strings = new(language);
        DashboardRow[] rows = Rows(fleet, strings);

        writer.Write($"<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">");
        writer.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-{Sha256(script)}'; style-src 'sha256-{Sha256(style)}'; base-uri 'none'; form-action 'none'\">");
        writer.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"referrer\" content=\"no-referrer\">");
        writer.Write($"<title>{heading}</title><style>{style}</style></head><body>");
        writer.Write($"<header><h1>{heading}</h1><p>{MeasuredIn(fleet.Snapshots, Text)}</p><p>{Covered(fleet.Snapshots, Text)}</p>{(fleet.LastHash is string hash ? $"<p class=\"hash\">{string.Format(CultureInfo.InvariantCulture, Text("lastHash"), Escape(hash))}</p>" : "")}</header>");
        foreach (Evidence problem in fleet.Problems)
        {
            writer.Write($"<p class=\"note\">{Escape(EvidenceLine.Of(problem, ReportTexts.For(language)))}</p>");
        }

        writer.Write($"<noscript><p class=\"note\">{Text("script")}</p></noscript><main>");
        WriteCounts(writer, fleet.Snapshots, Text);
        writer.Write("<div class=\"pictures\">");
        WriteMap(writer, fleet.Snapshots, Text);
        writer.Write($"<section class=\"trend\"><h2>{Text("trend")}</h2>");
        TrendPicture.Write(writer, fleet.Runs, Text);
        writer.Write("</section></div>");
        writer.Write($"<section class=\"kinds\"><details><summary>{Text("kinds")}</summary><div id=\"kinds\"></div></details></section>");
        WriteList(writer, rows.Length, Text);
        writer.Write("</main><script type=\"application/octet-stream\" id=\"data\">");
        DashboardData.Write(writer, new { texts, strings = strings.All, rows });
        writer.Write($"</script><script>{script}</script></body></html>\n");
    }

    /// <summary>When the results were measured, not when the page was written: an old history must not look like a new one.</summary>
    private static string MeasuredIn(IReadOnlyList<ExposureSnapshot> practices, Func<string, string> text)
    {
        DateTimeOffset[] times = practices.Select(practice => practice.EndedAt).Where(time => time != default).ToArray();
        if (times.Length == 0)
        {
            return text("notMeasured");
        }

        string Shown(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
        string first = Shown(times.Min());
        string last = Shown(times.Max());
        return first == last ? string.Format(CultureInfo.InvariantCulture, text("measured"), first) : string.Format(CultureInfo.InvariantCulture, text("measuredBetween"), first, last);
    }

    /// <summary>How much of the fleet the counts are about.</summary>
    private static string Covered(IReadOnlyList<ExposureSnapshot> practices, Func<string, string> text) =>
        string.Format(CultureInfo.InvariantCulture, text("covered"), practices.Count, practices.Count(practice => practice.Coverage?.IsComplete == true));

    private static DashboardRow[] Rows(FleetState fleet, DashboardTexts strings) => fleet.Snapshots
        .Select(snapshot => (snapshot, since: fleet.ExposedSince(snapshot)))
        .OrderBy(entry => Array.IndexOf(Order, entry.snapshot.Verdict))
        .ThenByDescending(entry => entry.snapshot.Findings.Length == 0 ? -1 : (int)entry.snapshot.Findings.Max(finding => finding.Severity))
        .ThenBy(entry => entry.since ?? DateTimeOffset.MaxValue)
        .ThenBy(entry => entry.snapshot.PracticeId, StringComparer.OrdinalIgnoreCase)
        .Select(entry => DashboardRow.From(entry.snapshot, entry.since, strings))
        .ToArray();

    private static void WriteCounts(TextWriter writer, IReadOnlyList<ExposureSnapshot> practices, Func<string, string> text)
    {
        writer.Write("<section class=\"counts\">");
        foreach ((Verdict verdict, string key) in new[] { (Verdict.Exposed, "exposed"), (Verdict.AtRisk, "atRisk"), (Verdict.Undetermined, "undetermined"), (Verdict.NotExposed, "notExposed") })
        {
            writer.Write($"<button type=\"button\" class=\"card v{(int)verdict}\" data-verdict=\"{(int)verdict}\" aria-pressed=\"false\"><b>{Count(practices, verdict)}</b><span>{text(key)}</span></button>");
        }

        writer.Write("</section>");
    }

    private static void WriteMap(TextWriter writer, IReadOnlyList<ExposureSnapshot> practices, Func<string, string> text)
    {
        ILookup<string, ExposureSnapshot> byLand = practices.ToLookup(practice => practice.Land ?? "", StringComparer.OrdinalIgnoreCase);
        writer.Write($"<section class=\"map\"><h2>{text("map")}</h2><div class=\"tiles\">");
        foreach ((string land, int column, int row) in Tiles)
        {
            ExposureSnapshot[] there = byLand[land].ToArray();
            if (land.Length == 0 && there.Length == 0)
            {
                continue;
            }

            int exposed = Count(there, Verdict.Exposed);
            string heat = there.Length == 0 ? "none" : exposed == 0 ? "h0" : exposed * 100 < there.Length * 2 ? "h1" : exposed * 100 < there.Length * 5 ? "h2" : "h3";
            string name = land.Length == 0 ? text("unknownLand") : land;
            writer.Write($"<button type=\"button\" class=\"tile {heat} c{column} r{row}\" data-land=\"{(land.Length == 0 ? "-" : land)}\" aria-pressed=\"false\"><b>{name}</b><span>{exposed}/{there.Length}</span></button>");
        }

        writer.Write("</div></section>");
    }

    private static void WriteList(TextWriter writer, int total, Func<string, string> text)
    {
        writer.Write($"<section class=\"list\"><div class=\"filters\"><input id=\"search\" type=\"search\" autocomplete=\"off\" placeholder=\"{text("search")}\" aria-label=\"{text("search")}\">");
        writer.Write($"<button type=\"button\" id=\"reset\">{text("reset")}</button><output id=\"shown\"></output></div>");
        writer.Write($"<div role=\"table\" aria-rowcount=\"{total}\"><div class=\"row head\" role=\"row\">");
        foreach (string column in Columns)
        {
            writer.Write($"<span role=\"columnheader\" aria-sort=\"none\"><button type=\"button\" data-column=\"{column}\">{text(column)}</button></span>");
        }

        writer.Write("</div><div id=\"viewport\" tabindex=\"0\" role=\"rowgroup\"><div id=\"sizer\"></div><div id=\"rows\"></div></div></div><div id=\"detail\" hidden></div></section>");
    }

    /// <summary>Umlauts stay as they are: the page is UTF-8.</summary>
    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");

    private static int Count(IEnumerable<ExposureSnapshot> practices, Verdict verdict) => practices.Count(practice => practice.Verdict == verdict);

    private static string Resource(string name)
    {
        using StreamReader reader = new(EmbeddedData.Open(name), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string Sha256(string text)
    {
        using SHA256 sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
