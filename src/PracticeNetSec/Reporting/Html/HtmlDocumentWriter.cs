// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting.Documents;
using PracticeNetSec.Reporting.Markup;

namespace PracticeNetSec.Reporting.Html;

/// <summary>Documents as HTML.</summary>
internal sealed class HtmlDocumentWriter : DocumentWriter
{
    private static readonly string[] Steps = { "class", "steps" };
    private static readonly string[] RowHead = { "scope", "row" };
    private static readonly string[] BadCell = { "class", "bad" };
    private static readonly string[] NeutralCell = { "class", "calm" };

    private readonly HtmlWriter _html;
    private readonly string _heading;

    /// <param name="html">Receives it.</param>
    /// <param name="isLetter">A letter's headings follow its subject directly: no level is skipped.</param>
    public HtmlDocumentWriter(HtmlWriter html, bool isLetter)
    {
        _html = html;
        _heading = isLetter ? "h2" : "h3";
    }

    public override void Subject(string text) => _html.Element("h1", text);

    public override void Section(string id, string title, Action content) => _html.Element("section", new[] { "aria-labelledby", id }, () =>
    {
        _html.Element("h2", title, "id", id);
        content();
    });

    public override void Heading(string text) => _html.Element(_heading, text);

    public override void Text(string text, ParagraphStyle look = ParagraphStyle.Plain)
    {
        string? name = look switch { ParagraphStyle.Lead => "main", ParagraphStyle.Note => "note", ParagraphStyle.Small => "small", ParagraphStyle.Strong => "deadline", _ => null };
        if (name is null)
        {
            _html.Element("p", text);
        }
        else
        {
            _html.Element("p", text, "class", name);
        }
    }

    public override void Labelled(string label, string text) => _html.Element("p", () =>
    {
        _html.Element("strong", label + ": ");
        _html.Text(text);
    });

    public override void Lines(IEnumerable<DocumentLine> lines, bool numbered = false) =>
        _html.Element(numbered ? "ol" : "ul", numbered ? Steps : Array.Empty<string>(), () =>
        {
            foreach (DocumentLine line in lines)
            {
                _html.Element("li", () => Line(line));
            }
        });

    public override void Terms(IEnumerable<DocumentTerm> terms) => _html.Element("dl", () =>
    {
        foreach (DocumentTerm term in terms)
        {
            _html.Element("dt", term.Name);
            _html.Element("dd", () => Linked(term.Text, term.Link));
        }
    });

    public override void Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<DocumentCell>> rows) =>
        // A keyboard must be able to scroll a wide table horizontally: it can be focused, and so it needs a name.
        _html.Element("div", new[] { "class", "wide", "tabindex", "0", "role", "group", "aria-label", caption }, () => _html.Element("table", () =>
        {
            _html.Element("caption", caption);
            _html.Element("thead", () => _html.Element("tr", () =>
            {
                foreach (string column in columns)
                {
                    _html.Element("th", column, "scope", "col");
                }
            }));
            _html.Element("tbody", () =>
            {
                foreach (IReadOnlyList<DocumentCell> row in rows)
                {
                    _html.Element("tr", () =>
                    {
                        foreach (DocumentCell cell in row)
                        {
                            _html.Element(cell.IsHead ? "th" : "td", cell.IsHead ? RowHead : cell.IsBad ? BadCell : NeutralCell, () => Cell(cell));
                        }
                    });
                }
            });
        }));

    public override void Fold(string summary, Action content) => _html.Element("details", () =>
    {
        _html.Element("summary", summary);
        content();
    });

    public override void Verdict(Verdict verdict, Action content) => _html.Element("div", "class", $"verdict {verdict.ToString().ToLowerInvariant()}", content);

    public override void Card(Severity severity, string tag, string title, Action content) =>
        _html.Element("article", "class", $"card {severity.ToString().ToLowerInvariant()}", () =>
        {
            _html.Element("h3", () =>
            {
                _html.Element("span", tag, "class", "tag");
                _html.Text(" " + title);
            });
            content();
        });

    public override void Field(string title, string norm, Action content) => _html.Element("div", "class", "field", () =>
    {
        _html.Element("h3", () =>
        {
            _html.Element("span", title);
            _html.Text(" ");
            _html.Element("span", norm, "class", "art");
        });
        content();
    });

    public override void Gap(string mark, string what) => _html.Element("p", () =>
    {
        _html.Element("span", $"[{mark}] ", "class", "gap");
        _html.Text(what);
    });

    public override void Block(IEnumerable<string> lines) => _html.Element("p", "class", "block", () =>
    {
        bool first = true;
        foreach (string line in lines)
        {
            if (!first)
            {
                _html.Element("br", "");
            }

            first = false;
            _html.Text(line);
        }
    });

    public override void Picture(ReportPicture picture) => picture.Draw(_html);

    public override void Signature(params string[] labels) => _html.Element("div", "class", "sign", () =>
    {
        foreach (string label in labels.Where(label => label.Length > 0))
        {
            _html.Element("p", label);
        }
    });

    private void Line(DocumentLine line)
    {
        if (line.Label is string label)
        {
            _html.Element("strong", label + ": ");
        }

        if (line.IsCode)
        {
            _html.Element("code", line.Text, "translate", "no");
        }
        else if (line.Language is string language)
        {
            _html.Element("span", line.Text, "lang", language);
        }
        else
        {
            _html.Text(line.Text);
        }
    }

    private void Cell(DocumentCell cell)
    {
        if (cell.Links is not { Count: > 0 } links)
        {
            Linked(cell.Text, cell.Link);
            return;
        }

        for (int index = 0; index < links.Count; index++)
        {
            _html.Text(index == 0 ? "" : ", ");
            Linked(links[index].Text, links[index].Link);
        }
    }

    private void Linked(string text, string? link)
    {
        if (link is null)
        {
            _html.Text(text);
        }
        else
        {
            _html.Element("a", text, "href", link, "rel", "noreferrer");
        }
    }
}
