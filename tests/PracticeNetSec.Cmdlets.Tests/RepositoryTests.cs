// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>What no compiler sees: links that lead nowhere, cmdlets that do not exist, files that have grown too long.</summary>
public sealed partial class RepositoryTests
{
    private const int LongestFile = 500;
    private const int MaxMistypings = 2; // two letters that changed places, or one left out and one too many

    private static readonly string[] Passed = ["bin", "obj", "artifacts", "out", ".git"];

    private static readonly Dictionary<string, CommandInfo> Cmdlets = ModuleRun.Invoke("Get-Command -Module PracticeNetSec").Output
        .Select(command => (CommandInfo)command.BaseObject).ToDictionary(command => command.Name, StringComparer.Ordinal);

    [Fact]
    public void Every_link_in_a_document_leads_to_a_file_that_is_there()
    {
        string[] broken = [.. Files("*.md").SelectMany(file => Links().Matches(File.ReadAllText(file)).Select(link => (file, target: link.Groups["target"].Value)))
            .Where(link => !link.target.Contains("://", StringComparison.Ordinal))
            .Where(link => !LeadsSomewhere(link.file, link.target))
            .Select(link => $"{Relative(link.file)}: {link.target}")];

        Assert.Empty(broken);
    }

    /// <summary>What is observed is dated by the clock that was given, so that tests can set it.</summary>
    [Fact]
    public void The_time_comes_from_a_TimeProvider_alone()
    {
        string[] sources = [.. Files("*.cs").Where(file => Relative(file).StartsWith("src", StringComparison.Ordinal))];

        Assert.NotEmpty(sources);
        Assert.Empty(sources.Where(file => Clock().IsMatch(File.ReadAllText(file))).Select(Relative));
    }

    [Fact]
    public void No_cmdlet_name_is_misspelled()
    {
        HashSet<string> nouns = [.. Cmdlets.Keys.Select(name => name.Split('-')[1])];
        string[] unknown = [.. new[] { "*.md", "*.ps1", "*.json", "*.xml", "*.cron" }.SelectMany(Files)
            .SelectMany(file => CmdletNames().Matches(File.ReadAllText(file)).Select(match => (file, name: match.Value)))
            .Where(found => !Cmdlets.ContainsKey(found.name) && nouns.Any(noun => Mistypings(found.name.Split('-')[1], noun) <= MaxMistypings))
            .Select(found => $"{Relative(found.file)}: {found.name}")];

        Assert.NotEmpty(nouns);
        Assert.Empty(unknown);
    }

