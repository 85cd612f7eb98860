// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>A thousand practices on one interface. The benchmark raises five thousand; this keeps the tests short.</summary>
public sealed class FleetLab : IAsyncLifetime
{
    public const int Count = 1000;

    public string Folder { get; } = Directory.CreateTempSubdirectory("pns-fleet").FullName;

    public string Inventory => Path.Combine(Folder, "practices.csv");

    public async Task InitializeAsync()
    {
        await LabProcess.LabAsync("fleet.sh", "up", Text(Count));
        await File.WriteAllTextAsync(Inventory, await LabProcess.LabAsync("fleet.sh", "inventory", Text(Count)));
    }

    public async Task DisposeAsync()
    {
        await LabProcess.LabAsync("fleet.sh", "down");
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The inventory's practices of one kind: OK, OPEN, DEAD or EVIL.</summary>
    public IReadOnlyList<string> Ids(params string[] kinds) => File.ReadLines(Inventory).Skip(1)
        .Select(line => line.Split(';')[0])
        .Where(id => kinds.Length == 0 || kinds.Contains(id.Split('-')[0]))
        .ToArray();

    /// <summary>Runs a script in PowerShell at the auditor's place.</summary>
    internal static async Task<string> RunAsync(string script)
    {
        // A small nursery (64 MiB): peaks then show what is held, not how long the collector may put off its work.
        ProcessResult result = await LabProcess.PwshThroughAsync(["fleet.sh", "exec", "env", "DOTNET_GCgen0size=4000000"], script);
        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        return result.Output;
    }

    /// <summary>Starts a script and kills it without warning.</summary>
    internal static async Task KillAfterAsync(TimeSpan time, string script)
    {
        using ChildProcess process = LabProcess.StartPwsh(["fleet.sh", "exec"], script);
        await Task.Delay(time);
        process.Kill();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FleetNetwork : ICollectionFixture<FleetLab>
{
    public const string Name = "Fleet";
}
