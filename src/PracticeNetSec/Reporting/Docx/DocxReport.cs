// SPDX-License-Identifier: MIT
using System.IO;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using PracticeNetSec.Model;
using PracticeNetSec.Reporting.Documents;
using PracticeNetSec.Reporting.Records;

namespace PracticeNetSec.Reporting.Docx;

/// <summary>Writes a document of the report as a Word file with real styles and headings; what a person must fill in is a content control.</summary>
public static class DocxReport
{
    private const int PageWidth = 11906;
    private const int PageHeight = 16838;
    private const int Margin = 1134;

    /// <summary>Writes the document.</summary>
    /// <param name="output">Receives it; must be readable, writable and seekable.</param>
    /// <param name="report">The report.</param>
    /// <param name="language"><c>de</c> or <c>en</c>.</param>
    /// <param name="document">Which document; without an exposure each is the audit record.</param>
    /// <exception cref="InputException"><c>UnknownLanguage</c>: there are no texts in that language.</exception>
    public static void Write(Stream output, BreachReport report, string language, ReportDocument document = ReportDocument.Dossier)
    {
        ReportTexts texts = ReportTexts.For(language);
        report.RecordHash = document == ReportDocument.Custody ? RecordHash.Of(report, texts.Language) : null;
        DocumentOutline paper = DocumentOutline.Of(report, document, texts);
        using WordprocessingDocument word = WordprocessingDocument.Create(output, WordprocessingDocumentType.Document);
        word.PackageProperties.Title = paper.IsLetter ? paper.Title : $"{paper.Title}: {DocumentOutline.NameOf(report)}";
        word.PackageProperties.Created = report.CreatedAt.UtcDateTime;
        word.PackageProperties.Language = texts.Language;
        MainDocumentPart main = word.AddMainDocumentPart();
        main.AddNewPart<StyleDefinitionsPart>().Styles = DocxStyles.Make(texts.Language);
        NumberingDefinitionsPart numbering = main.AddNewPart<NumberingDefinitionsPart>();
        Body body = new();
        DocxDocumentWriter writer = new(main, body, texts["fields.gap"]);
        if (!paper.IsLetter)
        {
            writer.Styled("Title", paper.Title);
            foreach (string line in paper.Meta)
            {
                writer.Styled("Subtitle", line);
            }
        }

        paper.Body(writer);
        SectionProperties section = new();
        if (!paper.IsLetter)
        {
            FooterPart footer = main.AddNewPart<FooterPart>();
            footer.Footer = MakeFooter(paper.Footer);
            section.Append(new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) });
        }

        if (paper.Header is string text)
        {
            HeaderPart header = main.AddNewPart<HeaderPart>();
            header.Header = new Header(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Footer" }), new Run(new Text(text))));
            section.PrependChild(new HeaderReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(header) });
        }

        section.Append(
            new PageSize { Width = PageWidth, Height = PageHeight },
            new PageMargin { Top = Margin, Bottom = Margin, Left = Margin, Right = Margin, Header = 567, Footer = 567, Gutter = 0 });
        body.Append(section);
        numbering.Numbering = DocxStyles.Numbering(writer.NumberedLists);
        main.Document = new Document(body);
    }

    private static Footer MakeFooter(string text) => new(new Paragraph(
        new ParagraphProperties(new ParagraphStyleId { Val = "Footer" }),
        new Run(new Text(text + " ") { Space = SpaceProcessingModeValues.Preserve }),
        new SimpleField(new Run(new Text("1"))) { Instruction = " PAGE " },
        new Run(new Text("/")),
        new SimpleField(new Run(new Text("1"))) { Instruction = " NUMPAGES " }));
}