    [Fact]
    public void No_source_file_is_longer_than_the_limit() =>
        Assert.Empty(new[] { "*.cs", "*.sh", "*.ps1", "*.py", "*.js" }.SelectMany(Files).Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal) && File.ReadLines(file).Count() > LongestFile).Select(Relative));

    /// <summary>What .editorconfig asks of all files; of C# files the compiler asks more (IDE0055).</summary>
    [Fact]
    public void Every_text_file_has_the_line_endings_of_the_repository()
    {
        string[] texts = ["*.cs", "*.md", "*.sh", "*.ps1", "*.psd1", "*.ps1xml", "*.py", "*.js", "*.css", "*.json", "*.csproj", "*.props"];
        string[] wrong = [.. texts.SelectMany(Files).Where(file => !Relative(file).Contains("/Samples/", StringComparison.Ordinal))
            .SelectMany(file => LineFaults(File.ReadAllText(file)).Select(fault => $"{Relative(file)}: {fault}"))];

        Assert.Empty(wrong);
    }

    /// <summary>In C# files the compiler asks for it (IDE0073).</summary>
    [Fact]
    public void Every_script_has_the_licence_header() => Assert.Empty(new[] { "*.sh", "*.ps1", "*.py" }.SelectMany(Files)
        .Where(file => !File.ReadLines(file).Take(2).Contains("# SPDX-License-Identifier: MIT")).Select(Relative));

    /// <summary>Get-Help finds it only after an empty line, or at the very top.</summary>
    [Fact]
    public void The_help_of_a_script_is_found()
    {
        string[] documented = [.. Files("*.ps1").Where(file => File.ReadAllText(file).Contains(".SYNOPSIS", StringComparison.Ordinal))];

        Assert.NotEmpty(documented);
        Assert.All(documented, file => Assert.NotEmpty(Parser.ParseFile(file, out _, out _).GetHelpContent()?.Synopsis ?? ""));
    }

    [Fact]
    public void Every_script_parses_and_gives_our_cmdlets_parameters_that_they_have()
    {
        string[] scripts = [.. Files("*.ps1")];
        List<string> wrong = [];
        foreach (string script in scripts)
        {
            ScriptBlockAst ast = Parser.ParseFile(script, out _, out ParseError[] errors);
            wrong.AddRange(errors.Select(error => $"{Relative(script)}({error.Extent.StartLineNumber}): {error.Message}"));
            wrong.AddRange(ast.FindAll(found => found is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>().SelectMany(Unknown).Select(parameter => $"{Relative(script)}: {parameter}"));
        }

        Assert.Contains(scripts, script => script.EndsWith(".Tests.ps1", StringComparison.Ordinal));
        Assert.Empty(wrong);
    }

    /// <summary>The tool that users and CI run, and the engine that tests host, are one version.</summary>
    [Fact]
    public void The_pinned_PowerShell_is_the_one_that_tests_host()
    {
        string tools = File.ReadAllText(Path.Combine(ModuleRun.Root, ".config", "dotnet-tools.json"));
        string version = PowerShellVersion().Match(File.ReadAllText(Path.Combine(ModuleRun.Root, "Directory.Build.props"))).Groups["version"].Value;

        Assert.Equal(version, (string?)System.Text.Json.Nodes.JsonNode.Parse(tools)!["tools"]!["powershell"]!["version"]);
        Assert.Equal(version, ModuleRun.Invoke("$PSVersionTable.PSVersion.ToString()").Output.Single().ToString());
    }

    /// <summary>Parameters that a call of one of our cmdlets names and the cmdlet does not have; a unique beginning is enough, as in the engine.</summary>
    private static IEnumerable<string> Unknown(CommandAst call) => call.GetCommandName() is string name && Cmdlets.TryGetValue(name, out CommandInfo? cmdlet)
        ? call.CommandElements.OfType<CommandParameterAst>()
            .Where(named => !cmdlet.Parameters.Values.Any(parameter => parameter.Aliases.Append(parameter.Name).Any(known => known.StartsWith(named.ParameterName, StringComparison.OrdinalIgnoreCase))))
            .Select(named => $"{name} -{named.ParameterName}")
        : [];

    /// <summary>A file or folder that is there, and in a page the heading that is named.</summary>
    private static bool LeadsSomewhere(string from, string target)
    {
        string[] parts = target.Split('#');
        string to = parts[0].Length == 0 ? from : Path.Combine(Path.GetDirectoryName(from)!, Uri.UnescapeDataString(parts[0]));
        return Path.Exists(to) && (parts.Length == 1 || Headings().Matches(File.ReadAllText(to)).Any(heading => Anchor(heading.Groups["text"].Value) == parts[1]));
    }

    /// <summary>As a page's heading is linked to: small letters, no punctuation, hyphens for blanks.</summary>
    private static string Anchor(string heading) => string.Concat(heading.Trim().ToLowerInvariant()
        .Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_').Select(letter => letter == ' ' ? '-' : letter));

    /// <summary>How many letters must be put in, taken out or replaced to make one word of the other (Levenshtein).</summary>
    private static int Mistypings(string word, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= word.Length; i++)
        {
            (int diagonal, row[0]) = (row[0], i);
            for (int j = 1; j <= other.Length; j++)
            {
                int cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (word[i - 1] == other[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[other.Length];
    }

    private static IEnumerable<string> LineFaults(string text)
    {
        if (text.Contains('\r', StringComparison.Ordinal) || text.Contains('\t', StringComparison.Ordinal))
        {
            yield return "a carriage return or a tab";
        }

        if (!text.EndsWith('\n') || text.EndsWith("\n\n", StringComparison.Ordinal))
        {
            yield return "does not end with one line feed";
        }

        if (text.Contains(" \n", StringComparison.Ordinal))
        {
            yield return "spaces at the end of a line";
        }
    }

    // Wine's folder of drives has a link to the machine's root.
    private static IEnumerable<string> Files(string pattern) => Directory
        .EnumerateFiles(ModuleRun.Root, pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Where(file => !Relative(file).Split('/').Intersect(Passed).Any());

    private static string Relative(string file) => Path.GetRelativePath(ModuleRun.Root, file).Replace('\\', '/');

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex("<PowerShellVersion>(?<version>[0-9.]+)<")]
    private static partial Regex PowerShellVersion();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+-[A-Z][A-Za-z]+\b")]
    private static partial Regex CmdletNames();
}
