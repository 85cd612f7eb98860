// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Docx;
using PracticeNetSec.Reporting.Html;
using PracticeNetSec.Reporting.Records;

namespace PracticeNetSec.Fixtures;

/// <summary>Every output of a report as text, as a reader or a search would find it.</summary>
public static class Rendered
{
    public static readonly ReportDocument[] Documents = Enum.GetValues<ReportDocument>();

    public static string Html(BreachReport report, string language = "de", ReportDocument document = ReportDocument.Dossier) =>
        Text(writer => HtmlReport.Write(writer, report, language, document));

    public static string Json(BreachReport report, string language = "de") => Text(writer => JsonReport.Write(writer, report, language));

    public static string Csv(BreachReport report, string language = "de") => Text(writer => CsvReport.Write(writer, report, language));

    public static MemoryStream Docx(BreachReport report, string language = "de", ReportDocument document = ReportDocument.Dossier)
    {
        MemoryStream stream = new();
        DocxReport.Write(stream, report, language, document);
        stream.Position = 0;
        return stream;
    }

    /// <summary>All parts of the package, with names.</summary>
    public static string DocxParts(BreachReport report, string language = "de", ReportDocument document = ReportDocument.Dossier)
    {
        using ZipArchive zip = new(Docx(report, language, document));
        StringBuilder parts = new();
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using StreamReader reader = new(entry.Open(), Encoding.UTF8);
            parts.Append(entry.FullName).Append('\n').Append(reader.ReadToEnd()).Append('\n');
        }

        return parts.ToString();
    }

    public static IEnumerable<(string Name, string Text)> All(BreachReport report)
    {
        foreach (string language in new[] { "de", "en" })
        {
            foreach (ReportDocument document in Documents)
            {
                yield return ($"{document}.{language}.html", Html(report, language, document));
                yield return ($"{document}.{language}.docx", DocxParts(report, language, document));
            }

            yield return ($"{language}.json", Json(report, language));
            yield return ($"{language}.csv", Csv(report, language));
        }
    }

    private static string Text(Action<TextWriter> write)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        write(output);
        return output.ToString();
    }
}
