// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PracticeNetSec.Packaging.Help;

/// <summary>Reads a help page and holds it to its structure.</summary>
internal sealed partial class HelpPageReader
{
    private const int Title = 1, Section = 2, SubSection = 3;

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build();

    private readonly string _path;
    private readonly HelpLanguage _language;

    private HelpPageReader(string path, HelpLanguage language)
    {
        _path = path;
        _language = language;
    }

    /// <summary>The pages of a language: every file that is named like a cmdlet.</summary>
    public static IEnumerable<string> Pages(string docs, HelpLanguage language) =>
        Directory.GetFiles(Path.Combine(docs, language.Folder), "*-*.md").Order(StringComparer.Ordinal);

    /// <summary>Reads a page.</summary>
    /// <exception cref="HelpPageException">It has another structure; says where.</exception>
    public static HelpPage Read(string path, HelpLanguage language)
    {
        MarkdownDocument document = Markdig.Markdown.Parse(File.ReadAllText(path), Markdown);
        return new HelpPageReader(path, language).Read(document);
    }

    private HelpPage Read(MarkdownDocument document)
    {
        Block[] blocks = [.. document];
        string title = blocks is [HeadingBlock { Level: Title } heading, ..] ? PlainText.Of(heading.Inline) : "";
        ThrowIfInvalid(title == Path.GetFileNameWithoutExtension(_path), document, "the page begins with '# ', the file's name and nothing more");
        ThrowIfInvalid(blocks.Length > 2 && blocks[1] is ParagraphBlock && blocks[2] is HeadingBlock { Level: Section }, document, "one paragraph stands between the title and the first section: the synopsis");
        string[] sections = [.. blocks.OfType<HeadingBlock>().Where(block => block.Level == Section).Select(block => PlainText.Of(block.Inline))];
        ThrowIfInvalid(sections.SequenceEqual(_language.Sections), document, $"the sections are {string.Join(", ", _language.Sections)}, in this order");

        Block[][] contents = [.. _language.Sections.Select(name => SectionOf(blocks, name))];
        return new HelpPage
        {
            Path = _path,
            Name = title,
            Synopsis = PlainText.Of(((ParagraphBlock)blocks[1]).Inline),
            Description = [.. PlainText.Of(contents[0])],
            Examples = [.. Examples(contents[1])],
            Parameters = [.. Parameters(contents[2])],
            Output = [.. PlainText.Of(contents[3])],
            Safety = [.. PlainText.Of(contents[4])],
            Links = [.. Links(contents[5])],
        };
    }

    private Block[] SectionOf(Block[] blocks, string name)
    {
        int start = Array.FindIndex(blocks, block => block is HeadingBlock { Level: Section } heading && PlainText.Of(heading.Inline) == name);
        Block[] content = [.. blocks.Skip(start + 1).TakeWhile(block => block is not HeadingBlock { Level: <= Section })];
        ThrowIfInvalid(content.Length > 0, blocks[start], $"'{name}' is empty");
        return content;
    }

    private IEnumerable<HelpExample> Examples(Block[] blocks)
    {
        ThrowIfInvalid(blocks.Length % 3 == 0, blocks[0], "an example is a heading '### ', one block of code, one sentence");
        for (int at = 0; at < blocks.Length; at += 3)
        {
            ThrowIfInvalid(blocks[at] is HeadingBlock { Level: SubSection }, blocks[at], "an example begins with a heading '### '");
            ThrowIfInvalid(blocks[at + 1] is FencedCodeBlock { Info: "powershell" }, blocks[at + 1], "after the heading comes one block ```powershell");
            ThrowIfInvalid(blocks[at + 2] is ParagraphBlock, blocks[at + 2], "after the code comes one sentence");
            yield return new HelpExample(
                PlainText.Of(((HeadingBlock)blocks[at]).Inline),
                PlainText.Lines((CodeBlock)blocks[at + 1]),
                PlainText.Of(((ParagraphBlock)blocks[at + 2]).Inline),
                blocks[at].Line + 1);
        }
    }

    private IEnumerable<HelpParameter> Parameters(Block[] blocks)
    {
        ThrowIfInvalid(blocks is [Table], blocks[0], "the parameters are one table");
        TableRow[] rows = [.. ((Table)blocks[0]).OfType<TableRow>()];
        ThrowIfInvalid(Cells(rows[0]).Select(PlainText.Of).SequenceEqual(_language.ParameterColumns), rows[0], $"the columns are {string.Join(" | ", _language.ParameterColumns)}");
        foreach (TableRow row in rows.Skip(1))
        {
            ContainerInline?[] cells = Cells(row);
            ThrowIfInvalid(cells.Length == 4, row, "a parameter has four cells; write a bar inside one as \\|");
            string[] names = [.. PlainText.CodeOf(cells[0])];
            Match name = names.Length == 0 ? Match.Empty : NameAndType().Match(names[0]);
            ThrowIfInvalid(name.Success && names.Skip(1).All(alias => alias.StartsWith('-')), row, "the first cell is `-Name <type>` or `-Switch`, then the aliases as `-Alias`");
            yield return new HelpParameter(
                name.Groups["name"].Value, name.Groups["type"].Value, [.. names.Skip(1).Select(alias => alias[1..])],
                PlainText.Of(cells[1]), PlainText.Of(cells[2]), PlainText.CodeOf(cells[2]), PlainText.Of(cells[3]), row.Line + 1);
        }
    }

    private static ContainerInline?[] Cells(TableRow row) => [.. row.OfType<TableCell>().Select(PlainText.LineOf)];

    private IEnumerable<HelpLink> Links(Block[] blocks)
    {
        ThrowIfInvalid(blocks is [ListBlock], blocks[0], "the links are one list");
        foreach (ListItemBlock item in ((ListBlock)blocks[0]).OfType<ListItemBlock>())
        {
            LinkInline? link = item is [ParagraphBlock line] ? line.Inline?.OfType<LinkInline>().FirstOrDefault() : null;
            ThrowIfInvalid(link?.Url is not null, item, "each line of the links is a link");
            yield return new HelpLink(PlainText.Of((ContainerInline)link!).Trim(), link!.Url!);
        }
    }

    private void ThrowIfInvalid(bool holds, Block where, string rule)
    {
        if (!holds)
        {
            throw new HelpPageException(_path, where.Line + 1, rule);
        }
    }

    [GeneratedRegex(@"^-(?<name>\w+)( <(?<type>[\w\[\]]+)>)?$")]
    private static partial Regex NameAndType();
}
