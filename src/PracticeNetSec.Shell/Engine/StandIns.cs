// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace PracticeNetSec.Shell.Engine;

/// <summary>
/// The engine's package alone lacks Select-Object, ConvertTo-Json and other everyday commands; they live in
/// assemblies that only the full SDK brings. Where those are missing, our own stand in.
/// </summary>
internal static class StandIns
{
    internal static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "StandIns");

    internal static string Manifest { get; } =
        Path.Combine(Root, "PracticeNetSec.Shell.Utility", "PracticeNetSec.Shell.Utility.psd1");

    /// <summary>True unless the engine's own Utility assembly is here.</summary>
    internal static bool Needed { get; } = !UtilityAssemblyExists();

    /// <summary>
    /// The shell's own modules are found by further runspaces too (ForEach-Object -Parallel): PracticeNetSec before
    /// any other copy of it, the stand-ins after every real command.
    /// </summary>
    internal static void AddToModulePath(string moduleRoot)
    {
        const string Variable = "PSModulePath";
        IEnumerable<string> others = (Environment.GetEnvironmentVariable(Variable) ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(folder => folder != moduleRoot && folder != Root);
        IEnumerable<string> all = others.Prepend(moduleRoot).Concat(Needed ? [Root] : []);
        Environment.SetEnvironmentVariable(Variable, string.Join(Path.PathSeparator, all));
    }

    private static bool UtilityAssemblyExists()
    {
        try
        {
            Assembly.Load("Microsoft.PowerShell.Commands.Utility");
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
