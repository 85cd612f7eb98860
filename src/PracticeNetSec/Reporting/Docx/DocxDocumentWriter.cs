// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting.Documents;

namespace PracticeNetSec.Reporting.Docx;

/// <summary>Documents as WordprocessingML (ECMA-376 Part 1, clause 17). Figures are replaced by their text alternatives.</summary>
internal sealed class DocxDocumentWriter : DocumentWriter
{
    private static readonly int[] TermWidths = { 2600, 7000 };

    private readonly MainDocumentPart _main;
    private readonly OpenXmlElement _body;
    private readonly string _gap;
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private int _controls;
    private bool _exposed;

    public DocxDocumentWriter(MainDocumentPart main, OpenXmlElement body, string gap)
    {
        _main = main;
        _body = body;
        _gap = gap;
    }

    /// <summary>Number of numbered lists so far; each needs a numbering of its own.</summary>
    public int NumberedLists { get; private set; }

    public void Styled(string style, string text) => _body.Append(Paragraph(style, Run(text)));

    public override void Subject(string text) => Styled("Heading1", text);

    public override void Section(string id, string title, Action content)
    {
        Styled("Heading1", title);
        content();
    }

    public override void Heading(string text) => Styled("Heading2", text);

    public override void Text(string text, ParagraphStyle look = ParagraphStyle.Plain) => _body.Append(look switch
    {
        ParagraphStyle.Lead => Paragraph(_exposed ? "LeadExposed" : "Lead", Run(text)),
        ParagraphStyle.Note => Paragraph("Note", Run(text)),
        ParagraphStyle.Small => Paragraph("Small", Run(text)),
        ParagraphStyle.Strong => Paragraph(null, Run(text, bold: true)),
        _ => Paragraph(null, Run(text)),
    });

    public override void Labelled(string label, string text) => _body.Append(Paragraph(null, Run(label + ": ", bold: true), Run(text)));

