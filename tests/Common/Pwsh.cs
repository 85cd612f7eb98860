// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace PracticeNetSec.Testing;

/// <summary>PowerShell 7 of the version that the repository pins, as a process of its own.</summary>
public static class Pwsh
{
    // A test run in the background of a script inherits "ignore SIGINT", and so would every process that it starts.
    private static readonly string[] Launch = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];

    /// <summary>The main assembly, which `dotnet` runs.</summary>
    public static string Assembly { get; } =
        typeof(Pwsh).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == nameof(Pwsh)).Value!;

    /// <summary>Where PowerShell finds the staged module and Pester by name.</summary>
    public static string ModulePath { get; } = Path.Combine(Checkout.Root, "artifacts") + Path.PathSeparator + Path.Combine(Checkout.Root, "artifacts", "modules");

    /// <summary>The words of a command line that runs PowerShell without a profile.</summary>
    public static string[] CommandLine(params string[] arguments) => [.. Launch, Assembly, "-NoProfile", .. arguments];

    /// <summary>Starts PowerShell; the staged module is found by its name.</summary>
    public static ChildProcess Start(string[] arguments, Action<ProcessStartInfo>? adjust = null)
    {
        string[] line = CommandLine(arguments);
        return ChildProcess.Start(line[0], line[1..], start =>
        {
            Prepare(start);
            adjust?.Invoke(start);
        });
    }

    /// <summary>Runs PowerShell to its end with nothing to read.</summary>
    public static Task<ProcessResult> RunAsync(params string[] arguments) => RunWithAsync(null, null, arguments);

    /// <summary>Runs PowerShell to its end with a standard input and changes to its environment.</summary>
    public static async Task<ProcessResult> RunWithAsync(string? input, Action<ProcessStartInfo>? adjust, params string[] arguments)
    {
        using ChildProcess child = Start(arguments, adjust);
        if (input is not null)
        {
            child.Write(input);
        }

        child.CloseInput();
        return await child.FinishAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>Environment variables of a PowerShell that finds the staged module and sends neither telemetry nor queries for updates.</summary>
    public static void Prepare(ProcessStartInfo start)
    {
        start.Environment["PSModulePath"] = ModulePath;
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
    }
}
