using System;
using System.IO;
using PracticeNetSec.Findings;

namespace PracticeNetSec.Reporting;

/// <summary>Writes a dossier as one HTML page that needs nothing else: no script, no picture, no font from elsewhere.</summary>
public static class HtmlReport
{
    private static readonly string[] Notes = { "note.controller", "note.register", "note.patients", "note.secrecy", "note.use" };

    /// <summary>Writes the page.</summary>
    /// <param name="output">Receives it; stays open.</param>
    /// <param name="report">The dossier.</param>
    /// <param name="language"><c>de</c> or <c>en</c>.</param>
    /// <exception cref="InputException"><c>UnknownLanguage</c>: there are no texts in that language.</exception>
    public static void Write(TextWriter output, BreachReport report, string language)
    {
        ReportTexts texts = ReportTexts.For(language);
        string title = texts[report.Kind == ReportKind.BreachReport ? "title.breach" : "title.audit"];
        string name = SafeText.Clean(report.Practice is { Name.Length: > 0 } practice ? practice.Name : report.PracticeId);
        using HtmlWriter html = new(output);
        html.Element("html", "lang", texts.Language, () =>
        {
            html.Element("head", () =>
            {
                html.Element("meta", "", "charset", "utf-8");
                html.Element("meta", "", "name", "viewport", "content", "width=device-width, initial-scale=1");
                html.Element("meta", "", "name", "referrer", "content", "no-referrer");
                html.Element("meta", "", "http-equiv", "Content-Security-Policy", "content", "default-src 'none'; style-src 'unsafe-inline'");
                html.Element("title", $"{title}: {name}");
                html.Element("style", HtmlStyle.Css);
            });
            html.Element("body", () =>
            {
                html.Element("a", texts["page.skip"], "class", "skip", "href", "#content");
                html.Element("header", () =>
                {
                    html.Element("h1", title);
                    html.Element("p", texts["page.for", name], "class", "meta");
                    html.Element("p", texts["page.created", texts.Moment(report.CreatedAt)], "class", "meta");
                });
                html.Element("main", "id", "content", () => Sections(html, report, texts));
                html.Element("footer", () => html.Element("p", texts["page.footer"]));
            });
        });
    }

    private static void Sections(HtmlWriter html, BreachReport report, ReportTexts texts)
    {
        VerdictSection.Write(html, report, texts);
        DeadlineSection.Write(html, report, texts);
        if (report.Router is not null)
        {
            Section(html, "picture", texts["section.picture"], () => PortPicture.Write(html, report, texts));
        }

        Section(html, "findings", texts["section.findings"], () => FindingSection.Write(html, report, texts));
        if (report.Shares.Length > 0)
        {
            Section(html, "shares", texts["section.shares"], () => ShareSection.Write(html, report, texts));
        }

        if (report.Kind == ReportKind.BreachReport)
        {
            Section(html, "fields", texts["section.fields"], () => FieldSection.Write(html, report, texts));
        }

        Section(html, "measured", texts["section.measured"], () => MeasurementSection.Write(html, report, texts));
        if (report.Verdict != Verdict.NotExposed)
        {
            Section(html, "notes", texts["section.notes"], () => html.Element("ul", () =>
            {
                foreach (string note in Notes)
                {
                    html.Element("li", texts[note]);
                }
            }));
        }
    }

    internal static void Section(HtmlWriter html, string id, string title, Action content) =>
        html.Element("section", new[] { "aria-labelledby", id }, () =>
        {
            html.Element("h2", title, "id", id);
            content();
        });
}
