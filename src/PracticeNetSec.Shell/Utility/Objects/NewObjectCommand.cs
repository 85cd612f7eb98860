// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>New-Object</c>: a .NET object by type name, or <c>PSObject</c> from a table.</summary>
[Cmdlet(VerbsCommon.New, "Object")]
[OutputType(typeof(object))]
public sealed class NewObjectCommand : PSCmdlet
{
    /// <summary>The type, as PowerShell writes it.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string TypeName { get; set; } = string.Empty;

    /// <summary>The constructor's arguments.</summary>
    [Parameter(Position = 1)]
    [Alias("Args")]
    public object[] ArgumentList { get; set; } = [];

    /// <summary>Properties to set.</summary>
    [Parameter]
    public IDictionary? Property { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!LanguagePrimitives.TryConvertTo(TypeName, CultureInfo.InvariantCulture, out Type type))
        {
            ThrowTerminatingError(new ErrorRecord(
                new PSArgumentException($"Cannot find type [{TypeName}]: verify that the assembly containing this type is loaded."),
                "TypeNotFound",
                ErrorCategory.InvalidType,
                TypeName));
        }

        // The engine's own `::new()` chooses the constructor and converts the arguments; the table keeps a list whole.
        var holder = (Hashtable)InvokeCommand.InvokeScript(
            useLocalScope: true,
            ScriptBlock.Create("param([type]$type, [object[]]$arguments) @{ Created = $type::new.Invoke($arguments) }"),
            null,
            type,
            ArgumentList)[0].BaseObject;
        PSObject result = PSObject.AsPSObject(holder["Created"]);
        foreach (DictionaryEntry entry in Property ?? new Hashtable())
        {
            string name = entry.Key.ToString() ?? string.Empty;
            if (result.BaseObject is PSCustomObject || result.Properties[name] is null)
            {
                result.Properties.Add(new PSNoteProperty(name, entry.Value));
            }
            else
            {
                result.Properties[name].Value = entry.Value;
            }
        }

        WriteObject(result);
    }
}
