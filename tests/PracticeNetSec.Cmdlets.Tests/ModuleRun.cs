// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Tests.Engine;
using PracticeNetSec.Testing;

namespace PracticeNetSec.Cmdlets.Tests;

/// <summary>Runs one script each in a session of its own with the staged module.</summary>
internal static class ModuleRun
{
    public static string Root => Checkout.Root;

    public static string Samples => Checkout.CelleSamples;

    public static string ManifestPath => Checkout.Manifest;

    /// <summary>A session of its own with the module; the caller disposes of it.</summary>
    public static PowerShell New() => ModuleEngine.NewShell();

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
}

/// <summary>What a script put out.</summary>
internal sealed record RunResult(IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors)
{
    /// <summary>Ids of the errors without the command's name.</summary>
    public IEnumerable<string> ErrorIds => Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]);
}
