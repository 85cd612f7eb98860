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
    private const double Left = 34; // for the numbers of the axis
    private const double LeastForNumber = 16; // a bar that is narrower has no number of its own

    private static readonly (Verdict Verdict, string Class, string Text)[] Layers =
    {
        (Verdict.Exposed, "v3", "exposed"), (Verdict.AtRisk, "v2", "atRisk"), (Verdict.Undetermined, "v0", "undetermined"),
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
        int top = RoundedUp(most);
        double step = Math.Min((Width - Left) / shown.Length, MaxBarLength * 1.5);
        writer.Write($"<svg viewBox=\"0 0 {Number(Width)} {Number(Height)}\" role=\"img\" aria-label=\"{text("trend")}\">");
        foreach (int mark in top == 1 ? new[] { 1 } : new[] { top / 2, top })
        {
            double y = Baseline - (mark * (Baseline - Top) / top);
            writer.Write($"<line class=\"grid\" x1=\"{Number(Left)}\" x2=\"{Number(Width)}\" y1=\"{Number(y)}\" y2=\"{Number(y)}\"/>");
            writer.Write($"<text class=\"day\" text-anchor=\"end\" x=\"{Number(Left - 5)}\" y=\"{Number(y + 3)}\">{mark.ToString(CultureInfo.InvariantCulture)}</text>");
        }

        for (int index = 0; index < shown.Length; index++)
        {
            WriteBar(writer, shown[index], Left + (index * step), step, (Baseline - Top) / top, text);
        }

        writer.Write($"<line class=\"axis\" x1=\"{Number(Left)}\" x2=\"{Number(Width)}\" y1=\"{Number(Baseline)}\" y2=\"{Number(Baseline)}\"/>");
        writer.Write(Label(Left, "start", shown[0].StartedAt));
        writer.Write(Label(Left + ((shown.Length - 0.3) * step), "end", shown[shown.Length - 1].StartedAt));
        writer.Write("</svg><ul class=\"legend\">");
        foreach ((Verdict verdict, string look, string name) in Layers)
        {
            writer.Write($"<li><b class=\"{look}\">■</b> {text(name)}</li>");
        }

        writer.Write($"<li>{text(step >= LeastForNumber ? "trendNumbers" : "trendAxis")}</li></ul>");
    }

    /// <summary>1, 2, 4 or 6 times a power of ten, so that half of it is a whole number too; at least what is shown.</summary>
    private static int RoundedUp(int most)
    {
        for (long power = 1; ; power *= 10)
        {
            foreach (long rounded in new[] { power, 2 * power, 4 * power, 6 * power })
            {
                if (rounded >= most)
                {
                    return (int)Math.Min(rounded, int.MaxValue);
                }
            }
        }
    }

    private static void WriteBar(TextWriter writer, LedgerRun run, double x, double step, double scale, Func<string, string> text)
    {
        string words = $"{Day(run.StartedAt)}: {run.PracticesWith(Verdict.Exposed)} {text("exposed")}, {run.PracticesWith(Verdict.AtRisk)} {text("atRisk")}, {run.PracticesWith(Verdict.Undetermined)} {text("undetermined")}, {run.Checked} {text("practices")}";
        writer.Write($"<g><title>{words}</title>");
        double y = Baseline, width = step * 0.7;
        foreach ((Verdict verdict, string look, _) in Layers)
        {
            double height = run.PracticesWith(verdict) * scale;
            y -= height;
            if (height > 0)
            {
                writer.Write($"<rect class=\"{look}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"/>");
            }
        }

        if (step >= LeastForNumber)
        {
            writer.Write($"<text class=\"count\" x=\"{Number(x + (width / 2))}\" y=\"{Number(y - 3)}\">{run.PracticesWith(Verdict.Exposed)}</text>");
        }

        writer.Write("</g>");
    }

    private static string Label(double x, string anchor, DateTimeOffset day) =>
        $"<text class=\"day\" text-anchor=\"{anchor}\" x=\"{Number(x)}\" y=\"{Number(Height - 6)}\">{Day(day)}</text>";

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