    public override void Lines(IEnumerable<DocumentLine> lines, bool numbered = false)
    {
        int list = numbered ? DocxStyles.Bullets + ++NumberedLists : DocxStyles.Bullets;
        foreach (DocumentLine line in lines)
        {
            List<OpenXmlElement> runs = new();
            if (line.Label is string label)
            {
                runs.Add(Run(label + ": ", bold: true));
            }

            Run text = Run(line.Text);
            if (line.Language is string language)
            {
                text.PrependChild(new RunProperties(new Languages { Val = language }));
            }
            else if (line.IsCode)
            {
                text.PrependChild(new RunProperties(new RunFonts { Ascii = "Consolas", HighAnsi = "Consolas" }, new FontSize { Val = "17" }));
            }

            runs.Add(text);
            Paragraph paragraph = new(new ParagraphProperties(
                new ParagraphStyleId { Val = "ListParagraph" },
                new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = list })));
            paragraph.Append(runs);
            _body.Append(paragraph);
        }
    }

    public override void Terms(IEnumerable<DocumentTerm> terms) =>
        _body.Append(Grid(TermWidths, null, terms.Select(term => new[] { new DocumentCell(term.Name, IsHead: true), new DocumentCell(term.Text, Link: term.Link) })), Paragraph("Small"));

    public override void Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<DocumentCell>> rows)
    {
        Paragraph title = Paragraph("Caption", Run(caption));
        title.ParagraphProperties!.InsertAfter(new KeepNext(), title.ParagraphProperties.ParagraphStyleId);
        _body.Append(title, Grid(Enumerable.Repeat(9600 / columns.Count, columns.Count).ToArray(), columns, rows), Paragraph("Small"));
    }

    public override void Fold(string summary, Action content)
    {
        _body.Append(Paragraph("Evidence", Run(summary + ":", bold: true)));
        content();
    }

    public override void Verdict(Verdict verdict, Action content)
    {
        _exposed = verdict == PracticeNetSec.Model.Verdict.Exposed;
        content();
        _exposed = false;
    }

    public override void Card(Severity severity, string tag, string title, Action content)
    {
        Styled("Heading2", $"[{tag}] {title}");
        content();
    }

    public override void Field(string title, string norm, Action content)
    {
        _body.Append(Paragraph("Heading3", Run(title), Run($"  {norm}", style: null, muted: true)));
        content();
    }

    /// <summary>A plain-text content control that shows what is to be entered and is overwritten (17.5.2).</summary>
    public override void Gap(string mark, string what)
    {
        string number = (++_controls).ToString(CultureInfo.InvariantCulture);
        Run placeholder = Run($"[{mark}] {what}", style: "PlaceholderText", open: true);
        SdtRun control = new(
            new SdtProperties(
                new SdtAlias { Val = what.Length > 60 ? what.Substring(0, 60) : what },
                new Tag { Val = "gap" + number },
                new SdtId { Val = 1000 + _controls },
                new ShowingPlaceholder(),
                new SdtContentText { MultiLine = true }),
            new SdtContentRun(placeholder));
        _body.Append(Paragraph(null, control));
    }

    public override void Block(IEnumerable<string> lines)
    {
        Run run = new();
        bool first = true;
        foreach (string line in lines)
        {
            if (!first)
            {
                run.Append(new Break());
            }

            first = false;
            run.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }

        _body.Append(Paragraph(null, run));
    }

    public override void Picture(ReportPicture picture) => Labelled(picture.Title, picture.Description);

    public override void Signature(params string[] labels)
    {
        foreach (string label in labels.Where(label => label.Length > 0))
        {
            Gap(_gap, label);
        }
    }

    private Table Grid(int[] widths, IReadOnlyList<string>? columns, IEnumerable<IReadOnlyList<DocumentCell>> rows)
    {
        Table table = new(
            new TableProperties(
                new TableStyle { Val = "TableGrid" },
                new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                new TableLook { FirstRow = columns is not null, FirstColumn = true }),
            new TableGrid(widths.Select(width => new GridColumn { Width = width.ToString(CultureInfo.InvariantCulture) })));
        if (columns is not null)
        {
            TableRow head = new(new TableRowProperties(new CantSplit(), new TableHeader()));
            head.Append(columns.Select((column, index) => Cell(widths[index], new DocumentCell(column, IsHead: true), shaded: true)));
            table.Append(head);
        }

        foreach (IReadOnlyList<DocumentCell> row in rows)
        {
            TableRow line = new(new TableRowProperties(new CantSplit()));
            line.Append(row.Select((cell, index) => Cell(widths[index], cell, shaded: false)));
            table.Append(line);
        }

        return table;
    }

    private TableCell Cell(int width, DocumentCell cell, bool shaded)
    {
        TableCellProperties properties = new(new TableCellWidth { Width = width.ToString(CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa });
        if (shaded)
        {
            properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "EEF1F5" });
        }

        Run text = Run(cell.Text, bold: cell.IsHead || cell.IsBad, bad: cell.IsBad);
        return new TableCell(properties, Paragraph(null, cell.Link is string link && Uri.TryCreate(link, UriKind.Absolute, out Uri? target) ? Hyperlink(target, text) : text));
    }

    private Hyperlink Hyperlink(Uri target, Run text)
    {
        if (!_links.TryGetValue(target.AbsoluteUri, out string? id))
        {
            id = _main.AddHyperlinkRelationship(target, isExternal: true).Id;
            _links[target.AbsoluteUri] = id;
        }

        return new Hyperlink(text) { Id = id };
    }

    private static Paragraph Paragraph(string? style, params OpenXmlElement[] content)
    {
        Paragraph paragraph = new();
        if (style is not null)
        {
            paragraph.Append(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        }

        paragraph.Append(content);
        return paragraph;
    }

    private static Run Run(string text, bool bold = false, bool bad = false, string? style = null, bool muted = false, bool open = false)
    {
        Run run = new();
        if (bold || bad || muted || style is not null)
        {
            RunProperties properties = new();
            if (style is not null)
            {
                properties.Append(new RunStyle { Val = style });
            }

            if (bold || muted)
            {
                properties.Append(new Bold { Val = bold });
            }

            // LibreOffice shows a placeholder's own colour only where the run itself has it.
            if (bad || muted || open)
            {
                properties.Append(new Color { Val = bad ? "A4161A" : open ? "7A4A00" : "4A5361" });
            }

            if (open)
            {
                properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "FFF3DC" });
            }

            run.Append(properties);
        }

        run.Append(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
        return run;
    }
}
