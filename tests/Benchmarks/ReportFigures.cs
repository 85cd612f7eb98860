// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Docx;
using PracticeNetSec.Reporting.Html;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Benchmarks;

/// <summary>How long a report with many findings takes, and how much memory the process needs at most.</summary>
internal static class ReportFigures
{
    private static TimeSpan _before;

    public static void Measure(string folder, int findings)
    {
        RouterExposure router = new()
        {
            PracticeId = "P-1",
            ComputerName = "203.0.113.1",
            Vantage = Vantage.Outside,
            Verdict = Verdict.Exposed,
            Findings = Enumerable.Range(0, findings)
                .Select(number => FindingRule.Get("router.dangerous-port-open").Create(
                    string.Create(CultureInfo.InvariantCulture, $"203.0.113.1:{number}"), DateTimeOffset.Now, [EvidenceOf.PortMeasured(Vantage.Outside, number, PortState.Open, DateTimeOffset.Now)], number.ToString(CultureInfo.InvariantCulture), "SMB"))
                .ToArray(),
            StartedAt = DateTimeOffset.Now,
            EndedAt = DateTimeOffset.Now,
        };

        // The first runs pay for the compiler; the last is what a fleet pays for each practice.
        for (int run = 1; run <= 5; run++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            _before = Process.GetCurrentProcess().TotalProcessorTime;
            BreachReport report = BreachReport.Create(router, Array.Empty<ShareReachability>(), new BreachReportOptions());
            using (StreamWriter html = new(Path.Combine(folder, "report.html")))
            {
                HtmlReport.Write(html, report, "de");
            }

            Say($"run {run} html", watch);
            watch.Restart();
            _before = Process.GetCurrentProcess().TotalProcessorTime;
            using (FileStream docx = File.Create(Path.Combine(folder, "report.docx")))
            {
                DocxReport.Write(docx, report, "de");
            }

            Say($"run {run} docx", watch);
        }
    }

    private static void Say(string what, Stopwatch watch) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: seconds {watch.Elapsed.TotalSeconds:0.00} processor-seconds {(Process.GetCurrentProcess().TotalProcessorTime - _before).TotalSeconds:0.00} peak-MiB {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576}"));
}
