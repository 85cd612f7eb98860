// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>Runs scripts in the real engine with the shipped module imported from where the build staged it.</summary>
internal static class ModuleRun
{
    static ModuleRun() => Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

    /// <summary>The checkout: the folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static string Samples => Path.Combine(Root, "samples/celle");

    public static string ManifestPath => Path.Combine(Root, "artifacts/PracticeNetSec/PracticeNetSec.psd1");

    /// <summary>An engine with the module; the caller disposes of it.</summary>
    public static PowerShell New()
    {
        PowerShell shell = PowerShell.Create(InitialSessionState.CreateDefault2());
        shell.AddCommand("Import-Module").AddParameter("Name", ManifestPath).AddParameter("ErrorAction", "Stop").Invoke();
        shell.Commands.Clear();
        return shell;
    }

    /// <summary>Runs a script; <c>$args</c> holds the arguments.</summary>
    public static RunResult Invoke(string script, params object?[] arguments)
    {
        using PowerShell shell = New();
        shell.AddScript(script);
        foreach (object? argument in arguments)
        {
            shell.AddArgument(argument);
        }

        PSObject[] output = shell.Invoke().ToArray();
        return new RunResult(output, shell.Streams.Error.ToArray());
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

/// <summary>What a script put out.</summary>
internal sealed record RunResult(IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors)
{
    /// <summary>Ids of the errors without the command's name.</summary>
    public IEnumerable<string> ErrorIds => Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]);
}
