// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace PracticeNetSec.Testing.Examples;

/// <summary>Printed examples run in one PowerShell process, each in a session and a folder of its own.</summary>
public sealed class ExampleRun : IDisposable
{
    /// <summary>
    /// A few at a time, each in a runspace of its own: an example may say <c>exit</c>. The module is imported one after the other, because
    /// runspaces of one pool share their types, and PowerShell alters that list while another import reads it.
    /// </summary>
    private const string Runner = """
        param([string] $List)
        $started = [Collections.Generic.List[object]]::new()
        foreach ($example in Get-Content -Raw $List | ConvertFrom-Json) {
            while (@($started | Where-Object { -not $_.Run.IsCompleted }).Count -ge 3) { Start-Sleep -Milliseconds 20 }
            $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
            # A guide imports the module itself.
            if ($example.Code -notmatch 'Import-Module') { $null = $shell.AddCommand('Import-Module').AddArgument('PracticeNetSec').Invoke(); $shell.Commands.Clear() }
            $null = $shell.AddScript('param($folder, $code) Set-Location $folder; & ([scriptblock]::Create($code))').AddArgument($example.Folder).AddArgument($example.Code)
            $started.Add([pscustomobject]@{ Name = $example.Name; Shell = $shell; Run = $shell.BeginInvoke() })
        }
        $results = foreach ($one in $started) {
            $failure = ''
            $output = @()
            try { $output = @($one.Shell.EndInvoke($one.Run)) } catch { $failure = "$_" }
            [pscustomobject]@{ Name = $one.Name; Outputs = $output.Count; Errors = @(@($one.Shell.Streams.Error | ForEach-Object { "$_" }) + @($failure) -ne '') }
        }
        ConvertTo-Json -InputObject @($results) -Depth 3 | Set-Content "$List.results"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("pns-examples").FullName;

    /// <summary>Runs the examples in the order given; an example that fails is a result.</summary>
    /// <param name="examples">What to run. One that must fail belongs among them, so that an error is known to be seen.</param>
    /// <param name="start">Starts the words of a command line and waits for its end: here, or in a namespace of the lab.</param>
    /// <exception cref="InvalidOperationException">The process ended without results; the message is what it printed.</exception>
    public async Task<IReadOnlyList<ExampleResult>> RunAsync(IReadOnlyList<PrintedExample> examples, Func<string[], Task<ProcessResult>> start)
    {
        string list = Path.Combine(_folder, "examples.json"), runner = Path.Combine(_folder, "run.ps1");
        await File.WriteAllTextAsync(list, JsonSerializer.Serialize(examples.Select((example, number) => new { Name = example.ToString(), Folder = Prepared(number), example.Code })));
        await File.WriteAllTextAsync(runner, Runner);

        // The exit code is one of an example's own.
        ProcessResult run = await start(Pwsh.CommandLine("-File", runner, list));
        return File.Exists(list + ".results")
            ? JsonSerializer.Deserialize<ExampleResult[]>(await File.ReadAllTextAsync(list + ".results"))!
            : throw new InvalidOperationException(run.Error + run.Output);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Prepared(int number)
    {
        string folder = Path.Combine(_folder, $"work-{number}");
        PrintedGuide.Prepare(Checkout.Root, folder);
        return folder;
    }
}

/// <summary>How an example ended.</summary>
/// <param name="Name">Cmdlet or guide, and title.</param>
/// <param name="Outputs">The number of objects that it returned.</param>
/// <param name="Errors">Its errors, the terminating one included.</param>
public sealed record ExampleResult(string Name, int Outputs, string[] Errors);
