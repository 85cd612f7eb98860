// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PracticeNetSec.Packaging.Help;

/// <summary>Takes the marks out of Markdown: the help system and the terminal show plain text.</summary>
internal static class PlainText
{
    private const string Bullet = "- ";

    /// <summary>The blocks of a section, one piece of text each.</summary>
    public static IEnumerable<HelpText> Of(IEnumerable<Block> blocks) => blocks.Select(Of);

    /// <summary>A line of text without its marks; an address that it links to on the web stands behind it.</summary>
    public static string Of(ContainerInline? line)
    {
        StringBuilder text = new();
        Append(text, line);
        return text.ToString().Trim();
    }

    /// <summary>What of a line is written as code.</summary>
    public static IReadOnlyList<string> CodeOf(ContainerInline? line) => [.. (line ?? []).OfType<CodeInline>().Select(Code)];

    /// <summary>All that a cell of a table holds.</summary>
    public static ContainerInline? LineOf(TableCell cell) => cell.OfType<ParagraphBlock>().FirstOrDefault()?.Inline;

    private static HelpText Of(Block block) => block switch
    {
        HeadingBlock heading => new(HelpTextKind.Heading, Of(heading.Inline)),
        ParagraphBlock paragraph => new(HelpTextKind.Paragraph, Of(paragraph.Inline)),
        CodeBlock code => new(HelpTextKind.Code, Lines(code)),
        ListBlock list => new(HelpTextKind.List, string.Join('\n', list.OfType<ListItemBlock>().Select(item => Bullet + string.Join(' ', item.Select(part => Of(part).Text))))),
        Table table => new(HelpTextKind.List, string.Join('\n', Rows(table))),
        _ => throw new NotSupportedException($"A help page has no {block.GetType().Name}."),
    };

    /// <summary>The text of a block of code, exactly as printed.</summary>
    public static string Lines(CodeBlock code) => code.Lines.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');

    /// <summary>A row becomes "first: second"; in wider tables the column's heading stands before what follows.</summary>
    private static IEnumerable<string> Rows(Table table)
    {
        string[][] rows = [.. table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(cell => Of(LineOf(cell))).ToArray())];
        return rows.Skip(1).Select(row => Bullet + row[0] + ": " + (row.Length == 2
            ? row[1]
            : string.Join("; ", row.Skip(1).Select((cell, index) => cell.Length == 0 ? "" : $"{rows[0][index + 1]}: {cell}").Where(cell => cell.Length > 0))));
    }

    private static void Append(StringBuilder text, ContainerInline? line)
    {
        foreach (Inline part in line ?? [])
        {
            switch (part)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.ToString());
                    break;
                case CodeInline code:
                    text.Append(Code(code));
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case AutolinkInline address:
                    text.Append(address.Url);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.ToString());
                    break;
                case LinkInline link:
                    Append(text, link);
                    if (IsOnTheWeb(link.Url))
                    {
                        text.Append(" (").Append(link.Url).Append(')');
                    }

                    break;
                case ContainerInline more:
                    Append(text, more);
                    break;
                default:
                    throw new NotSupportedException($"A help page has no {part.GetType().Name}.");
            }
        }
    }

    public static bool IsOnTheWeb(string? address) => address is not null && address.StartsWith("http", StringComparison.Ordinal);

    // In a table even code must write its bars so.
    private static string Code(CodeInline code) => code.Content.Replace("\\|", "|", StringComparison.Ordinal);
}
