// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Reporting.Documents;

/// <summary>The files that documents are written to.</summary>
public static class DocumentFile
{
    /// <summary>What follows the report's name in the file of a document. That a document is not to be sent is part of it.</summary>
    /// <param name="report">The report; an audit record has none.</param>
    /// <param name="document">The document.</param>
    public static string Suffix(BreachReport report, ReportDocument document) => report.Kind == ReportKind.AuditRecord ? "" : document switch
    {
        ReportDocument.Dossier => "",
        ReportDocument.PatientsDecision => "-patients-decision",
        _ => "-" + document.ToString().ToLowerInvariant(),
    } + (DocumentOutline.IsInternal(document) ? "-internal" : "");
}
