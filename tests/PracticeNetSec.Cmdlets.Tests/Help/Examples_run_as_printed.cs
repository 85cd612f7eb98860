// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Help;

/// <summary>Every example that asks no device, exactly as printed. Those that do run in the lab: see its tests.</summary>
public sealed class Examples_run_as_printed(ModuleEngine engine) : IClassFixture<ModuleEngine>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pns-help").FullName;

    public static TheoryData<string, string> Local() => Examples(example => example.Place is null);

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

    [Fact]
    public void Some_examples_run_here_and_some_in_each_place_of_the_lab()
    {
        ILookup<string, PrintedExample> places = PrintedExample.All(ModuleRun.Root).ToLookup(example => example.Place ?? "here");

        Assert.Equal(["here", "internet", "practice"], places.Select(place => place.Key).Order(StringComparer.Ordinal));
        Assert.All(places.SelectMany(place => place), example => Assert.Contains(example.Cmdlet, example.Code, StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TheoryData<string, string> Examples(Func<PrintedExample, bool> wanted)
    {
        TheoryData<string, string> data = [];
        foreach (PrintedExample example in PrintedExample.All(ModuleRun.Root).Where(wanted))
        {
            data.Add(example.Cmdlet, example.Title);
        }

        return data;
    }
}
