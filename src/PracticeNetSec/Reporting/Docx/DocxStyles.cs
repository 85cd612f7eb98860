// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PracticeNetSec.Reporting.Docx;

/// <summary>The styles and lists of the document: Word's own names, so that outline, navigation and a practice's own template work.</summary>
internal static class DocxStyles
{
    /// <summary>Numbering instance of bulleted lists; numbered lists follow, one instance each, so that each starts at 1.</summary>
    public const int Bullets = 1;

    private const string Dark = "1B1F24";
    private const string Muted = "4A5361";
    private const string Bad = "A4161A";
    private const string Warn = "7A4A00";

    public static Styles Make(string language)
    {
        Styles styles = new(new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", ComplexScript = "Calibri" },
                new FontSize { Val = "21" },
                new Languages { Val = language == "de" ? "de-DE" : "en-GB" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "100", Line = "264", LineRule = LineSpacingRuleValues.Auto }))));
        styles.Append(
            Paragraph("Normal", "Normal", null, Dark, null, false, isDefault: true),
            Paragraph("Title", "Title", "Normal", Dark, "34", true, after: "60"),
            Paragraph("Subtitle", "Subtitle", "Normal", Muted, "20", false, after: "20"),
            Paragraph("Heading1", "heading 1", "Normal", Dark, "27", true, outline: 0, before: "320"),
            Paragraph("Heading2", "heading 2", "Normal", Dark, "23", true, outline: 1, before: "200"),
            Paragraph("Heading3", "heading 3", "Normal", Dark, "21", true, outline: 2, before: "140"),
            Paragraph("Lead", "Lead", "Normal", Dark, "28", true),
            Paragraph("LeadExposed", "Lead Exposed", "Lead", Bad, "28", true),
            Paragraph("Note", "Note", "Normal", Warn, null, false),
            Paragraph("Small", "Small", "Normal", Muted, "18", false),
            Paragraph("Evidence", "Evidence", "Normal", Muted, "17", false, indent: "360"),
            Paragraph("ListParagraph", "List Paragraph", "Normal", Dark, null, false),
            Paragraph("Caption", "caption", "Normal", Dark, "20", true),
            Paragraph("Footer", "footer", "Normal", Muted, "16", false),
            Character("PlaceholderText", "Placeholder Text", Warn),
            Character("Strong", "Strong", null),
            new Style(new StyleName { Val = "Normal Table" }, new StyleTableProperties(new TableIndentation { Width = 0, Type = TableWidthUnitValues.Dxa }))
            {
                Type = StyleValues.Table,
                StyleId = "TableNormal",
                Default = true,
            },
            new Style(
                new StyleName { Val = "Table Grid" },
                new BasedOn { Val = "TableNormal" },
                new StyleTableProperties(new TableBorders(
                    Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>(), Line<InsideHorizontalBorder>(), Line<InsideVerticalBorder>())))
            {
                Type = StyleValues.Table,
                StyleId = "TableGrid",
            });
        return styles;
    }

    public static Numbering Numbering(int numberedLists)
    {
        Numbering numbering = new(
            Abstract(0, NumberFormatValues.Bullet, "•"),
            Abstract(1, NumberFormatValues.Decimal, "%1."));
        numbering.Append(new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = Bullets });
        foreach (int list in Enumerable.Range(1, numberedLists))
        {
            numbering.Append(new NumberingInstance(
                new AbstractNumId { Val = 1 },
                new LevelOverride(new StartOverrideNumberingValue { Val = 1 }) { LevelIndex = 0 })
            {
                NumberID = Bullets + list,
            });
        }

        return numbering;
    }

    private static AbstractNum Abstract(int id, NumberFormatValues format, string text) => new(
        new MultiLevelType { Val = MultiLevelValues.SingleLevel },
        new Level(
            new StartNumberingValue { Val = 1 },
            new NumberingFormat { Val = format },
            new LevelText { Val = text },
            new LevelJustification { Val = LevelJustificationValues.Left },
            new PreviousParagraphProperties(new Indentation { Left = "454", Hanging = "340" }))
        {
            LevelIndex = 0,
        })
    {
        AbstractNumberId = id,
    };

    private static Style Paragraph(
        string id, string name, string? basedOn, string colour, string? size, bool bold, int? outline = null, string? before = null, string? after = null, string? indent = null, bool isDefault = false)
    {
        Style style = new(new StyleName { Val = name }) { Type = StyleValues.Paragraph, StyleId = id };
        if (isDefault)
        {
            style.Default = true;
        }

        if (basedOn is not null)
        {
            style.Append(new BasedOn { Val = basedOn });
        }

        style.Append(new PrimaryStyle());
        List<OpenXmlElement> layout = new();
        if (outline is not null)
        {
            layout.Add(new KeepNext());
        }

        if (before is not null || after is not null)
        {
            SpacingBetweenLines spacing = new();
            if (before is not null)
            {
                spacing.Before = before;
            }

            if (after is not null)
            {
                spacing.After = after;
            }

            layout.Add(spacing);
        }

        if (indent is not null)
        {
            layout.Add(new Indentation { Left = indent });
        }

        if (outline is int level)
        {
            layout.Add(new OutlineLevel { Val = level });
        }

        if (layout.Count > 0)
        {
            style.Append(new StyleParagraphProperties(layout));
        }

        StyleRunProperties run = new();
        if (bold)
        {
            run.Append(new Bold());
        }

        run.Append(new Color { Val = colour });
        if (size is not null)
        {
            run.Append(new FontSize { Val = size });
        }

        style.Append(run);
        return style;
    }

    private static Style Character(string id, string name, string? colour) => new(
        new StyleName { Val = name },
        new StyleRunProperties(colour is null ? new Bold() : new Color { Val = colour }))
    {
        Type = StyleValues.Character,
        StyleId = id,
    };

    private static T Line<T>()
        where T : BorderType, new()
    {
        return new T { Val = BorderValues.Single, Size = 4, Color = "8A93A0" };
    }
}
