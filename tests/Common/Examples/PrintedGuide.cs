// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace PracticeNetSec.Testing.Examples;

/// <summary>The lines that a guide tells a newcomer to type, in the order in which they stand there.</summary>
public static partial class PrintedGuide
{
    public static readonly string[] Guides = ["README.md", "docs/de/KURZANLEITUNG.md"];

    /// <summary>The guides' PowerShell. A block that queries no device belongs to the place of the block before it, whose variables it uses. A block that imports the module begins anew.</summary>
    public static IReadOnlyList<PrintedExample> All(string root) => [.. Guides.SelectMany(guide => Of(root, guide))];

    /// <summary>The guide's lines for another shell: the language of the block, and the block.</summary>
    public static IReadOnlyList<string> Blocks(string root, string guide, string language) =>
        [.. CodeBlocks().Matches(File.ReadAllText(Path.Combine(root, guide))).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["code"].Value)];

    /// <summary>Besides what help pages name, guides name files as they lie in a clone.</summary>
    public static void Prepare(string root, string folder)
    {
        PrintedExample.Prepare(root, folder);
        foreach (string part in new[] { "samples", "artifacts/PracticeNetSec" })
        {
            foreach (string file in Directory.GetFiles(Path.Combine(root, part), "*", SearchOption.AllDirectories))
            {
                string copy = Path.Combine(folder, Path.GetRelativePath(root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    private static List<PrintedExample> Of(string root, string guide)
    {
        List<PrintedExample> parts = [];
        foreach (string code in Blocks(root, guide, "powershell"))
        {
            PrintedExample block = new(guide, "", code);
            PrintedExample? before = parts.LastOrDefault();
            if (before is not null && !code.StartsWith("Import-Module", StringComparison.Ordinal) && (block.Place is null || block.Place == before.Place))
            {
                parts[^1] = before with { Code = before.Code + code };
            }
            else
            {
                parts.Add(block with { Title = $"part {parts.Count + 1}" });
            }
        }

        return parts;
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();
}
