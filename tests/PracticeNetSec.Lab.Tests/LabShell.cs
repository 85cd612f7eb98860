// SPDX-License-Identifier: MIT
using System;
using System.IO;

namespace PracticeNetSec.Lab.Tests;

/// <summary>The shipped shell, to be started through a lab script's <c>exec</c>.</summary>
internal static class LabShell
{
    /// <summary>Its assembly, in the configuration the tests were built in.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        LabProcess.Root, "src/PracticeNetSec.Shell/bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0/PracticeNetSec.Shell.dll");
}
