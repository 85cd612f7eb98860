// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using PracticeNetSec.Testing.Examples;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.Help;

/// <summary>Every example and every line of a guide that queries no device, exactly as printed, in PowerShell. Those that do run in the lab: see its tests.</summary>
public sealed class Examples_run_as_printed
{
    private static readonly PrintedExample[] Everything = [.. PrintedExample.All(Checkout.Root).Concat(PrintedGuide.All(Checkout.Root))];

    [Fact]
    public async Task They_run_without_an_error()
    {
        PrintedExample planted = new("Import-NmapScan", "An error that must be seen", "Import-NmapScan ./missing.xml");
        PrintedExample[] examples = [.. Everything.Where(example => example.Place is null), planted];
        using ExampleRun run = new();

        IReadOnlyList<ExampleResult> results = await run.RunAsync(examples, line => ChildProcess.RunAsync(line[0], line[1..], Pwsh.Prepare));

        Assert.Equal(examples.Select(example => example.ToString()), results.Select(result => result.Name));
        Assert.Contains("missing.xml", Assert.Single(results[^1].Errors), StringComparison.Ordinal);
        Assert.All(results.SkipLast(1), result => Assert.True(result.Errors.Length == 0, $"{result.Name}: {string.Join(Environment.NewLine, result.Errors)}"));
        Assert.All(results.Where(result => PrintedGuide.Guides.Any(guide => result.Name.StartsWith(guide, StringComparison.Ordinal))), result => Assert.NotEqual(0, result.Outputs));
    }

    [Fact]
    public void Some_examples_run_here_and_some_in_each_place_of_the_lab()
    {
        ILookup<string, PrintedExample> places = Everything.ToLookup(example => example.Place ?? "here");

        Assert.Equal(["here", "internet", "practice"], places.Select(place => place.Key).Order(StringComparer.Ordinal));
        Assert.All(PrintedGuide.Guides, guide => Assert.Contains(Everything, example => example.Cmdlet == guide && example.Place == "internet"));
        Assert.All(PrintedExample.All(Checkout.Root), example => Assert.Contains(example.Cmdlet, example.Code, StringComparison.OrdinalIgnoreCase));
    }
}
