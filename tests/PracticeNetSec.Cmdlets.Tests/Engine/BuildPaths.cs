// SPDX-License-Identifier: MIT
using System.Linq;
using System.Reflection;

namespace PracticeNetSec.Cmdlets.Tests.Engine;

/// <summary>Where the build has put what these tests look at.</summary>
internal static class BuildPaths
{
    /// <summary>The staged module: <c>artifacts/PracticeNetSec</c>.</summary>
    internal static string StagedModule { get; } = Metadata(nameof(StagedModule));

    /// <summary>The output folder of the shell.</summary>
    internal static string ShellDirectory { get; } = Metadata(nameof(ShellDirectory));

    private static string Metadata(string key) =>
        typeof(BuildPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
