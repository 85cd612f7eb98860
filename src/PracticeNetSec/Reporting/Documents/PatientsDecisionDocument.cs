// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Breach;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>For the practice only: whether its patients must be informed (Art. 34 GDPR), and what the letter still lacks.</summary>
internal static class PatientsDecisionDocument
{
    private static readonly string[] Judged = { "risk", "patients" };

    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        bool early = !report.CanTellPatients;
        writer.Section("needed", texts["patients-paper.needed"], () =>
        {
            writer.Text(texts[early ? "patients-paper.too-early" : "patients-paper.internal"], ParagraphStyle.Note);
            writer.Text(texts["patients-paper.duty"]);
            FieldSection.Some(writer, report, texts, Judged, withEvidence: false);
            writer.Text(texts["patients-paper.exceptions"]);
            writer.Lines(Enum.GetNames(typeof(PatientsExemption)).Select(name => new DocumentLine(texts["patients-paper.exception-" + name])));
            if (report.ReachAtWorst is BreachReach.Write or BreachReach.Read or BreachReach.Names)
            {
                writer.Text(texts["patients-paper.not-encrypted"]);
            }

            writer.Text(texts["patients-paper.order"]);
        });
        if (!early)
        {
            writer.Section("letter", texts["patients-paper.gaps"], () => Open(writer, report, texts));
        }

        NoteSection.Write(writer, report, texts);
    }

    private static void Open(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        writer.Lines(PatientsDocument.Gaps(report).Select(key => new DocumentLine(texts[key])));
        if (PatientsDocument.DeniesAccess(report) && report.Statements.Any(statement => statement.Text is "statement.session" or "statement.session-recorded"))
        {
            writer.Text(texts["patients-paper.gap-session"], ParagraphStyle.Note);
        }
    }
}
