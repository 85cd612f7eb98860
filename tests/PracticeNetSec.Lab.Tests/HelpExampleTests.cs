// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PracticeNetSec.Cmdlets.Tests.Help;
using PracticeNetSec.Testing;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>Every example of a help page, and every line of a guide, that asks a device, exactly as printed, at its place in the network of Celle.</summary>
[Collection(CelleNetwork.Name)]
public sealed class HelpExampleTests : IDisposable
{
    /// <summary>A few at a time, each in a runspace and a folder of its own: an example may say `exit`.</summary>
    private const string Runner = """
        param([string] $List)
        $pool = [runspacefactory]::CreateRunspacePool(1, 3, [initialsessionstate]::CreateDefault2(), $Host)
        $pool.Open()
        $started = foreach ($example in Get-Content -Raw $List | ConvertFrom-Json) {
            $shell = [powershell]::Create()
            if ($example.Code -match 'Import-Module') {
                # A guide imports the module itself, and runspaces of one pool share their types.
                $shell.Runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
                $shell.Runspace.Open()
            }
            else { $shell.RunspacePool = $pool }
            $null = $shell.AddScript('param($folder, $code) if ($code -notmatch "Import-Module") { Import-Module PracticeNetSec }; Set-Location $folder; & ([scriptblock]::Create($code))')
            $null = $shell.AddArgument($example.Folder).AddArgument($example.Code)
            [pscustomobject]@{ Name = $example.Name; Shell = $shell; Run = $shell.BeginInvoke() }
        }
        $results = foreach ($one in $started) {
            $failure = ''
            try { $null = $one.Shell.EndInvoke($one.Run) } catch { $failure = "$_" }
            [pscustomobject]@{ Name = $one.Name; Errors = @(@($one.Shell.Streams.Error | ForEach-Object { "$_" }) + @($failure) -ne '') }
        }
        $pool.Close()
        ConvertTo-Json -InputObject @($results) -Depth 3 | Set-Content "$List.results"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("pns-help").FullName;

    [Theory]
    [InlineData("internet")]
    [InlineData("practice")]
    public async Task They_run_without_an_error_and_change_nothing(string place)
    {
        await CelleLab.StageAsync("fault");
        string before = await CelleLab.SnapshotAsync();
        PrintedExample planted = new("Import-NmapScan", "An error that must be seen", "Import-NmapScan ./missing.xml");
        PrintedExample[] examples = [.. PrintedExample.All(Checkout.Root).Concat(PrintedGuide.All(Checkout.Root)).Where(example => example.Place == place), planted];
        string list = Path.Combine(_folder, "examples.json");
        await File.WriteAllTextAsync(list, JsonSerializer.Serialize(examples.Select((example, number) => new { Name = example.ToString(), Folder = Prepared(number), example.Code })));
        string runner = Path.Combine(_folder, "run.ps1");
        await File.WriteAllTextAsync(runner, Runner);

        // The exit code is one of an example's own.
        ProcessResult run = await LabProcess.RunAsync("bash", [LabProcess.Script("celle.sh"), "exec", place, .. Pwsh.CommandLine("-File", runner, list)]);

        Assert.True(File.Exists(list + ".results"), run.Error + run.Output);
        Result[] results = JsonSerializer.Deserialize<Result[]>(await File.ReadAllTextAsync(list + ".results"))!;
        Assert.Equal(examples.Select(example => example.ToString()), results.Select(result => result.Name));
        Assert.Contains("missing.xml", Assert.Single(results[^1].Errors), StringComparison.Ordinal);
        Assert.All(results[..^1], result => Assert.True(result.Errors.Length == 0, $"{result.Name}: {string.Join(Environment.NewLine, result.Errors)}{run.Error}"));
        Assert.Equal(before, await CelleLab.SnapshotAsync());
        Assert.Equal("", (await CelleLab.AuditedWritesAsync()).Trim());
        Assert.Equal("", (await CelleLab.AuditedReadsAsync()).Trim());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Prepared(int number)
    {
        string folder = Path.Combine(_folder, $"work-{number}");
        PrintedGuide.Prepare(Checkout.Root, folder);
        return folder;
    }

    private sealed record Result(string Name, string[] Errors);
}
