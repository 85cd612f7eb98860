// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>The fields of the notification, each with its evidence or as a marked gap.</summary>
internal static class FieldSection
{
    // More findings than that may share one field; the rest is listed with the findings.
    private const int MaxStatements = 40;

    // Evidence that names the location of an answer in this module's own files, not an observation.
    private static readonly string[] Internal =
    {
        EvidenceCode.IncidentAnswer, EvidenceCode.InventoryEntry, EvidenceCode.InventoryContact, EvidenceCode.IncidentAwarenessParameter,
        EvidenceCode.MeasuredFrom, EvidenceCode.MeasuredUntil, EvidenceCode.MeasuredFileTime, EvidenceCode.FindingBasis,
    };

    public static void Write(DocumentWriter writer, BreachReport report, ReportTexts texts)
    {
        writer.Text(texts["fields.intro", texts.Count(report.GapCount)]);
        foreach (IGrouping<string, ReportStatement> field in report.Statements.GroupBy(statement => statement.Field))
        {
            Field(writer, field.ToArray(), texts, withEvidence: true);
        }

        if (report.Severity is BreachSeverity severity)
        {
            Severity(writer, severity, texts);
        }
    }

    /// <summary>Some fields in the order given; those that do not occur are left out.</summary>
    public static void Some(DocumentWriter writer, BreachReport report, ReportTexts texts, IEnumerable<string> fields, bool withEvidence)
    {
        ILookup<string, ReportStatement> all = report.Statements.ToLookup(statement => statement.Field);
        foreach (string field in fields.Where(field => all.Contains("field." + field)))
        {
            Field(writer, all["field." + field].ToArray(), texts, withEvidence);
        }
    }

    /// <summary>The same for readers outside the practice: with what was measured, without the location of answers in our files.</summary>
    public static void Measured(DocumentWriter writer, BreachReport report, ReportTexts texts, IEnumerable<string> fields)
    {
        ILookup<string, ReportStatement> all = report.Statements.ToLookup(statement => statement.Field);
        foreach (string field in fields.Where(field => all.Contains("field." + field)))
        {
            Field(writer, all["field." + field].ToArray(), texts, withEvidence: true, Internal);
        }
    }

    /// <summary>How many of some fields are gaps.</summary>
    public static int Gaps(BreachReport report, IEnumerable<string> fields)
    {
        HashSet<string> wanted = new(fields.Select(field => "field." + field), StringComparer.Ordinal);
        return report.Statements.Count(statement => statement.IsGap && wanted.Contains(statement.Field));
    }

    public static void Severity(DocumentWriter writer, BreachSeverity severity, ReportTexts texts)
    {
        writer.Heading(texts["severity.heading", texts.Number(severity.Score), texts.Of(severity.Band)]);
        writer.Text(texts["severity.note"]);
        writer.Lines(severity.Reasons.Select(reason => new DocumentLine($"{texts.Number(reason.Value)}: {texts[reason.Reason]}", InputName(reason, texts))));
    }

    // A report of another version may contain an input whose name is unknown here.
    private static string InputName(SeverityReason reason, ReportTexts texts) =>
        texts.Keys.Contains("severity.input-" + reason.Input) ? texts["severity.input-" + reason.Input] : SafeText.Clean(reason.Input);

    private static void Field(DocumentWriter writer, ReportStatement[] statements, ReportTexts texts, bool withEvidence, string[]? unsaid = null) =>
        writer.Field(texts[statements[0].Field], texts.Article(statements[0].Article), () =>
        {
            // Several findings may share one remedy: it is stated once.
            (string Text, ReportStatement Statement)[] distinct = statements
                .Select(statement => (StatementText.Of(statement, texts), statement))
                .GroupBy(pair => pair.Item1)
                .Select(same => same.First())
                .ToArray();
            foreach ((string text, ReportStatement statement) in distinct.Take(MaxStatements))
            {
                One(writer, text, statement, texts, withEvidence, unsaid ?? Array.Empty<string>());
            }

            if (distinct.Length > MaxStatements)
            {
                writer.Text(texts["fields.more", texts.Count(distinct.Length - MaxStatements)]);
            }
        });

    private static void One(DocumentWriter writer, string text, ReportStatement statement, ReportTexts texts, bool withEvidence, string[] unsaid)
    {
        if (statement.IsGap)
        {
            writer.Gap(texts["fields.gap"], text);
            return;
        }

        writer.Text(text);
        Evidence[] shown = withEvidence ? statement.Evidence.Where(line => !unsaid.Contains(line.Code)).ToArray() : Array.Empty<Evidence>();
        if (shown.Length > 0)
        {
            writer.Fold(texts["fields.evidence"], () => writer.Lines(Codes(shown, texts)));
        }
    }

    internal static IEnumerable<DocumentLine> Codes(IEnumerable<Evidence> lines, ReportTexts texts) => lines.Select(line => new DocumentLine(EvidenceLine.Of(line, texts), IsCode: true));
}
