// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Threading.Tasks;
using PracticeNetSec.Testing;

namespace PracticeNetSec.Lab.Tests;

/// <summary>Runs the lab's scripts and, inside its namespaces, PowerShell with the staged module.</summary>
internal static class LabProcess
{
    /// <summary>Runs a script of tests/lab and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds its standard error.</exception>
    public static async Task<string> LabAsync(params string[] arguments)
    {
        ProcessResult result = await RunAsync("bash", [Script(arguments[0]), .. arguments[1..]]);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Error}");
    }

    /// <summary>Runs a PowerShell script text inside a namespace of the Celle lab.</summary>
    public static Task<ProcessResult> PwshAsync(string place, string script) => PwshThroughAsync(["celle.sh", "exec", place], script);

    /// <summary>The same through any lab script's verb that runs a command.</summary>
    public static Task<ProcessResult> PwshThroughAsync(string[] way, string script) => RunAsync("bash", PwshArguments(way, script));

    /// <summary>Starts what <see cref="PwshThroughAsync"/> runs.</summary>
    public static ChildProcess StartPwsh(string[] way, string script)
    {
        ChildProcess child = ChildProcess.Start("bash", PwshArguments(way, script), Pwsh.Prepare);
        child.CloseInput();
        return child;
    }

    /// <summary>Runs any program to its end.</summary>
    public static Task<ProcessResult> RunAsync(string program, string[] arguments) => ChildProcess.RunAsync(program, arguments, Pwsh.Prepare);

    /// <summary>The path of a script of tests/lab.</summary>
    public static string Script(string name) => Path.Combine(Checkout.Root, "tests", "lab", name);

    private static string[] PwshArguments(string[] way, string script) => [Script(way[0]), .. way[1..], .. Pwsh.CommandLine("-Command", script)];
}
