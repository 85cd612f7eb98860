// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>Objects that were away: CLIXML, jobs, remoting and JSON leave only properties, and sometimes not all of them. That whole ones make the same report is in tests/Pester/Pipeline.Tests.ps1.</summary>
public sealed class SavedObjectTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns").FullName;

    [Fact]
    public void The_error_of_a_truncated_object_has_the_position()
    {
        PSObject cut = AsJsonGivesIt(CelleSample.Read("fault").BaseObject);
        cut.Properties["Forwards"].Value = new object[] { "PracticeNetSec.Routers.PortForward" };

        RunResult run = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1]", cut, _folder);

        Assert.Equal("ObjectCutOff", Assert.Single(run.ErrorIds));
        Assert.Contains("RouterExposure.Forwards", run.Errors[0].Exception.Message);
    }

    [Fact]
    public void An_altered_object_is_one_error_and_the_others_get_their_report()
    {
        PSObject good = CelleSample.Read("fault");
        PSObject missing = AsJsonGivesIt(good.BaseObject);
        missing.Properties["Findings"].Value = new object?[] { null };
        PSObject senseless = AsJsonGivesIt(good.BaseObject);
        senseless.Properties["Verdict"].Value = 99L;

        RunResult run = ModuleRun.Invoke("$args[0], $args[1], $args[2] | Export-BreachReport -Path $args[3] -PassThru", missing, senseless, good, _folder);

        Assert.Equal(new[] { "ObjectCutOff", "ObjectCutOff" }, run.ErrorIds);
        Assert.Equal(2, run.Output.Count);
    }

    [Theory]
    [InlineData("Evidence")]
    [InlineData("Values")]
    public void A_list_that_was_saved_as_one_text_is_never_taken_as_it_is(string list)
    {
        // What ConvertTo-Json leaves of a list beyond its depth: its elements with spaces between them.
        PSObject cut = AsJsonGivesIt(CelleSample.Read("patched").BaseObject);
        PSObject finding = (PSObject)((object[])cut.Properties["Findings"].Value)[0];
        finding.Properties[list].Value = string.Join(' ', (object[])finding.Properties[list].Value);

        RunResult run = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1]", cut, _folder);

        Assert.Equal("ObjectCutOff", Assert.Single(run.ErrorIds));
        Assert.Contains($"RouterExposure.Findings[].{list}", run.Errors[0].Exception.Message);
    }

    [Fact]
    public void Tables_within_tables_bind_again()
    {
        object? tables = AsHashtable(AsJsonGivesIt(CelleSample.Read("fault").BaseObject));

        RunResult run = ModuleRun.Invoke("$args[0] | Export-BreachReport -Path $args[1] -PassThru", tables, _folder);

        Assert.Empty(run.Errors);
        Assert.Equal(2, run.Output.Count);
    }

    [Fact]
    public void Times_come_back_as_text_moment_or_moment_with_offset()
    {
        PSObject fresh = CelleSample.Read("fault");
        DateTime built = new(2018, 10, 25, 0, 0, 0, DateTimeKind.Unspecified);
        foreach (object saved in new object[] { built, new DateTimeOffset(built, TimeSpan.Zero), "2018-10-25T00:00:00" })
        {
            PSObject made = AsJsonGivesIt(fresh.BaseObject);
            ((PSObject)made.Properties["Firmware"].Value).Properties["BuildDate"].Value = saved;

            RunResult run = ModuleRun.Invoke("$args[0] | Get-RouterExposure -WalkPath $args[1]", made, Path.Combine(ModuleRun.Samples, "walk-fault.txt"));

            Assert.Empty(run.Errors);
            object firmware = Assert.Single(run.Output).Properties["Firmware"].Value;
            Assert.Equal(built, PSObject.AsPSObject(firmware).Properties["BuildDate"].Value);
        }
    }

    [Fact]
    public void A_saved_verdict_is_found_by_its_name()
    {
        PSObject fresh = CelleSample.Read("fault");

        // In the module's own session, as Import-Clixml and Receive-Job do it.
        RunResult run = ModuleRun.Invoke(
            "$saved = [System.Management.Automation.PSSerializer]::Deserialize($args[0]); "
            + "$saved | Where-Object Verdict -eq 'Exposed'; $saved.Findings | Where-Object Severity -eq 'Critical' | ForEach-Object RuleId; $saved.Ports | Where-Object State -eq 'Open' | ForEach-Object Port",
            PSSerializer.Serialize(fresh, 6));

        Assert.Empty(run.Errors);
        Assert.Equal("Exposed", run.Output[0].Properties["Verdict"].Value.ToString());
        Assert.Contains("router.widened-forward", run.Output.Select(found => found.BaseObject as string));
        Assert.Contains(445, run.Output.Select(found => found.BaseObject).OfType<int>());
    }

    [Fact]
    public void Every_enumeration_in_our_objects_comes_back_as_itself()
    {
        HashSet<Type> seen = new();
        RunResult commands = ModuleRun.Invoke("Get-Command -Module PracticeNetSec");
        foreach (Type type in commands.Output.Select(command => ((CommandInfo)command.BaseObject).OutputType).SelectMany(types => types).Select(name => name.Type).Where(type => type is not null))
        {
            Collect(type, seen);
        }

        string[] enumerations = seen.Where(type => type.IsEnum).Select(type => "Deserialized." + type.FullName).Order(StringComparer.Ordinal).ToArray();
        string[] objects = Types("TypeConverter").Select(name => "Deserialized." + name).ToArray(); // those with a converter of their own
        string[] named = Types("TargetTypeForDeserialization").Except(objects).Where(name => seen.Any(type => "Deserialized." + type.FullName == name)).ToArray();

        Assert.NotEmpty(enumerations);
        Assert.Equal(enumerations, named);
        Assert.Equal(enumerations.Select(name => name["Deserialized.".Length..]), Types("SerializationMethod"));
        Assert.Equal(seen.Where(type => !type.IsEnum).Select(type => type.FullName).Append("PracticeNetSec.Fleet.History.ExposureSnapshot").Append("PracticeNetSec.Model.PracticeForward").Append("PracticeNetSec.Model.Practice").Distinct().Order(StringComparer.Ordinal), Types("TypeConverter"));
    }

    /// <summary>SSH remoting and a new session before the import know none of our types: a number there would compare with no word.</summary>
    [Fact]
    public void Without_the_module_a_saved_verdict_is_a_string()
    {
        string saved = ModuleRun.Invoke("[System.Management.Automation.PSSerializer]::Serialize($args[0], 6)", CelleSample.Read("fault")).Output[0].ToString();
        using PowerShell bare = PowerShell.Create(System.Management.Automation.Runspaces.InitialSessionState.CreateDefault2());
        bare.AddScript("$x = [System.Management.Automation.PSSerializer]::Deserialize($args[0]); $x.Verdict -eq 'Exposed'; @($x.Ports | Where-Object State -eq 'Open').Count -gt 0; @($x.Findings | Where-Object Severity -eq 'Critical').Count -gt 0").AddArgument(saved);

        Assert.Equal([true, true, true], bare.Invoke<bool>());
    }

    [Theory]
    [InlineData("fault")]
    [InlineData("patched")]
    public void With_the_module_a_saved_object_has_its_type_again(string stage)
    {
        RunResult run = ModuleRun.Invoke(
            "$saved = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($args[0], 6)); $saved; @($saved.Findings | Where-Object Severity -ge High).Count",
            CelleSample.Read(stage));

        Assert.Equal("PracticeNetSec.Routers.RouterExposure", run.Output[0].TypeNames[0]);
        Assert.Equal(((System.Collections.IEnumerable)CelleSample.Read(stage).Properties["Findings"].Value).Cast<object>().Count(finding => PSObject.AsPSObject(finding).Properties["Severity"].Value.ToString() is "High" or "Critical"), run.Output[1].BaseObject);
    }

    /// <summary>As words, Critical would come before High.</summary>
    [Theory]
    [InlineData("$router.Findings", "Severity", "High")]
    [InlineData("$router | Select-Object PracticeId, Findings | ForEach-Object Findings", "Severity", "High")]
    [InlineData("Get-ExposureHistory $ledger", "Severity", "High")]
    [InlineData("Compare-ExposureSnapshot $ledger", "Severity", "High")]
    [InlineData("$router", "Verdict", "AtRisk")]
    [InlineData("(Import-Clixml $shares).Shares", "GuestAccess", "Read")]
    public void Saved_grades_are_compared_and_sorted_as_grades(string script, string property, string least)
    {
        RunResult run = ModuleRun.Invoke(
            $$"""
            param($celle, $ledger)
            $shares = "$celle/shares-fault.clixml"
            $router = Import-NmapScan "$celle/nmap-fault.xml" | Get-RouterExposure -WalkPath "$celle/walk-fault.txt"
            $fresh = @({{script}})
            $saved = @([System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($fresh, 8)))
            foreach ($list in $fresh, $saved) { @($list | Where-Object {{property}} -ge {{least}}).Count; ($list | Sort-Object {{property}} -Descending -Stable).{{property}} -join ' ' }
            """,
            ModuleRun.Samples,
            Path.Combine(ModuleRun.Root, "tests/PracticeNetSec.Cmdlets.Tests/Samples/examples/fleet.db"));

        Assert.Empty(run.Errors);
        Assert.NotEqual(0, run.Output[0].BaseObject);
        Assert.Equal(run.Output.Take(2).Select(item => item.ToString()), run.Output.Skip(2).Select(item => item.ToString()));
    }

    [Fact]
    public void Properties_added_to_an_object_are_kept() => Assert.Equal("T-7", ModuleRun.Invoke(
        "$x = $args[0] | Add-Member Ticket T-7 -PassThru; [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($x, 6)).Ticket", CelleSample.Read("fault")).Output.Single().ToString());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] Types(string member) => [.. System.Xml.Linq.XDocument.Load(Path.Combine(ModuleRun.Root, "module/PracticeNetSec.types.ps1xml"))
        .Root!.Elements("Type").Where(type => type.Descendants().Any(element => element.Value == member || element.Name.LocalName == member)).Select(type => type.Element("Name")!.Value).Order(StringComparer.Ordinal)];

    /// <summary>Every type of ours that an object can hold.</summary>
    private static void Collect(Type type, HashSet<Type> seen)
    {
        Type bare = Nullable.GetUnderlyingType(type) ?? type.GetElementType() ?? type;
        if (bare.Namespace?.StartsWith("PracticeNetSec", StringComparison.Ordinal) == true && seen.Add(bare) && !bare.IsEnum)
        {
            foreach (System.Reflection.PropertyInfo property in bare.GetProperties())
            {
                Collect(property.PropertyType, seen);
            }
        }
    }

    private static object? AsHashtable(object? value) => value switch
    {
        PSObject made => made.Properties.Aggregate(new System.Collections.Hashtable(), (table, property) =>
        {
            table[property.Name] = AsHashtable(property.Value);
            return table;
        }),
        object[] list => Array.ConvertAll(list, AsHashtable),
        _ => value,
    };

    /// <summary>What ConvertTo-Json and ConvertFrom-Json leave of an object: no type, enums as numbers, lists as object[].</summary>
    private static PSObject AsJsonGivesIt(object value)
    {
        PSObject made = new();
        foreach (System.Reflection.PropertyInfo property in value.GetType().GetProperties())
        {
            made.Properties.Add(new PSNoteProperty(property.Name, JsonValue(property.GetValue(value))));
        }

        return made;
    }

    private static PSObject OfTable(IDictionary<string, object> table)
    {
        PSObject made = new();
        foreach ((string name, object value) in table)
        {
            made.Properties.Add(new PSNoteProperty(name, JsonValue(value)));
        }

        return made;
    }

    private static object? JsonValue(object? value) => value switch
    {
        null => null,
        Enum number => Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture),
        string or bool or int or uint or long or double => value,
        DateTimeOffset time => time.UtcDateTime,
        DateTime time => time,
        Array list => list.Cast<object>().Select(JsonValue).ToArray(),
        IDictionary<string, object> table => OfTable(table),
        _ => AsJsonGivesIt(value),
    };
}
