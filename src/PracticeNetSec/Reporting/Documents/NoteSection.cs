// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Breach;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>Further legal duties: who must notify whom, secrecy, and against whom a notification may be used.</summary>
internal static class NoteSection
{
    private static readonly string[] Notes = { "note.controller", "note.register", "note.patients", "note.secrecy", "note.use", "note.use-limits" };

    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts) =>
        writer.Section("notes", texts["section.notes"], () => writer.Lines(Lines(report, texts)));

    /// <summary>The duty towards the BSI is stated only where the practice is known to be large enough.</summary>
    public static IEnumerable<DocumentLine> Lines(BreachReport report, ReportTexts texts)
    {
        foreach (string note in new[] { "note.threshold-" + BreachDeadline.Threshold }.Concat(Notes))
        {
            yield return new DocumentLine(texts[note]);
        }

        PracticeGuidelines guidelines = PracticeGuidelines.Shipped;
        if (guidelines.IsLarge(report.Incident?.Staff, report.Incident?.TurnoverEuro))
        {
            yield return new DocumentLine(texts[
                "note.nis2",
                BreachEvidence.Text(guidelines.LargePractice.Staff),
                BreachEvidence.Text(guidelines.LargePractice.EarlyWarningHours),
                BreachEvidence.Text(guidelines.LargePractice.ReportHours)]);
        }
    }
}
