// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Files;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Documents;
using PracticeNetSec.Reporting.Docx;
using PracticeNetSec.Reporting.Html;
using PracticeNetSec.Reporting.Pdf;
using PracticeNetSec.Reporting.Records;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>The files of one report: documents in each format, data once.</summary>
internal sealed class ReportSet
{
    private readonly IReadOnlyList<ReportDocument> _documents;
    private readonly IReadOnlyList<string> _formats;
    private readonly string _language;
    private readonly string? _browser;

    public ReportSet(IReadOnlyList<ReportDocument> documents, IReadOnlyList<string> formats, string language, string? browser)
    {
        _documents = documents;
        _formats = formats;
        _language = language;
        _browser = browser;
    }

    /// <summary>Each file with what writes it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">Path without ending.</param>
    public IEnumerable<(string File, Action<Stream> Write)> Files(BreachReport report, string path)
    {
        // Without a breach there is nothing to notify: one audit record replaces every document.
        IEnumerable<ReportDocument> documents = report.Kind == ReportKind.AuditRecord ? new[] { ReportDocument.Dossier } : WithDecision(report);
        foreach (ReportDocument document in documents)
        {
            string start = path + DocumentFile.Suffix(report, document);
            if (Has("Html"))
            {
                yield return (start + ".html", AsText(writer => HtmlReport.Write(writer, report, _language, document)));
            }

            if (Has("Docx"))
            {
                yield return (start + ".docx", stream => DocxReport.Write(stream, report, _language, document));
            }

            if (Has("Pdf") && _browser is string browser)
            {
                yield return (start + ".pdf", stream => PdfReport.Write(stream, report, _language, document, browser));
            }
        }

        if (Has("Json"))
        {
            yield return (path + ".json", AsText(writer => JsonReport.Write(writer, report, _language)));
        }

        if (Has("Ics") && CalendarReport.HasDates(report))
        {
            yield return (path + "-deadline.ics", AsText(writer => CalendarReport.Write(writer, report, _language)));
        }

        if (Has("Csv"))
        {
            yield return (path + ".csv", AsText(writer => CsvReport.Write(writer, report, _language)));
        }
    }

    // Whether the letter must be sent is for the practice alone, and is never in the letter's own file.
    private IEnumerable<ReportDocument> WithDecision(BreachReport report) => _documents
        .SelectMany(document => document != ReportDocument.Patients ? new[] { document }
            : report.CanTellPatients ? new[] { ReportDocument.Patients, ReportDocument.PatientsDecision }
            : new[] { ReportDocument.PatientsDecision })
        .Distinct();

    private bool Has(string format) => _formats.Contains(format, StringComparer.OrdinalIgnoreCase);

    private static Action<Stream> AsText(Action<TextWriter> write) => stream => AtomicFile.WriteText(stream, write);
}
