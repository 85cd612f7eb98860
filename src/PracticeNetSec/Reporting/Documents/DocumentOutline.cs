// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>One document: its readers and its contents.</summary>
internal sealed class DocumentOutline
{
    private DocumentOutline(string title, string[] meta, string footer, Action<DocumentWriter> body, bool isLetter = false, string? header = null)
    {
        Header = header;
        Title = title;
        Meta = meta;
        Footer = footer;
        Body = body;
        IsLetter = isLetter;
    }

    /// <summary>True for a document that is sent unchanged: without a title or a note on how it was created.</summary>
    public bool IsLetter { get; }

    public string Title { get; }

    /// <summary>Stands above every page; null for documents that are sent.</summary>
    public string? Header { get; }

    /// <summary>Lines below the title.</summary>
    public string[] Meta { get; }

    public string Footer { get; }

    public Action<DocumentWriter> Body { get; }

    /// <summary>Name of the practice in the title, or its id.</summary>
    public static string NameOf(BreachReport report) =>
        SafeText.Clean(report.Practice is { Name.Length: > 0 } practice ? practice.Name : report.PracticeId);

    /// <summary>
    /// A document of a report. Where nothing was found there is nothing to notify: every document is then the audit record.
    /// </summary>
    public static DocumentOutline Of(BreachReport report, ReportDocument document, ReportTexts texts)
    {
        if (report.Kind == ReportKind.AuditRecord)
        {
            return Make(report, texts, texts["title.audit"], writer => TechnicalReportDocument.Write(writer, report, texts));
        }

        if (document == ReportDocument.Patients && report.CanTellPatients)
        {
            return new DocumentOutline(texts["patients-paper.subject"], Array.Empty<string>(), "", writer => PatientsDocument.Write(writer, report, texts), isLetter: true);
        }

        Action<DocumentWriter> body = document switch
        {
            ReportDocument.Processor => writer => ProcessorDocument.Write(writer, report, texts),
            ReportDocument.Authority => writer => AuthorityDocument.Write(writer, report, texts),
            ReportDocument.Patients or ReportDocument.PatientsDecision => writer => PatientsDecisionDocument.Write(writer, report, texts),
            ReportDocument.Register => writer => RegisterDocument.Write(writer, report, texts),
            _ when PlainOutline.Find(document) is PlainOutline plain => writer => PlainDocument.Write(writer, report, texts, plain),
            _ => writer => TechnicalReportDocument.Write(writer, report, texts),
        };
        ReportDocument written = document == ReportDocument.Patients ? ReportDocument.PatientsDecision : document;
        string name = written == ReportDocument.Dossier ? "title.breach" : "title." + written;

        // Until access to data was found, a title that speaks of a breach claims more than was measured.
        string possible = name + "-possible";
        string title = texts[!report.CanTellPatients && texts.Keys.Contains(possible) ? possible : name];
        if (IsInternal(written))
        {
            string marked = texts["title.internal", report.Phase == ReportPhase.Initial ? title : texts["title.phase", title, texts.Of(report.Phase)]];
            return Make(report, texts, marked, body, texts["page.internal"]);
        }

        return Make(report, texts, report.Phase == ReportPhase.Initial && document != ReportDocument.Authority ? title : texts["title.phase", title, texts.Of(report.Phase)], body);
    }

    /// <summary>True for a document that must not leave the practice: it contains remarks that no other reader may use against it.</summary>
    public static bool IsInternal(ReportDocument document) => document is ReportDocument.Dossier or ReportDocument.PatientsDecision || PlainOutline.Find(document) is { Internal: true };

    /// <summary>A document that is not about a single practice.</summary>
    public static DocumentOutline Free(string title, string[] meta, string footer, Action<DocumentWriter> body) => new(title, meta, footer, body);

    private static DocumentOutline Make(BreachReport report, ReportTexts texts, string title, Action<DocumentWriter> body, string? header = null) => new(
        title,
        new[] { texts["page.for", NameOf(report)], texts["page.created", texts.Moment(report.CreatedAt)] },
        texts["page.footer"],
        body,
        header: header);
}
