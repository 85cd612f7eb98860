// SPDX-License-Identifier: MIT
using System.Linq;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>Writes a document by its outline.</summary>
internal static class PlainDocument
{
    // The levels of severity and likelihood of the DSK's short paper no. 18.
    private static readonly string[] Levels = { "matrix.minor", "matrix.limited", "matrix.substantial", "matrix.great" };

    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts, PlainOutline outline)
    {
        if (outline.TooEarly is string early && !report.CanTellPatients)
        {
            writer.Section("too-early", texts["patients-paper.needed"], () => writer.Text(texts[early], ParagraphStyle.Note));
            return;
        }

        foreach (PlainPart part in outline.Parts)
        {
            writer.Section(part.Title.Replace('.', '-'), texts[part.Title], () => Part(writer, report, texts, part));
        }
    }

    private static void Part(DocumentWriter writer, BreachReport report, ReportTexts texts, PlainPart part)
    {
        foreach (string note in part.Notes)
        {
            writer.Text(texts[note], ParagraphStyle.Note);
        }

        foreach (string text in part.Texts)
        {
            writer.Text(texts[text]);
        }

        if (part.Lines.Length > 0)
        {
            writer.Lines(part.Lines.Select(line => new DocumentLine(texts[line])), part.Numbered);
        }

        foreach (PlainBlock block in part.Blocks)
        {
            Block(writer, report, texts, block);
        }

        FieldSection.Some(writer, report, texts, part.Fields, withEvidence: false);
        foreach (string gap in part.Gaps)
        {
            writer.Gap(texts["fields.gap"], texts[gap]);
        }

        if (part.Sign.Length > 0)
        {
            writer.Signature(part.Sign.Select(label => texts[label]).ToArray());
        }
    }

    private static void Block(DocumentWriter writer, BreachReport report, ReportTexts texts, PlainBlock block)
    {
        switch (block)
        {
            case PlainBlock.Sentence:
                writer.Text(VerdictSection.Sentence(report, texts), ParagraphStyle.Strong);
                break;
            case PlainBlock.Deadline:
                DeadlineSection.OfBreach(writer, report, texts);
                break;
            case PlainBlock.Authority:
                DeadlineSection.Authority(writer, report.Authority, texts);
                break;
            case PlainBlock.Steps:
                writer.Lines(report.Steps.Select(step => new DocumentLine(texts.Of(step))), numbered: true);
                break;
            case PlainBlock.Measurements:
                MeasurementSection.Write(writer, report, texts);
                break;
            case PlainBlock.Changes:
                ChangeSection.Body(writer, report, texts);
                break;
            case PlainBlock.Possible:
                writer.Text(texts["patients-paper.what-" + report.ReachAtWorst]);
                break;
            case PlainBlock.Matrix:
                writer.Table(
                    texts["matrix.caption"],
                    Levels.Select(level => texts[level]).Prepend(texts["matrix.axes"]).ToArray(),
                    Enumerable.Reverse(Levels).Select(level => Levels.Select(_ => new DocumentCell("\u2610")).Prepend(new DocumentCell(texts[level], IsHead: true)).ToArray()));
                break;
            default:
                Hashes(writer, report, texts);
                break;
        }
    }

    private static void Hashes(DocumentWriter writer, BreachReport report, ReportTexts texts) => writer.Terms(new[]
    {
        new DocumentTerm(texts["custody.version"], typeof(PlainDocument).Assembly.GetName().Version?.ToString(3) ?? texts["measured.unknown"]),
        new DocumentTerm(texts["custody.json"], report.RecordHash ?? texts["measured.unknown"]),
        new DocumentTerm(texts["measured.ledger"], report.LedgerHash ?? texts["custody.no-ledger"]),
    });
}
