// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Xml.Linq;
using PracticeNetSec.Cmdlets.Tests.Engine;
using PracticeNetSec.Packaging.Help;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Help;

/// <summary>The staged help files, and what the engine makes of them.</summary>
public sealed class Get_Help_shows_the_pages(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void Every_cmdlet_parameter_and_topic_is_in_the_files(string culture)
    {
        XElement[] commands = [.. XDocument.Load(Path.Combine(Checkout.StagedModule, culture, HelpCommand.MamlFile)).Descendants(Command + "command")];

        CmdletInfo[] cmdlets = [.. engine.Run("Get-Command -Module PracticeNetSec | Sort-Object Name").WithoutErrors().All<CmdletInfo>()];
        Assert.Equal(cmdlets.Select(cmdlet => cmdlet.Name), commands.Select(command => command.Element(Command + "details")!.Element(Command + "name")!.Value));
        foreach ((CmdletInfo cmdlet, XElement command) in cmdlets.Zip(commands))
        {
            Assert.Equal(
                cmdlet.Parameters.Keys.Except(Cmdlet.CommonParameters).Order(StringComparer.Ordinal),
                command.Element(Command + "parameters")!.Elements().Select(parameter => parameter.Element(Maml + "name")!.Value).Order(StringComparer.Ordinal));
            Assert.Equal(cmdlet.ParameterSets.Count, command.Element(Command + "syntax")!.Elements().Count());
            Assert.True(command.Element(Command + "examples")!.Elements().Count() >= 3);
        }

        Assert.Equal(
            ["about_PracticeNetSec.help.txt", "about_PracticeNetSec_Incident.help.txt", "about_PracticeNetSec_Safety.help.txt", "about_PracticeNetSec_Vantage.help.txt", "about_PracticeNetSec_Verdict.help.txt"],
            Directory.GetFiles(Path.Combine(Checkout.StagedModule, culture), "about_*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void The_engine_shows_them_in_its_language(string culture)
    {
        // An engine of its own: what has been shown once is shown again in the language of then.
        using ModuleEngine own = new();
        EngineResult Ask(string script) => own.Run($"[System.Threading.Thread]::CurrentThread.CurrentUICulture = '{culture}'; {script}").WithoutErrors();
        HelpLanguage language = HelpLanguage.All.Single(known => known.Culture == culture);
        string docs = Path.Combine(ModuleRun.Root, "docs");
        foreach (HelpPage page in HelpPageReader.Pages(docs, language).Select(path => HelpPageReader.Read(path, language)))
        {
            PSObject help = Assert.Single(Ask($"Get-Help {page.Name} -Full").Output);

            Assert.Equal(page.Synopsis, help.Properties["Synopsis"].Value);
            PSObject[] examples = [.. LanguagePrimitives.GetEnumerable(((PSObject)help.Properties["examples"].Value).Properties["example"].Value).Cast<PSObject>()];
            Assert.Equal(page.Examples.Select(example => example.Code), examples.Select(example => example.Properties["code"].Value.ToString()!));
            Assert.Equal(page.Parameters[0].Meaning, Ask($"(Get-Help {page.Name} -Parameter {page.Parameters[0].Name}).description.Text").Joined);
        }

        foreach (AboutTopic topic in AboutTopic.Files(docs, language).Select(path => AboutTopic.Read(path, language)))
        {
            string text = Ask($"Get-Help {topic.Name}").Only<string>();
            Assert.Contains(topic.Short, text, StringComparison.Ordinal);
            Assert.All(text.Split('\n').Skip(6), line => Assert.InRange(line.Length, 0, 80));
            Assert.Equal(topic.Short, Ask($"Get-Help about_PracticeNetSec* | Where-Object Name -eq {topic.Name} | ForEach-Object Synopsis").Only<string>());
        }
    }

    [Fact]
    public void A_person_reads_it_in_the_terminal()
    {
        string text = engine.Show("Get-Help Test-ShareReachability -Full");

        Assert.Contains("Test-ShareReachability [-ComputerName] <string[]> [-Port <string[]>]", text, StringComparison.Ordinal);
        Assert.Contains("-------- Example 3: Share by share --------", text, StringComparison.Ordinal);
        Assert.Contains("It writes, creates, renames, deletes and sets nothing", text, StringComparison.Ordinal);
        Assert.DoesNotContain('`', text);
    }
}
