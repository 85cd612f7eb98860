// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.UserExperience;

/// <summary>What terminals of 80, 100 and 120 columns show of each type, by the engine's own formatter.</summary>
public sealed partial class ViewTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const int Columns = 80; // the narrowest that is usual: a console of Windows, a session over SSH

    [Fact]
    public void Every_output_type_has_a_view_live_and_saved()
    {
        string[] names = [.. ShownTypes.All.SelectMany(type => new[] { type.FullName!, "Deserialized." + type.FullName })];

        Assert.True(names.Length > 60, $"only {names.Length} types were found");
        Assert.DoesNotContain(names, name => !ShownTypes.Views.Contains(name));
    }

    [Fact]
    public void Every_view_is_of_an_output_type() => Assert.Empty(
        ShownTypes.Views.Select(views => views.Key.Replace("Deserialized.", "", StringComparison.Ordinal)).Distinct().Except(ShownTypes.All.Select(type => type.FullName!)));

    [Fact]
    public void Every_table_fits_and_no_column_is_too_narrow_for_its_head()
    {
        List<string> wrong = [];
        foreach (XElement view in ShownTypes.Views.SelectMany(views => views).Where(view => view.Element("TableControl") is not null).Distinct())
        {
            (string Label, int? Width)[] columns = [.. view.Descendants("TableColumnHeader").Select(head => (head.Element("Label")!.Value, (int?)head.Element("Width")))];
            if (columns.Length != view.Descendants("TableColumnItem").Count())
            {
                wrong.Add($"{view.Element("Name")!.Value}: heads and cells differ in number");
            }

            if (columns.Sum(column => column.Width ?? column.Label.Length) + columns.Length - 1 > Columns)
            {
                wrong.Add($"{view.Element("Name")!.Value}: wider than {Columns}");
            }

            wrong.AddRange(columns.Where(column => column.Width < column.Label.Length).Select(column => $"{view.Element("Name")!.Value}: {column.Label} is cut"));
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public void What_is_shown_fits_is_whole_and_names_no_type(int columns)
    {
        ILookup<string, PSObject> samples = ShownTypes.Samples(engine);
        string[] names = [.. ShownTypes.All.SelectMany(type => new[] { type.FullName!, "Deserialized." + type.FullName })];
        Assert.DoesNotContain(names, name => name.StartsWith("Deserialized.", StringComparison.Ordinal) && !samples.Contains(name));

        List<string> wrong = [];
        foreach (string name in names.Where(samples.Contains))
        {
            foreach (string shape in new[] { "", "Format-Table | ", "Format-List | " })
            {
                string text = Show(shape, [.. samples[name]], columns: columns);
                wrong.AddRange(text.Split('\n').Where(line => line.TrimEnd().Length > columns).Select(line => $"{name}: too long: {line}"));
                wrong.AddRange(TypeNames().Matches(text).Select(match => $"{name} {shape}: {match.Value}"));
                wrong.AddRange(Missing(name, shape, text).Select(label => $"{name} {shape}: no {label}"));
                if (!shape.StartsWith("Format-List", StringComparison.Ordinal))
                {
                    wrong.AddRange(Dumps().Matches(text).Select(match => $"{name} {shape}: {match.Value}"));
                }
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>A script in a view that fails shows an empty cell and nothing else: here it fails aloud.</summary>
    [Fact]
    public void No_script_of_a_view_fails()
    {
        ILookup<string, PSObject> samples = ShownTypes.Samples(engine);
        List<string> wrong = [];
        foreach (IGrouping<string, XElement> views in ShownTypes.Views)
        {
            foreach (string script in views.SelectMany(view => view.Descendants("ScriptBlock")).Select(block => block.Value).Distinct())
            {
                EngineResult run = engine.Run("$items = @($input); & { $ErrorActionPreference = 'Stop'; $items | ForEach-Object { " + script + " } }", [.. samples[views.Key]]);
                wrong.AddRange(run.Failure is null ? [] : [$"{views.Key}: {script}: {run.Failure.Message}"]);
            }

            foreach (string property in views.SelectMany(view => view.Descendants("PropertyName")).Select(found => found.Value).Distinct())
            {
                wrong.AddRange(samples[views.Key].Where(item => item.Properties[property] is null).Take(1).Select(_ => $"{views.Key}: no property {property}"));
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>Many have Set-StrictMode in their profile: what a view asks for and does not find would leave its cell empty.</summary>
    [Fact]
    public void Strict_mode_shows_the_same()
    {
        List<string> wrong = [];
        foreach (IGrouping<string, PSObject> samples in ShownTypes.Samples(engine).Where(samples => ShownTypes.Views.Contains(samples.Key)))
        {
            foreach (string shape in new[] { "", "Format-Table | ", "Format-List | " })
            {
                string usual = Show(shape, [.. samples]);
                string strict = Show(shape, [.. samples], "Set-StrictMode -Version Latest; ");
                wrong.AddRange(usual.Split('\n').Zip(strict.Split('\n')).Where(pair => pair.First != pair.Second).Take(3).Select(pair => $"{samples.Key} {shape}: {pair.First} <> {pair.Second}"));
            }
        }

        engine.Run("Set-StrictMode -Off");
        Assert.Empty(wrong);
    }

    /// <summary>As AppLocker and App Control for Business set it: a view that calls a method would have an empty cell.</summary>
    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public void Constrained_language_shows_the_same(int columns)
    {
        using ModuleEngine constrained = new();
        constrained.Run("$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'").WithoutErrors();
        List<string> wrong = [];
        foreach (IGrouping<string, PSObject> samples in ShownTypes.Samples(engine).Where(samples => ShownTypes.Views.Contains(samples.Key)))
        {
            foreach (string shape in new[] { "", "Format-Table | ", "Format-List | " })
            {
                string usual = Show(shape, [.. samples], columns: columns);
                string other = Show(shape, [.. samples], "", columns, constrained);
                wrong.AddRange(usual.Split('\n').Zip(other.Split('\n')).Where(pair => pair.First != pair.Second).Take(3).Select(pair => $"{samples.Key} {shape}: {pair.First} <> {pair.Second}"));
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("PracticeNetSec.Routers.RouterExposure")]
    [InlineData("PracticeNetSec.Shares.ShareReachability")]
    [InlineData("PracticeNetSec.Fleet.Audit.PracticeAudit")]
    public void The_verdict_is_above_the_findings_and_the_next_actions_above_the_rest(string type)
    {
        XElement list = ShownTypes.Views[type].Single(view => view.Element("ListControl") is not null);

        Assert.Equal(["Verdict", "Coverage", "Checked", "Findings", "Do first", "Why"], list.Descendants("Label").Select(label => label.Value).Skip(2).Take(6));
    }

    [Fact]
    public void A_router_reads_like_a_report()
    {
        string text = Show("", [CelleSample.Read("fault")]);

        Assert.Matches(@"Verdict +: Exposed\r?\n(Coverage[^:]*:.*\r?\n( .*\r?\n)*)?Checked +: .*\r?\nFindings +: \[Critical\] The router allows connections from the Internet to\s+ports 440 to 449", text);
        Assert.Matches(@"Do first +: Delete the forward of ports 440 to 449 in the router today\.", text);
        Assert.DoesNotContain("Why ", text, StringComparison.Ordinal); // the findings have said it
    }

    [Fact]
    public void Types_with_many_properties_show_the_essential_ones()
    {
        ILookup<string, PSObject> samples = ShownTypes.Samples(engine);
        Type[] rich = [.. ShownTypes.All.Where(type => type.GetProperties().Length > 8 && !ShownTypes.Views[type.FullName!].Any(view => view.Element("ListControl") is not null))];

        Assert.True(rich.Length >= 5);
        Assert.All(rich, type =>
        {
            PSObject sample = samples[type.FullName!].First();
            string[] shown = [.. ((PSMemberSet)sample.Members["PSStandardMembers"].Value).Members["DefaultDisplayPropertySet"] is PSPropertySet set ? set.ReferencedPropertyNames : []];
            Assert.InRange(shown.Length, 3, 10);
            Assert.All(shown, name => Assert.NotNull(type.GetProperty(name)));
        });
    }

    [Fact]
    public void Ports_sort_by_host_and_port_by_default()
    {
        PSObject port = ShownTypes.Samples(engine)["PracticeNetSec.Probing.PortResult"].First();

        var keys = (PSPropertySet)((PSMemberSet)port.Members["PSStandardMembers"].Value).Members["DefaultKeyPropertySet"];
        Assert.Equal(["ComputerName", "Port"], keys.ReferencedPropertyNames);
    }

    private string Show(string shape, PSObject[] items, string before = "Set-StrictMode -Off; ", int columns = Columns, ModuleEngine? session = null)
    {
        // Windows in Germany; in other cultures the engine may wrap in the middle of a word, never later.
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            return (session ?? engine).Run($"{before}$input | {shape}Out-String -Width {columns}", [.. items]).WithoutErrors().Only<string>();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static IEnumerable<string> Missing(string type, string shape, string text)
    {
        XElement[] views = [.. ShownTypes.Views[type]];
        XElement? table = shape.Length == 0 ? views[0].Element("TableControl") : shape.StartsWith("Format-Table", StringComparison.Ordinal) ? views.Select(view => view.Element("TableControl")).FirstOrDefault(found => found is not null) : null;
        if (table is null)
        {
            return [];
        }

        string[] heads = [.. table.Descendants("Label").Select(label => label.Value)];
        string heading = text.Split('\n').First(line => line.Trim().Length > 0);
        return heads.Where(head => !Regex.IsMatch(heading, $@"(^|\s){Regex.Escape(head)}(\s|$)"));
    }

    [GeneratedRegex(@"(?<![\w/\\])(System|PracticeNetSec)\.[A-Z]\w+(\.\w+)*")]
    private static partial Regex TypeNames();

    [GeneratedRegex(@"\{[^}\n]*\}")]
    private static partial Regex Dumps();
}
