// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using PracticeNetSec.Packaging.Help;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Help;

/// <summary>What the help pages say of the cmdlets, held against the staged module.</summary>
public sealed partial class Pages_agree_with_the_module
{
    private static readonly Lazy<IReadOnlyList<CmdletInfo>> Cmdlets = new(() => ModuleCmdlets.Load(ModuleRun.ManifestPath));

    private static string Docs => Path.Combine(ModuleRun.Root, "docs");

    public static TheoryData<string, string> Pages()
    {
        TheoryData<string, string> pages = [];
        foreach (HelpLanguage language in HelpLanguage.All)
        {
            foreach (CmdletInfo cmdlet in Cmdlets.Value)
            {
                pages.Add(language.Culture, cmdlet.Name);
            }
        }

        return pages;
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void There_is_a_page_for_each_cmdlet_and_no_other(string culture)
    {
        HelpLanguage language = Language(culture);

        Assert.Equal(Cmdlets.Value.Select(cmdlet => cmdlet.Name), HelpPageReader.Pages(Docs, language).Select(path => Path.GetFileNameWithoutExtension(path)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_parameter_is_there_as_it_is(string culture, string name)
    {
        HelpLanguage language = Language(culture);
        CmdletInfo cmdlet = Cmdlet(name);
        HelpPage page = Page(name, language);

        Assert.Equal(ModuleCmdlets.Own(cmdlet).Select(parameter => parameter.Name), page.Parameters.Select(parameter => parameter.Name));
        foreach (HelpParameter written in page.Parameters)
        {
            ParameterMetadata real = cmdlet.Parameters[written.Name];
            string where = $"{page.Path}({written.Line}) -{written.Name}: ";
            Assert.Equal(where + ModuleCmdlets.TypeName(real.ParameterType), where + written.Type);
            Assert.Equal(where + string.Join(",", real.Aliases), where + string.Join(",", written.Aliases));
            Assert.Equal(where + Place(real, language), where + written.Place);
            Assert.Equal(where + real.ParameterSets.Values.All(set => set.IsMandatory), where + (written.Default == language.Required));
            Assert.Equal(where + real.Attributes.OfType<SupportsWildcardsAttribute>().Any(), where + written.Meaning.Contains(language.Wildcards, StringComparison.OrdinalIgnoreCase));
            Assert.All(Told(real, language), word => Assert.True(Regex.IsMatch(written.Meaning, $@"(?<![\w.,]){Regex.Escape(word)}(?!\w)"), $"{where}'{word}' is not told"));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_default_is_the_real_one(string culture, string name)
    {
        HelpLanguage language = Language(culture);
        CmdletInfo cmdlet = Cmdlet(name);
        object fresh = Activator.CreateInstance(cmdlet.ImplementingType)!;
        foreach (HelpParameter written in Page(name, language).Parameters.Where(parameter => parameter.Default != language.Required))
        {
            string where = $"{name} -{written.Name} ({culture}): ";
            object? value = cmdlet.ImplementingType.GetProperty(written.Name)!.GetValue(fresh);
            string real = value is SwitchParameter ? "" : string.Join(", ", Values(value));
            if (Computed().Match(written.Default) is { Success: true } rule)
            {
                int[] numbers = [.. rule.Groups.Values.Skip(1).Select(group => int.Parse(group.Value, CultureInfo.InvariantCulture))];
                Assert.Equal(where + Math.Clamp(numbers[0] * Environment.ProcessorCount, numbers[1], numbers[2]), where + real);
            }
            else if (real.Length > 0)
            {
                Assert.Equal(where + real, where + written.Default);
                Assert.Equal(Values(value), written.DefaultValues);
            }
            else
            {
                // Only words can tell what an empty value means; a switch is off and needs none.
                Assert.Empty(written.DefaultValues);
                Assert.True(value is SwitchParameter == (written.Default.Length == 0), where + written.Default);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void There_are_three_examples_or_more_and_the_output_is_named(string culture, string name)
    {
        HelpPage page = Page(name, Language(culture));

        Assert.True(page.Examples.Count >= 3);
        Assert.Equal(page.Examples.Count, page.Examples.Select(example => example.Title).Distinct().Count());
        Assert.All(Cmdlet(name).OutputType, type => Assert.Contains(type.Type.Name, string.Join(' ', page.Output.Select(text => text.Text)), StringComparison.Ordinal));
        Assert.All(page.Links.Where(link => !PlainText.IsOnTheWeb(link.Address)), link => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(page.Path)!, link.Address)), link.Address));
    }

    private static string[] Values(object? value) => value switch
    {
        null or "" => [],
        Array many => [.. many.Cast<object>().Select(one => Values(one).Single())],
        IFormattable number => [number.ToString(null, CultureInfo.InvariantCulture)],
        _ => [value.ToString()!],
    };

    /// <summary>What the meaning must tell: every value that is allowed, and both ends of a range.</summary>
    private static IEnumerable<string> Told(ParameterMetadata parameter, HelpLanguage language)
    {
        Type type = parameter.ParameterType.GetElementType() ?? parameter.ParameterType;
        return (type.IsEnum ? Enum.GetNames(type) : [])
            .Concat(parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues))
            .Concat(parameter.Attributes.Where(attribute => attribute.GetType().Name == "ValidateNumberRangeAttribute")
                .SelectMany(range => new[] { "Least", "Most" }.Select(end => range.GetType().GetProperty(end)!.GetValue(range)!))
                .Select(end => ((IFormattable)end).ToString(null, CultureInfo.GetCultureInfo(language.Culture))));
    }

    private static string Place(ParameterMetadata parameter, HelpLanguage language)
    {
        ParameterSetMetadata flags = parameter.ParameterSets.Values.First();
        string[] parts =
        [
            .. flags.ValueFromPipeline ? [language.Pipeline] : Array.Empty<string>(),
            .. flags.ValueFromPipelineByPropertyName ? [language.PipelineByPropertyName] : Array.Empty<string>(),
            .. flags.Position >= 0 ? [string.Format(CultureInfo.InvariantCulture, language.Position, flags.Position)] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? language.Named : string.Join(", ", parts);
    }

    private static HelpLanguage Language(string culture) => HelpLanguage.All.Single(language => language.Culture == culture);

    private static CmdletInfo Cmdlet(string name) => Cmdlets.Value.Single(cmdlet => cmdlet.Name == name);

    private static HelpPage Page(string name, HelpLanguage language) => HelpPageReader.Read(Path.Combine(Docs, language.Folder, name + ".md"), language);

    [GeneratedRegex(@"^(\d+) \w+ \w+, \D+ (\d+), \D+ (\d+)$")]
    private static partial Regex Computed();
}
