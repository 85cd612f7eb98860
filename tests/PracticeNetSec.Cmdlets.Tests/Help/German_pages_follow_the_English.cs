// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Packaging.Help;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Help;

/// <summary>Both languages say the same: the same commands, the same lines, the same order.</summary>
public sealed class German_pages_follow_the_English
{
    private static string Docs => Path.Combine(ModuleRun.Root, "docs");

    public static TheoryData<string> Names() => [.. HelpPageReader.Pages(Docs, HelpLanguage.English).Select(path => Path.GetFileName(path))];

    public static TheoryData<string> Topics() => [.. AboutTopic.Files(Docs, HelpLanguage.English).Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_has_the_same_shape(string file)
    {
        HelpPage english = HelpPageReader.Read(Path.Combine(Docs, file), HelpLanguage.English);
        HelpPage german = HelpPageReader.Read(Path.Combine(Docs, "de", file), HelpLanguage.German);

        Assert.Equal(english.Examples.Select(example => example.Code), german.Examples.Select(example => example.Code));
        Assert.Equal(english.Parameters.Select(Fixed), german.Parameters.Select(Fixed));
        Assert.Equal(Shape(english.Description), Shape(german.Description));
        Assert.Equal(Shape(english.Output), Shape(german.Output));
        Assert.Equal(Shape(english.Safety), Shape(german.Safety));
        Assert.Equal(english.Links.Select(link => Path.GetFileName(link.Address)), german.Links.Select(link => Path.GetFileName(link.Address)));
        Assert.NotEqual(english.Synopsis, german.Synopsis);
        Assert.All(english.Examples.Zip(german.Examples), pair => Assert.NotEqual(pair.First.Remark, pair.Second.Remark));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_has_the_same_shape(string file)
    {
        AboutTopic english = AboutTopic.Read(Path.Combine(Docs, "about", file), HelpLanguage.English);
        AboutTopic german = AboutTopic.Read(Path.Combine(Docs, "de/about", file), HelpLanguage.German);

        Assert.Equal(Shape(english.Long), Shape(german.Long));
        Assert.Equal(english.SeeAlso, german.SeeAlso);
        Assert.NotEqual(english.Short, german.Short);
    }

    private static string Fixed(HelpParameter parameter) =>
        $"{parameter.Name} {parameter.Type} {string.Join(',', parameter.Aliases)} {string.Join(',', parameter.DefaultValues)} {parameter.Default.Length > 0}";

    private static IEnumerable<string> Shape(IReadOnlyList<HelpText> texts) =>
        texts.Select(text => text.Kind == HelpTextKind.Code ? text.Text : $"{text.Kind} {text.Text.Count(letter => letter == '\n')}");
}
