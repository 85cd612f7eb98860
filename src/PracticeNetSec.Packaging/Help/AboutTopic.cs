// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Markdig;
using Markdig.Syntax;

namespace PracticeNetSec.Packaging.Help;

/// <summary>A topic that <c>Get-Help about_…</c> shows: plain text, 80 columns wide at most.</summary>
internal sealed record AboutTopic
{
    private const int Columns = 80;
    private const string Indent = "    ";

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().Build();

    public required string Name { get; init; }

    public required string Short { get; init; }

    public required IReadOnlyList<HelpText> Long { get; init; }

    public required IReadOnlyList<HelpText> SeeAlso { get; init; }

    public required HelpLanguage Language { get; init; }

    public static IEnumerable<string> Files(string docs, HelpLanguage language) =>
        Directory.GetFiles(Path.Combine(docs, language.Folder, "about"), "about_*.md").Order(StringComparer.Ordinal);

    /// <summary>Reads a topic: title, one short paragraph, the text, and what to read next.</summary>
    /// <exception cref="HelpPageException">It has another structure.</exception>
    public static AboutTopic Read(string path, HelpLanguage language)
    {
        Block[] blocks = [.. Markdig.Markdown.Parse(File.ReadAllText(path), Markdown)];
        string name = Path.GetFileNameWithoutExtension(path);
        int last = Array.FindIndex(blocks, block => block is HeadingBlock heading && PlainText.Of(heading.Inline) == language.SeeAlso);
        if (blocks is not [HeadingBlock { Level: 1 } title, ParagraphBlock summary, ..] || PlainText.Of(title.Inline) != name || last < 0)
        {
            throw new HelpPageException(path, 1, $"a topic is '# {name}', one short paragraph, the text, and '## {language.SeeAlso}' with a list");
        }

        return new AboutTopic
        {
            Name = name,
            Short = PlainText.Of(summary.Inline),
            Long = [.. PlainText.Of(blocks[2..last])],
            SeeAlso = [.. PlainText.Of(blocks[(last + 1)..])],
            Language = language,
        };
    }

    /// <summary>Writes it under the name that the engine looks for.</summary>
    public void Write(string folder)
    {
        // The engine takes the fifth line as the synopsis, so this one is not wrapped.
        StringBuilder text = new();
        Section(text, Language.AboutHeadings[0], [Indent + Name]);
        Section(text, Language.AboutHeadings[1], [Indent + Short]);
        Section(text, Language.AboutHeadings[2], Lines(Long));
        Section(text, Language.AboutHeadings[3], Lines(SeeAlso));
        File.WriteAllText(Path.Combine(folder, Name + ".help.txt"), text.ToString());
    }

    private static void Section(StringBuilder text, string heading, IEnumerable<string> lines)
    {
        text.Append(heading).Append('\n');
        foreach (string line in lines)
        {
            text.Append(line.TrimEnd()).Append('\n');
        }

        text.Append('\n');
    }

    private static IEnumerable<string> Lines(IReadOnlyList<HelpText> texts) => texts.SelectMany((text, index) => index == 0 ? Lines(text) : Lines(text).Prepend(""));

    private static IEnumerable<string> Lines(HelpText text) => text.Kind switch
    {
        HelpTextKind.Heading => [Indent + text.Text.ToUpperInvariant()],
        HelpTextKind.Code => text.Text.Split('\n').Select(line => Indent + Indent + line),
        HelpTextKind.List => text.Text.Split('\n').SelectMany(item => Wrap(item, Indent, Indent + "  ")),
        _ => Wrap(text.Text, Indent, Indent),
    };

    private static IEnumerable<string> Wrap(string text, string first, string following)
    {
        StringBuilder line = new(first);
        bool empty = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > Columns)
            {
                yield return line.ToString();
                line.Clear().Append(following);
                empty = true;
            }

            line.Append(empty ? "" : " ").Append(word);
            empty = false;
        }

        yield return line.ToString();
    }
}
