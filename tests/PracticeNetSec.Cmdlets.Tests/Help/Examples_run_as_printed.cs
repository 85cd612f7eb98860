// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Help;

/// <summary>Every example and every line of a guide that asks no device, exactly as printed. Those that do run in the lab: see its tests.</summary>
public sealed class Examples_run_as_printed(ModuleEngine engine) : IClassFixture<ModuleEngine>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns-help").FullName;

    public static TheoryData<string, string> Local() => Names(PrintedExample.All(ModuleRun.Root));

    public static TheoryData<string, string> LocalGuides() => Names(PrintedGuide.All(ModuleRun.Root));

    [Theory]
    [MemberData(nameof(Local))]
    public void It_runs_without_an_error(string cmdlet, string title)
    {
        PrintedExample example = PrintedExample.All(ModuleRun.Root).Single(known => known.Cmdlet == cmdlet && known.Title == title);
        string folder = Path.Combine(_folder, "work");
        PrintedExample.Prepare(ModuleRun.Root, folder);
        engine.Set("__folder", folder);
        engine.Set("__code", example.Code);

        EngineResult run = engine.Run("Push-Location $__folder; try { & ([scriptblock]::Create($__code)) } finally { Pop-Location }");

        Assert.Null(run.Failure);
        Assert.True(run.Errors.Count == 0, string.Join(Environment.NewLine, run.Errors));
    }

    /// <summary>A guide imports the module itself.</summary>
    [Theory]
    [MemberData(nameof(LocalGuides))]
    public void So_do_the_lines_of_a_guide(string guide, string part)
    {
        PrintedExample lines = PrintedGuide.All(ModuleRun.Root).Single(known => known.Cmdlet == guide && known.Title == part);
        string folder = Path.Combine(_folder, "clone");
        PrintedGuide.Prepare(ModuleRun.Root, folder);

        RunResult run = ModuleRun.Invoke("Remove-Module PracticeNetSec; Set-Location $args[0]; & ([scriptblock]::Create($args[1]))", folder, lines.Code);

        Assert.Empty(run.Errors);
        Assert.NotEmpty(run.Output);
    }

    [Fact]
    public void Some_examples_run_here_and_some_in_each_place_of_the_lab()
    {
        ILookup<string, PrintedExample> places = Everything().ToLookup(example => example.Place ?? "here");

        Assert.Equal(["here", "internet", "practice"], places.Select(place => place.Key).Order(StringComparer.Ordinal));
        Assert.All(PrintedGuide.Guides, guide => Assert.Contains(Everything(), example => example.Cmdlet == guide && example.Place == "internet"));
        Assert.All(PrintedExample.All(ModuleRun.Root), example => Assert.Contains(example.Cmdlet, example.Code, StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<PrintedExample> Everything() => PrintedExample.All(ModuleRun.Root).Concat(PrintedGuide.All(ModuleRun.Root));

    private static TheoryData<string, string> Names(IEnumerable<PrintedExample> examples)
    {
        TheoryData<string, string> data = [];
        foreach (PrintedExample example in examples.Where(example => example.Place is null))
        {
            data.Add(example.Cmdlet, example.Title);
        }

        return data;
    }
}
