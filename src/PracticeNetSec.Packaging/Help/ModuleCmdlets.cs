// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PracticeNetSec.Packaging.Help;

/// <summary>The module's cmdlets as the real engine knows them after importing it.</summary>
internal static class ModuleCmdlets
{
    /// <summary>Imports the module and returns its cmdlets by name.</summary>
    public static IReadOnlyList<CmdletInfo> Load(string manifest)
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        using PowerShell shell = PowerShell.Create(InitialSessionState.CreateDefault2());
        shell.AddCommand("Import-Module").AddParameter("Name", WildcardPattern.Escape(manifest)).AddParameter("PassThru").AddParameter("ErrorAction", "Stop");
        PSModuleInfo module = shell.Invoke<PSModuleInfo>().Single();
        CmdletInfo[] cmdlets = [.. module.ExportedCmdlets.Values.OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];
        foreach (CmdletInfo cmdlet in cmdlets)
        {
            // Asked for while the engine is open; afterwards they are known.
            _ = cmdlet.ParameterSets.Count + cmdlet.OutputType.Count;
        }

        return cmdlets;
    }

    /// <summary>A cmdlet's own parameters in the order of its source, without those that every cmdlet has.</summary>
    public static IEnumerable<ParameterMetadata> Own(CmdletInfo cmdlet) => cmdlet.ImplementingType.GetProperties()
        .OrderBy(property => property.MetadataToken)
        .Select(property => cmdlet.Parameters.GetValueOrDefault(property.Name))
        .OfType<ParameterMetadata>();

    /// <summary>How a parameter's type is written on a page: short, and empty for a switch.</summary>
    public static string TypeName(Type type)
    {
        Type bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare.IsArray)
        {
            return TypeName(bare.GetElementType()!) + "[]";
        }

        return bare.Name switch
        {
            nameof(SwitchParameter) => "",
            nameof(Int32) => "int",
            nameof(String) or nameof(Double) or nameof(PSObject) or nameof(PSCredential) or "SecureString" => bare.Name.ToLowerInvariant(),
            _ => bare.Name,
        };
    }
}
