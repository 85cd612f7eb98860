// SPDX-License-Identifier: MIT
using System.Collections;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Add-Member</c>, for note properties.</summary>
[Cmdlet(VerbsCommon.Add, "Member", DefaultParameterSetName = "One")]
[OutputType(typeof(PSObject))]
public sealed class AddMemberCommand : PSCmdlet
{
    /// <summary>The object that gets the properties.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = new();

    /// <summary>The property's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "One")]
    public string NotePropertyName { get; set; } = string.Empty;

    /// <summary>The property's value.</summary>
    [Parameter(Position = 1, ParameterSetName = "One")]
    public object? NotePropertyValue { get; set; }

    /// <summary>Several properties: names and values.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Several")]
    public IDictionary NotePropertyMembers { get; set; } = new Hashtable();

    /// <summary>Replaces a property of that name.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the object on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "One")
        {
            Add(NotePropertyName, NotePropertyValue);
        }
        else
        {
            foreach (DictionaryEntry entry in NotePropertyMembers)
            {
                Add(entry.Key.ToString() ?? string.Empty, entry.Value);
            }
        }

        if (PassThru)
        {
            WriteObject(InputObject);
        }
    }

    private void Add(string name, object? value)
    {
        if (InputObject.Properties[name] is not null)
        {
            if (!Force)
            {
                WriteError(new ErrorRecord(
                    new PSInvalidOperationException($"Cannot add a member with the name \"{name}\" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command."),
                    "MemberAlreadyExists",
                    ErrorCategory.InvalidOperation,
                    InputObject));
                return;
            }

            InputObject.Properties.Remove(name);
        }

        InputObject.Properties.Add(new PSNoteProperty(name, value));
    }
}
