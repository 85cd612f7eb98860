// SPDX-License-Identifier: MIT
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Write-Output</c>.</summary>
[Cmdlet(VerbsCommunications.Write, "Output")]
[OutputType(typeof(PSObject))]
public sealed class WriteOutputCommand : PSCmdlet
{
    /// <summary>The objects to write.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromRemainingArguments = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>A list goes on as one object.</summary>
    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(InputObject, enumerateCollection: !NoEnumerate);
}
