// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace PracticeNetSec.Lab.Tests;

/// <summary>Runs the lab's scripts and, inside its namespaces, the shipped shell.</summary>
internal static class LabProcess
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>The checkout: the folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Runs a script of tests/lab and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds its standard error.</exception>
    public static async Task<string> LabAsync(params string[] arguments)
    {
        ProcessResult result = await RunAsync("bash", [Path.Combine(Root, "tests/lab", arguments[0]), .. arguments[1..]]);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Error}");
    }

    /// <summary>Runs a PowerShell script text in the shipped shell inside a namespace of the Celle lab.</summary>
    public static Task<ProcessResult> ShellAsync(string place, string script) => ShellThroughAsync(["celle.sh", "exec", place], script);

    /// <summary>The same in the namespace that another lab's script opens.</summary>
    public static Task<ProcessResult> ShellAtAsync(string lab, string[] place, string script) => RunAsync("bash", ShellArguments(lab, place, script));

    /// <summary>What bash is told to run a script in the shipped shell inside a namespace.</summary>
    public static string[] ShellArguments(string lab, string[] place, string script) =>
        [Path.Combine(Root, "tests/lab", lab), "exec", .. place, "dotnet", LabShell.Path, "-Command", script];

    /// <summary>Starts a program whose streams are read or thrown away.</summary>
    public static Process Start(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a PowerShell script text in the shipped shell, through any lab script's verb that runs a command.</summary>
    public static Task<ProcessResult> ShellThroughAsync(string[] way, string script) =>
        RunAsync("bash", [Path.Combine(Root, "tests/lab", way[0]), .. way[1..], "dotnet", LabShell.Path, "-Command", script]);

    /// <summary>Runs any program and returns what it left behind.</summary>
    public static async Task<ProcessResult> RunAsync(string program, string[] arguments)
    {
        using Process process = Start(program, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using System.Threading.CancellationTokenSource patience = new(Longest);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took longer than {Longest.TotalMinutes} minutes.");
        }

        return new ProcessResult(process.ExitCode, await output, await error);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PracticeNetSec.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie inside the checkout.");
    }
}

/// <summary>What a process left behind.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error);
