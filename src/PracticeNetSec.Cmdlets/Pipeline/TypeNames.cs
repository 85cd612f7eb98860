// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using PracticeNetSec.Cmdlets.Views;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>
/// Makes <c>[PracticeNetSec.Model.Practice]</c> name a type in scripts and in PracticeNetSec.types.ps1xml. PowerShell 7 searches the default
/// load context alone, and the module has one of its own; a type accelerator is found wherever its type was loaded.
/// Of two versions of the module the names denote the types of the one that was imported last.
/// </summary>
internal static class TypeNames
{
    /// <summary>Adds an accelerator for each public type; one that exists is replaced.</summary>
    public static void Publish()
    {
        // The type is not public, and has been the way of adding accelerators since PowerShell 2.
        MethodInfo method = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators", throwOnError: true)!.GetMethod("Add", new[] { typeof(string), typeof(Type) })!;
        Action<string, Type> add = (Action<string, Type>)method.CreateDelegate(typeof(Action<string, Type>));
        foreach (Type type in typeof(Practice).Assembly.GetExportedTypes().Append(typeof(SavedObjectConverter)).Append(typeof(ViewFormatter)).Append(typeof(FlatProperties)))
        {
            add(type.FullName!, type);
        }
    }
}
