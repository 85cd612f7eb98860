// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;
using PracticeNetSec.Reporting.Documents;

namespace PracticeNetSec.Reporting.Html;

/// <summary>The page above the folders of several practices: verdict, deadline, gaps and documents of each.</summary>
public static class HtmlIndex
{
    private static readonly string[] Columns = { "index.practice", "index.verdict", "index.deadline", "index.gaps", "index.papers" };

    private static readonly Verdict[] Urgency = { Verdict.Exposed, Verdict.AtRisk, Verdict.Undetermined, Verdict.NotExposed };

    /// <summary>Writes the page.</summary>
    /// <param name="output">Receives it; stays open.</param>
    /// <param name="entries">The practices, in any order.</param>
    /// <param name="now">The moment it is written.</param>
    /// <param name="language"><c>de</c> or <c>en</c>.</param>
    /// <exception cref="InputException"><c>UnknownLanguage</c>: there are no texts in that language.</exception>
    public static void Write(TextWriter output, IReadOnlyCollection<IndexEntry> entries, DateTimeOffset now, string language)
    {
        ReportTexts texts = ReportTexts.For(language);
        DocumentOutline paper = DocumentOutline.Free(texts["title.index"], new[] { texts["page.created", texts.Moment(now)] }, texts["page.footer"], writer => Body(writer, entries, texts));
        HtmlReport.Write(output, paper, "", texts);
    }

    private static void Body(DocumentWriter writer, IReadOnlyCollection<IndexEntry> entries, ReportTexts texts)
    {
        writer.Text(texts["index.intro", texts.Count(entries.Count), texts.Count(entries.Count(entry => entry.Report?.Verdict == Verdict.Exposed))]);
        IndexEntry[] made = entries.Where(entry => entry.Report is not null)
            .OrderBy(entry => Array.IndexOf(Urgency, entry.Report!.Verdict))
            .ThenBy(entry => entry.Report!.Deadline?.Deadline ?? DateTimeOffset.MaxValue)
            .ThenBy(entry => entry.PracticeId, StringComparer.OrdinalIgnoreCase)
            .ToArray();
        writer.Table(texts["index.caption"], Columns.Select(column => texts[column]).ToArray(), Rows(made, texts));
        string[] failed = entries.Where(entry => entry.Report is null).Select(entry => SafeText.Clean(entry.PracticeId)).ToArray();
        if (failed.Length > 0)
        {
            writer.Text(texts["index.failed", string.Join(", ", failed)], ParagraphStyle.Note);
        }
    }

    private static IEnumerable<IReadOnlyList<DocumentCell>> Rows(IEnumerable<IndexEntry> entries, ReportTexts texts)
    {
        foreach (IndexEntry entry in entries)
        {
            BreachReport report = entry.Report!;
            string first = entry.Files.FirstOrDefault(file => file.EndsWith(".html", StringComparison.Ordinal)) ?? (entry.Files.Count > 0 ? entry.Files[0] : "");
            yield return new[]
            {
                new DocumentCell(NameOf(entry, report), IsHead: true, Link: first.Length == 0 ? null : Href(first)),
                new DocumentCell(texts.Of(report.Verdict), IsBad: report.Verdict == Verdict.Exposed),
                new DocumentCell(DeadlineOf(report, texts)),
                new DocumentCell(report.Kind == ReportKind.BreachReport ? texts.Count(report.GapCount) : texts["index.nothing"]),
                new DocumentCell("", Links: entry.Files.Select(file => new DocumentTerm("", TitleOf(report, file, texts), Href(file))).ToArray()),
            };
        }
    }

    private static string NameOf(IndexEntry entry, BreachReport report)
    {
        string name = DocumentOutline.NameOf(report);
        string id = SafeText.Clean(entry.PracticeId);
        return name == id || id.Length == 0 ? name : $"{name} ({id})";
    }

    // The document's own title and the kind of file; data files have no title.
    private static string TitleOf(BreachReport report, string file, ReportTexts texts)
    {
        string kind = Path.GetExtension(file).TrimStart('.').ToUpperInvariant();
        if (kind is "JSON" or "CSV")
        {
            return texts["index.file", texts["index.data"], kind];
        }

        string name = Path.GetFileNameWithoutExtension(file);
        ReportDocument document = ((ReportDocument[])Enum.GetValues(typeof(ReportDocument)))
            .Where(each => name.EndsWith(DocumentFile.Suffix(report, each), StringComparison.Ordinal))
            .OrderByDescending(each => DocumentFile.Suffix(report, each).Length)
            .FirstOrDefault();
        return texts["index.file", DocumentOutline.Of(report, document, texts).Title, kind];
    }

    private static string DeadlineOf(BreachReport report, ReportTexts texts) => report.Deadline is not BreachDeadline deadline ? texts[report.Kind == ReportKind.BreachReport ? "index.not-started" : "index.nothing"]
        : report.DeadlineAssumed ? texts["index.assumed", texts.Moment(deadline.Deadline)]
        : texts.Moment(deadline.Deadline);

    private static string Href(string file) => string.Join("/", file.Split('/').Select(Uri.EscapeDataString));
}
