// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Docx;
using PracticeNetSec.Reporting.Html;
using PracticeNetSec.Reporting.Records;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Desktop;

/// <summary>From the recordings of 2019 to the papers: reading XML, judging by JSON data, writing every format.</summary>
internal static class Papers
{
    public static async Task JudgeAsync(string samples)
    {
        Expect.Same(Verdict.Exposed, (await FaultAsync(samples)).Verdict);
        Expect.Same(Verdict.NotExposed, (await RouterAsync(samples, "patched")).Verdict);
    }

    public static async Task WriteAsync(string samples)
    {
        BreachIncident incident = IncidentFile.Read(IncidentFile.Template("de", new Practice { PracticeId = "celle", Land = "NI" }), "template");
        BreachReport report = BreachReport.Create(await FaultAsync(samples), Array.Empty<ShareReachability>(), new BreachReportOptions { Incident = incident, AwarenessTime = DateTimeOffset.Now.AddHours(-1) });
        Expect.Same(ReportKind.BreachReport, report.Kind);
        foreach (ReportDocument document in Enum.GetValues(typeof(ReportDocument)))
        {
            foreach (string language in new[] { "de", "en" })
            {
                StringWriter html = new();
                HtmlReport.Write(html, report, language, document);
                Expect.That(html.ToString().EndsWith("</html>", StringComparison.Ordinal) || html.ToString().TrimEnd().EndsWith("</html>", StringComparison.Ordinal), $"{document} {language}: HTML without an end");
                using MemoryStream docx = new();
                DocxReport.Write(docx, report, language, document);
                using ZipArchive parts = new(new MemoryStream(docx.ToArray()));
                Expect.That(parts.Entries.Any(part => part.FullName == "word/document.xml" && part.Length > 1000), $"{document} {language}: DOCX without a text");
            }
        }

        StringWriter json = new();
        JsonReport.Write(json, report, "de");
        Expect.That(json.ToString().Contains("celle"), "JSON without the practice");
        StringWriter csv = new();
        CsvReport.Write(csv, report, "de");
        Expect.That(csv.ToString().Split('\n').Length > 3, "CSV without findings");
    }

    private static Task<RouterExposure> FaultAsync(string samples) => RouterAsync(samples, "fault");

    private static async Task<RouterExposure> RouterAsync(string samples, string stage)
    {
        using FileStream scan = File.OpenRead(Path.Combine(samples, "celle", $"nmap-{stage}.xml"));
        RouterExposure outside = RouterExaminer.AssessScan(NmapScan.Read(scan).First(), new Practice { PracticeId = "celle", Land = "NI", IntendedPorts = new[] { 80, 443, 8443 } }, Vantage.Outside);
        using RouterExaminer examiner = new(new RouterExaminationOptions());
        return await examiner.ReadWalkAsync(Path.Combine(samples, "celle", $"walk-{stage}.txt"), outside, CancellationToken.None);
    }
}
