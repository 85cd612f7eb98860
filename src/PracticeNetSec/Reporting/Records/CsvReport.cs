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
/// Writes the findings as CSV for spreadsheets: UTF-8 with BOM, a semicolon where Excel in that language wants one,
/// every cell quoted, and nothing that a spreadsheet would take for a formula.
/// </summary>
public static class CsvReport
{
    private const char Bom = '\uFEFF';

    private static readonly string[] Columns =
    {
        "csv.practice", "csv.severity", "csv.rule", "csv.target", "csv.title", "csv.meaning", "csv.remedy", "csv.evidence", "csv.references", "csv.first", "csv.last",
    };

    /// <summary>Writes the findings.</summary>
    /// <param name="output">Receives them; stays open.</param>
    /// <param name="report">The report.</param>
    /// <param name="language"><c>de</c> or <c>en</c>.</param>
    /// <exception cref="InputException"><c>UnknownLanguage</c>: there are no texts in that language.</exception>
    public static void Write(TextWriter output, BreachReport report, string language)
    {
        ReportTexts texts = ReportTexts.For(language);
        output.Write(Bom);
        using CsvWriter csv = new(output, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = texts["format.csv-delimiter"],
            NewLine = "\r\n",
            ShouldQuote = _ => true,
        }, leaveOpen: true);
        Row(csv, Columns.Select(column => texts[column]));
        foreach (Finding finding in report.Findings)
        {
            Row(csv, new[]
            {
                report.PracticeId,
                texts.Of(finding.Severity),
                finding.RuleId,
                finding.Target,
                texts.Title(finding),
                texts.Meaning(finding) ?? "",
                texts.Remediation(finding),
                string.Join(" | ", finding.Evidence.Select(line => EvidenceLine.Of(line, texts))),
                string.Join("; ", GuidelineReferences.Of(finding, report).Select(texts.Reference)),
                finding.FirstSeen is DateTimeOffset first ? texts.Moment(first) : "",
                finding.LastSeen is DateTimeOffset last ? texts.Moment(last) : "",
            }.Select(cell => SafeText.Long(cell)));
        }
    }

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
