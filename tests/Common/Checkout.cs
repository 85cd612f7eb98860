// SPDX-License-Identifier: MIT
using System;
using System.IO;

namespace PracticeNetSec.Testing;

/// <summary>Paths of the checkout in which the tests were built.</summary>
public static class Checkout
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The recorded practice in Celle.</summary>
    public static string CelleSamples { get; } = Path.Combine(Root, "samples", "celle");

    /// <summary>The folder in which the build stages the module.</summary>
    public static string StagedModule { get; } = Path.Combine(Root, "artifacts", "PracticeNetSec");

    /// <summary>The staged module's manifest.</summary>
    public static string Manifest { get; } = Path.Combine(StagedModule, "PracticeNetSec.psd1");

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
