// SPDX-License-Identifier: MIT
using System.IO;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting.Documents;
using PracticeNetSec.Reporting.Markup;
using PracticeNetSec.Reporting.Records;

namespace PracticeNetSec.Reporting.Html;

/// <summary>Writes a document as one self-contained HTML page: no script, no external image or font.</summary>
public static class HtmlReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="output">Receives it; stays open.</param>
    /// <param name="report">The report.</param>
    /// <param name="language"><c>de</c> or <c>en</c>.</param>
    /// <param name="document">Which document; without an exposure each is the audit record.</param>
    /// <exception cref="InputException"><c>UnknownLanguage</c>: there are no texts in that language.</exception>
    public static void Write(TextWriter output, BreachReport report, string language, ReportDocument document = ReportDocument.Dossier)
    {
        ReportTexts texts = ReportTexts.For(language);
        report.RecordHash = document == ReportDocument.Custody ? RecordHash.Of(report, texts.Language) : null;
        Write(output, DocumentOutline.Of(report, document, texts), DocumentOutline.NameOf(report), texts);
    }

    internal static void Write(TextWriter output, DocumentOutline paper, string name, ReportTexts texts)
    {
        using HtmlWriter html = new(output);
        HtmlDocumentWriter writer = new(html, paper.IsLetter);
        html.Element("html", "lang", texts.Language, () =>
        {
            html.Element("head", () =>
            {
                html.Element("meta", "", "charset", "utf-8");
                html.Element("meta", "", "name", "viewport", "content", "width=device-width, initial-scale=1");
                html.Element("meta", "", "name", "referrer", "content", "no-referrer");
                html.Element("meta", "", "http-equiv", "Content-Security-Policy", "content", "default-src 'none'; style-src 'unsafe-inline'");
                html.Element("title", name.Length == 0 || paper.IsLetter ? paper.Title : $"{paper.Title}: {name}");
                html.Element("style", HtmlStyle.Css);
            });
            if (paper.IsLetter)
            {
                html.Element("body", "class", "letter", () => html.Element("main", () => paper.Body(writer)));
                return;
            }

            html.Element("body", () =>
            {
                html.Element("a", texts["page.skip"], "class", "skip", "href", "#content");
                html.Element("header", () =>
                {
                    if (paper.Header is string header)
                    {
                        html.Element("p", header, "class", "internal");
                    }

                    html.Element("h1", paper.Title);
                    foreach (string line in paper.Meta)
                    {
                        html.Element("p", line, "class", "meta");
                    }
                });
                html.Element("main", "id", "content", () => paper.Body(writer));
                html.Element("footer", () => html.Element("p", paper.Footer));
            });
        });
    }
}
