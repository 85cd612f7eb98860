// SPDX-License-Identifier: MIT
using System;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>One document: its readers and its contents.</summary>
internal sealed class DocumentOutline
{
    private DocumentOutline(string title, string[] meta, string footer, Action<DocumentWriter> body, bool isLetter = false)
    {
        Title = title;
        Meta = meta;
        Footer = footer;
        Body = body;
        IsLetter = isLetter;
    }

    /// <summary>True for a document that is sent unchanged: without a title or a note on how it was created.</summary>
    public bool IsLetter { get; }

    public string Title { get; }

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
            _ => writer => TechnicalReportDocument.Write(writer, report, texts),
        };
        string title = document == ReportDocument.Dossier ? texts["title.breach"] : texts["title." + (document == ReportDocument.Patients ? ReportDocument.PatientsDecision : document)];
        return Make(report, texts, report.Phase == ReportPhase.Initial && document != ReportDocument.Authority ? title : texts["title.phase", title, texts.Of(report.Phase)], body);
    }

    /// <summary>A document that is not about a single practice.</summary>
    public static DocumentOutline Free(string title, string[] meta, string footer, Action<DocumentWriter> body) => new(title, meta, footer, body);

    private static DocumentOutline Make(BreachReport report, ReportTexts texts, string title, Action<DocumentWriter> body) => new(
        title,
        new[] { texts["page.for", NameOf(report)], texts["page.created", texts.Moment(report.CreatedAt)] },
        texts["page.footer"],
        body);
}
