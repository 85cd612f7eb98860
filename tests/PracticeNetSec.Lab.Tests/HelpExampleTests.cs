// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using PracticeNetSec.Testing.Examples;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>Every example of a help page, and every line of a guide, that queries a device, exactly as printed, at its place in the network of Celle.</summary>
[Collection(CelleNetwork.Name)]
public sealed class HelpExampleTests
{
    [Theory]
    [InlineData("internet")]
    [InlineData("practice")]
    public async Task They_run_without_an_error_and_change_nothing(string place)
    {
        await CelleLab.StageAsync("fault");
        string before = await CelleLab.SnapshotAsync();
        PrintedExample planted = new("Import-NmapScan", "An error that must be seen", "Import-NmapScan ./missing.xml");
        PrintedExample[] examples = [.. PrintedExample.All(Checkout.Root).Concat(PrintedGuide.All(Checkout.Root)).Where(example => example.Place == place), planted];
        using ExampleRun run = new();

        IReadOnlyList<ExampleResult> results = await run.RunAsync(examples, line => LabProcess.RunAsync("bash", [LabProcess.Script("celle.sh"), "exec", place, .. line]));

        Assert.Equal(examples.Select(example => example.ToString()), results.Select(result => result.Name));
        Assert.Contains("missing.xml", Assert.Single(results[^1].Errors), StringComparison.Ordinal);
        Assert.All(results.SkipLast(1), result => Assert.True(result.Errors.Length == 0, $"{result.Name}: {string.Join(Environment.NewLine, result.Errors)}"));
        Assert.Equal(before, await CelleLab.SnapshotAsync());
        Assert.Equal("", (await CelleLab.AuditedWritesAsync()).Trim());
        Assert.Equal("", (await CelleLab.AuditedReadsAsync()).Trim());
    }
}
