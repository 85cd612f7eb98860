// SPDX-License-Identifier: MIT
using System;
using System.IO;
using PracticeNetSec.Packaging.Help;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Help;

/// <summary>The build stops at a page that Get-Help could not show, and names the line.</summary>
public sealed class A_page_that_is_not_one_is_refused : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns-help").FullName;

    [Theory]
    [InlineData("# Get-BreachDeadline\n", "# Get-Deadline\n", "the file's name")]
    [InlineData("\n## Safety\n", "\n## Security\n", "the sections are")]
    [InlineData("```powershell\nGet-BreachDeadline '2020-12-22 12:17' -Land NI\n```\n", "Type it.\n", "```powershell")]
    [InlineData("`-Land <string>`", "Land", "the first cell")]
    [InlineData("| Name | Meaning |", "| Name | Sense |", "the columns are")]
    [InlineData("- [Export-BreachReport](Export-BreachReport.md)", "- Export-BreachReport", "is a link")]
    public void It_says_which_line_and_why(string good, string bad, string reason)
    {
        string path = Path.Combine(_folder, "Get-BreachDeadline.md");
        string page = File.ReadAllText(Path.Combine(ModuleRun.Root, "docs/Get-BreachDeadline.md")).Replace("\r\n", "\n", StringComparison.Ordinal);
        Assert.Contains(good, page, StringComparison.Ordinal);
        // What is wrong with the whole page is told at its first line.
        int line = good[0] is '#' or '\n' ? 1 : page[..page.IndexOf(good, StringComparison.Ordinal)].Split('\n').Length;
        File.WriteAllText(path, page.Replace(good, bad, StringComparison.Ordinal));

        HelpPageException fault = Assert.Throws<HelpPageException>(() => HelpPageReader.Read(path, HelpLanguage.English));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Equal(line, fault.Line);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
