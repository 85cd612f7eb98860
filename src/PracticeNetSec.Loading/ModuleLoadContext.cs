// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace PracticeNetSec.Loading;

/// <summary>
/// The module's assemblies and their dependencies, apart from those of PowerShell and of other modules: each gets the versions that it was
/// built with, in whatever order modules are imported. <c>PracticeNetSec.psm1</c> loads this assembly by its path, so that two versions
/// of the module in one session have a context each.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    // The folder above: this assembly lies in net8.0, where Windows PowerShell does not look.
    private static readonly string Folder = Path.GetFullPath("..", Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!);

    // PowerShell 7 ships it with the same assembly version, compiled ahead of time, and no module can put another into its place.
    private const string JsonLibrary = "Newtonsoft.Json";

    private const string ContextName = "PracticeNetSec";

    // One context a process: runspaces that import the same module share its types, as they share those of any other module.
    private static readonly Lazy<Assembly> Loaded = new(() => LoadOnce(Path.Combine(Folder, "PracticeNetSec.Cmdlets.dll")));

    private ModuleLoadContext()
        : base(ContextName) => Resolving += (_, name) => Find(name);

    /// <summary>The assembly of the cmdlets.</summary>
    public static Assembly Cmdlets => Loaded.Value;

    /// <summary>The module's own copy. What .NET includes is left to it first: a second copy of its types would fit nothing else.</summary>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name!.StartsWith("System.", StringComparison.Ordinal) || assemblyName.Name == JsonLibrary ? null : Find(assemblyName);

    // PowerShell keeps what it knows of a cmdlet by the full name of its type: the same version in two folders must be the same type.
    private static Assembly LoadOnce(string file) =>
        All.Where(context => context.Name == ContextName).SelectMany(context => context.Assemblies).FirstOrDefault(loaded => loaded.FullName == AssemblyName.GetAssemblyName(file).FullName)
        ?? new ModuleLoadContext().LoadFromAssemblyPath(file);

    private Assembly? Find(AssemblyName name)
    {
        string file = Path.Combine(Folder, name.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
