// SPDX-License-Identifier: MIT
using System.Management.Automation;
using System.Security;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>ConvertTo-SecureString -AsPlainText</c>.</summary>
[Cmdlet(VerbsData.ConvertTo, "SecureString")]
[OutputType(typeof(SecureString))]
public sealed class ConvertToSecureStringCommand : PSCmdlet
{
    /// <summary>The secret.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("String")]
    public string PlainText { get; set; } = string.Empty;

    /// <summary>The secret is readable text. The encrypted form belongs to Windows and is not known here.</summary>
    [Parameter(Mandatory = true)]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>Accepted for scripts of Windows PowerShell.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var secret = new SecureString();
        foreach (char c in PlainText)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        WriteObject(secret);
    }
}
