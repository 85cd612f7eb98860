// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsvHelper;
using CsvHelper.Configuration;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Reporting.Records;

/// <summary>
/// Writes the findings as CSV: UTF-8 with BOM, a semicolon where Excel in that language wants one, every cell quoted, and nothing
/// that a spreadsheet would take for a formula. Headers and codes are the same in every language, times are ISO 8601 with offset;
/// only title, meaning, remediation and evidence are in the language.
/// </summary>
public static class CsvReport
{
    private const char Bom = '\uFEFF';

    private static readonly string[] Columns =
    {
        "reportId", "practiceId", "land", "verdict", "phase", "deadline", "createdAt", "measuredUntil", "toolVersion", "notifiedAt", "reference",
        "severity", "severityLevel", "ruleId", "target", "title", "meaning", "remediation", "evidence", "references", "firstSeen", "lastSeen",
    };

    /// <summary>Writes the findings of one report.</summary>
    /// <param name="output">Receives them; stays open.</param>
    /// <param name="report">The report.</param>
    /// <param name="language"><c>de</c> or <c>en</c>.</param>
    /// <exception cref="InputException"><c>UnknownLanguage</c>: there are no texts in that language.</exception>
    public static void Write(TextWriter output, BreachReport report, string language) => Write(output, new[] { report }, language);

    /// <summary>Writes the findings of several practices; one without findings has a row without a rule.</summary>
    /// <param name="output">Receives them; stays open.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="language"><c>de</c> or <c>en</c>.</param>
    /// <exception cref="InputException"><c>UnknownLanguage</c>: there are no texts in that language.</exception>
    public static void Write(TextWriter output, IReadOnlyCollection<BreachReport> reports, string language)
    {
        ReportTexts texts = ReportTexts.For(language);
        output.Write(Bom);
        using CsvWriter csv = new(output, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = texts["format.csv-delimiter"],
            NewLine = "\r\n",
            ShouldQuote = _ => true,
        }, leaveOpen: true);
        Row(csv, Columns);
        foreach (BreachReport report in reports)
        {
            string[] start = Start(report);
            foreach (string[] finding in report.Findings.Select(finding => OfFinding(report, finding, texts)).DefaultIfEmpty(Enumerable.Repeat("", Columns.Length - start.Length).ToArray()))
            {
                Row(csv, start.Concat(finding).Select(cell => SafeText.Long(cell)));
            }
        }
    }

    private static string[] Start(BreachReport report) => new[]
    {
        JsonReport.IdOf(report),
        report.PracticeId,
        report.Authority?.Land ?? "",
        report.Verdict.ToString(),
        report.Phase.ToString(),
        Time(report.Deadline?.Deadline),
        Time(report.CreatedAt),
        Time(report.MeasuredUntil),
        JsonReport.ToolVersion,
        Time(report.Incident?.NotifiedAt),
        report.Incident?.Reference ?? "",
    };

    private static string[] OfFinding(BreachReport report, Finding finding, ReportTexts texts) => new[]
    {
        finding.Severity.ToString(),
        ((int)finding.Severity).ToString(CultureInfo.InvariantCulture),
        finding.RuleId,
        finding.Target,
        texts.Title(finding),
        texts.Meaning(finding) ?? "",
        texts.Remediation(finding),
        string.Join(" | ", finding.Evidence.Select(line => EvidenceLine.Of(line, texts))),
        string.Join("; ", GuidelineReferences.Of(finding, report).Select(texts.Reference)),
        Time(finding.FirstSeen),
        Time(finding.LastSeen),
    };

    private static string Time(DateTimeOffset? time) => time is DateTimeOffset at ? GermanTime.At(at).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) : "";

    private static void Row(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (string cell in cells)
        {
            csv.WriteField(EscapeFormula(cell));
        }

        csv.NextRecord();
    }

    // A quotation mark does not stop a spreadsheet: it evaluates the first character after it, and some skip blanks.
    private static string EscapeFormula(string cell)
    {
        string bare = cell.TrimStart();
        return bare.Length > 0 && "=+-@|%＝＋－＠\t".IndexOf(bare[0]) >= 0 ? "'" + cell : cell;
    }
}
