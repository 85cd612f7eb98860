// SPDX-License-Identifier: MIT
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Get-Credential</c>: asks for a name and a password that is not shown.</summary>
[Cmdlet(VerbsCommon.Get, "Credential")]
[OutputType(typeof(PSCredential))]
public sealed class GetCredentialCommand : PSCmdlet
{
    /// <summary>The name, if it is known already; a finished credential passes through.</summary>
    [Parameter(Position = 0)]
    [Alias("Credential")]
    public object? UserName { get; set; }

    /// <summary>What the question says.</summary>
    [Parameter]
    public string Message { get; set; } = "Enter your credentials.";

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        object? given = UserName is PSObject wrapped ? wrapped.BaseObject : UserName;
        WriteObject(given as PSCredential
            ?? Host.UI.PromptForCredential("PowerShell credential request", Message, given?.ToString() ?? string.Empty, string.Empty));
    }
}
