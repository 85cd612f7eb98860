// SPDX-License-Identifier: MIT
using System.Management.Automation;
using System.Security;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Read-Host</c>: a line from the person in front.</summary>
[Cmdlet(VerbsCommunications.Read, "Host")]
[OutputType(typeof(string), typeof(SecureString))]
public sealed class ReadHostCommand : PSCmdlet
{
    /// <summary>The question.</summary>
    [Parameter(Position = 0, ValueFromRemainingArguments = true)]
    public string[] Prompt { get; set; } = [];

    /// <summary>The answer is not shown, and comes as a secure string.</summary>
    [Parameter]
    public SwitchParameter AsSecureString { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Prompt.Length > 0)
        {
            Host.UI.Write(string.Join(' ', Prompt) + ": ");
        }

        WriteObject(AsSecureString ? Host.UI.ReadLineAsSecureString() : Host.UI.ReadLine());
    }
}
