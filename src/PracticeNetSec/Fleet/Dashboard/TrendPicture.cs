// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.Dashboard;

/// <summary>Draws the runs of a ledger as stacked bars (SVG): what was exposed, at risk and undetermined, night by night.</summary>
internal static class TrendPicture
{
    private const int MaxRuns = 60;
    private const double Width = 600;
    private const double Height = 150;
    private const double Baseline = 128;
    private const double Top = 14;
    private const double MaxBarLength = 26;

    private static readonly (Verdict Verdict, string Class)[] Layers =
    {
        (Verdict.Exposed, "v3"), (Verdict.AtRisk, "v2"), (Verdict.Undetermined, "v0"),
    };

    /// <summary>Writes the chart; nothing where there are fewer than two runs.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<LedgerRun> runs, Func<string, string> text)
    {
        LedgerRun[] shown = runs.Skip(Math.Max(0, runs.Count - MaxRuns)).ToArray();
        if (shown.Length < 2)
        {
            writer.Write($"<p class=\"quiet\">{text("noTrend")}</p>");
            return;
        }

        int most = Math.Max(1, shown.Max(run => Layers.Sum(layer => run.PracticesWith(layer.Verdict))));
        double step = Math.Min(Width / shown.Length, MaxBarLength * 1.5);
        writer.Write($"<svg viewBox=\"0 0 {Number(Width)} {Number(Height)}\" role=\"img\" aria-label=\"{text("trend")}\">");
        for (int index = 0; index < shown.Length; index++)
        {
            WriteBar(writer, shown[index], index * step, step * 0.7, (Baseline - Top) / most, text);
        }

        writer.Write($"<line class=\"axis\" x1=\"0\" x2=\"{Number(shown.Length * step)}\" y1=\"{Number(Baseline)}\" y2=\"{Number(Baseline)}\"/>");
        writer.Write(Label(0, "start", shown[0].StartedAt));
        writer.Write(Label((shown.Length - 0.3) * step, "end", shown[shown.Length - 1].StartedAt));
        writer.Write("</svg>");
    }

    private static void WriteBar(TextWriter writer, LedgerRun run, double x, double width, double scale, Func<string, string> text)
    {
        string words = $"{Day(run.StartedAt)}: {run.PracticesWith(Verdict.Exposed)} {text("exposed")}, {run.PracticesWith(Verdict.AtRisk)} {text("atRisk")}, {run.PracticesWith(Verdict.Undetermined)} {text("undetermined")}, {run.Checked} {text("practices")}";
        writer.Write($"<g><title>{words}</title>");
        double y = Baseline;
        foreach ((Verdict verdict, string look) in Layers)
        {
            double height = run.PracticesWith(verdict) * scale;
            y -= height;
            if (height > 0)
            {
                writer.Write($"<rect class=\"{look}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"/>");
            }
        }

        writer.Write($"<text class=\"count\" x=\"{Number(x + (width / 2))}\" y=\"{Number(y - 3)}\">{run.PracticesWith(Verdict.Exposed)}</text></g>");
    }

    private static string Label(double x, string anchor, DateTimeOffset day) =>
        $"<text class=\"day\" text-anchor=\"{anchor}\" x=\"{Number(x)}\" y=\"{Number(Height - 6)}\">{Day(day)}</text>";

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
