// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Fleet.Inventory;

namespace PracticeNetSec.Cmdlets.Parameters;

/// <summary>Accepts a Land by its name (Niedersachsen) as well as by its code (NI). Anything else stays as it is: the cmdlet names it in its error.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LandAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        string text => Code(text),
        object[] several => several.Select(one => one is PSObject { BaseObject: string name } ? Code(name) : one is string text ? Code(text) : one).ToArray(),
        _ => inputData,
    };

    private static string Code(string text) => InventoryReader.LandCode(text.Trim()) ?? text;
}
