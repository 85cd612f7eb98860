// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>What is different from the previous report; only in follow-ups.</summary>
internal static class ChangeSection
{
    private const int MaxLines = 200;

    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        if (report.PreviousAt is not null || (report.Phase != ReportPhase.Initial && report.Kind == ReportKind.BreachReport))
        {
            writer.Section("changes", texts["section.changes"], () => Body(writer, report, texts));
        }
    }

    /// <summary>The changes themselves, or that the report before was not supplied.</summary>
    public static void Body(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        if (report.PreviousAt is not DateTimeOffset before)
        {
            writer.Text(texts["changes.no-previous"], ParagraphStyle.Note);
            return;
        }

        writer.Text(texts["changes.since", texts.Moment(before)]);
        if (report.Changes.Length == 0)
        {
            writer.Text(texts["changes.none"]);
            return;
        }

        writer.Lines(report.Changes.Take(MaxLines).Select(change => new DocumentLine(Sentence(report, change, texts))));
        if (report.Changes.Length > MaxLines)
        {
            writer.Text(texts["changes.more", texts.Count(report.Changes.Length - MaxLines)]);
        }
    }

    internal static string Sentence(BreachReport report, ReportChange change, ReportTexts texts) => change.Subject switch
    {
        ChangeSubject.Verdict => texts["changes.verdict", Word<Verdict>(change.Before, texts), Word<Verdict>(change.After, texts)],
        ChangeSubject.Field => texts[change.Before is null ? "changes.field-new" : change.After is null ? "changes.field-gone" : "changes.field", texts[change.Name]],
        ChangeSubject.Port => texts[!change.CheckedAgain ? "changes.port-unchecked" : change.Before is null ? "changes.port-open" : "changes.port-closed", change.Name],
        ChangeSubject.Share when !change.CheckedAgain => texts["changes.share-unchecked", change.Name],
        ChangeSubject.Share when change.Before is null => texts["changes.share-new", change.Name, Word<ShareAccess>(change.After, texts)],
        ChangeSubject.Share => texts["changes.share", change.Name, Word<ShareAccess>(change.Before, texts), Word<ShareAccess>(change.After, texts)],
        _ when change.After is not null => texts["changes.finding-new", TitleOf(report, change, texts)],
        _ => texts[change.CheckedAgain ? "changes.finding-gone" : "changes.finding-unchecked", Gone(change, texts)],
    };

    private static string TitleOf(BreachReport report, ReportChange change, ReportTexts texts) =>
        report.Findings.FirstOrDefault(finding => finding.RuleId == change.Name && finding.Target == change.After) is Finding finding ? texts.Title(finding) : change.Name;

    // The previous report may have been written in the other language.
    private static string Gone(ReportChange change, ReportTexts texts) =>
        texts.Known(new Finding { RuleId = change.RuleId, Values = change.Values }) ?? texts["evidence.verbatim", change.Name];

    private static string Word<T>(string? value, ReportTexts texts)
        where T : struct, Enum => Enum.TryParse(value, out T known) && Enum.IsDefined(typeof(T), known) ? texts.Of(known) : value ?? "-";
}
