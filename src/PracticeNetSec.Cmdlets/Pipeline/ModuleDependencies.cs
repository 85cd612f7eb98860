// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>
/// Finds the module's own assemblies in Windows PowerShell 5.1, which has no binding redirects: a dependency that requests
/// an older version of another gets the one in the module's folder. Registered on import, removed with
/// the module, and limited to this module's assemblies. PowerShell 7 has a load context for them (src/PracticeNetSec.Loading); there
/// the names of the types are published.
/// </summary>
public sealed class ModuleDependencies : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const int FrameworkVersion = 4;

    private static readonly string Folder = Path.GetDirectoryName(typeof(ModuleDependencies).Assembly.Location)!;

    /// <summary>Called on Import-Module.</summary>
    public void OnImport()
    {
        // .NET Framework and Mono report 4, every .NET of PowerShell 7 more.
        if (Environment.Version.Major == FrameworkVersion)
        {
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        }
        else
        {
            TypeNames.Publish();
        }
    }

    /// <summary>Called on Remove-Module.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    private static Assembly? Resolve(object sender, ResolveEventArgs wanted)
    {
        // Only what one of this module's assemblies requests: other modules resolve their own dependencies.
        string? asking = wanted.RequestingAssembly?.Location;
        if (asking is null || !string.Equals(Path.GetDirectoryName(asking), Folder, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string file = Path.Combine(Folder, new AssemblyName(wanted.Name).Name + ".dll");
        return File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }
}
