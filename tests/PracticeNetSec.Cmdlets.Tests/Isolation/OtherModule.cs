// SPDX-License-Identifier: MIT
using System.IO;
using System.Linq;
using System.Reflection;

namespace PracticeNetSec.Cmdlets.Tests.Isolation;

/// <summary>A module of somebody else that brings one assembly and uses it.</summary>
internal static class OtherModule
{
    private static readonly string Packages =
        typeof(OtherModule).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == nameof(Packages)).Value!;

    /// <summary>Writes <c>Other.psm1</c>, which loads an assembly of a package and exports <c>Use-Other</c>.</summary>
    /// <param name="folder">Where it is written.</param>
    /// <param name="assembly">The assembly's path below the package folder.</param>
    /// <param name="use">An expression that uses the assembly.</param>
    /// <returns>The path of the module.</returns>
    public static string Write(string folder, string assembly, string use)
    {
        string path = Path.Combine(folder, "Other.psm1");
        File.WriteAllText(path, $"Add-Type -Path '{Path.Combine(Packages, assembly)}'\nfunction Use-Other {{ {use} }}\n");
        return path;
    }
}
