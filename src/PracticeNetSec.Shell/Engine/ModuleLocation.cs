// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.IO;
using System.Management.Automation.Language;

namespace PracticeNetSec.Shell.Engine;

/// <summary>Where the PracticeNetSec module of this shell lies.</summary>
internal sealed class ModuleLocation
{
    internal const string EnvironmentVariable = "PRACTICENETSEC_MODULE";
    private const string ManifestName = "PracticeNetSec.psd1";

    private ModuleLocation(string manifest) => Manifest = manifest;

    /// <summary>Full path of the manifest.</summary>
    internal string Manifest { get; }

    /// <summary>The folder that contains the module's folder: a place for PSModulePath.</summary>
    internal string Root => Path.GetDirectoryName(Path.GetDirectoryName(Manifest))!;

    /// <summary>
    /// The environment variable's folder when it is set, otherwise the copy that the build lays beside the
    /// executable. Nothing else is searched: the shell must never load a module that happens to lie around.
    /// </summary>
    /// <exception cref="CannotStartException">There is no manifest at that place.</exception>
    internal static ModuleLocation Find()
    {
        string? chosen = Environment.GetEnvironmentVariable(EnvironmentVariable);
        return string.IsNullOrEmpty(chosen)
            ? At(Path.Combine(AppContext.BaseDirectory, "Modules", "PracticeNetSec"))
            : At(chosen);
    }

    /// <summary>The module in a folder, or with a given manifest.</summary>
    /// <exception cref="CannotStartException">There is no manifest at that place.</exception>
    internal static ModuleLocation At(string place)
    {
        string full = Path.GetFullPath(place);
        string manifest = full.EndsWith(".psd1", StringComparison.OrdinalIgnoreCase) ? full : Path.Combine(full, ManifestName);
        return File.Exists(manifest)
            ? new ModuleLocation(manifest)
            : throw new CannotStartException(
                $"The PracticeNetSec module is missing: there is no '{manifest}'. Run 'dotnet build -c Release' in the "
                + $"repository, or set {EnvironmentVariable} to the folder of the module.");
    }

    /// <summary>The version the manifest states, read as data: nothing of the module is run.</summary>
    internal string ReadVersion()
    {
        ScriptBlockAst manifest = Parser.ParseFile(Manifest, out _, out _);
        return manifest.Find(node => node is HashtableAst, searchNestedScriptBlocks: false) is HashtableAst table
            && table.SafeGetValue() is Hashtable values
            && values["ModuleVersion"] is string version
                ? version
                : throw new CannotStartException($"'{Manifest}' states no ModuleVersion.");
    }
}
