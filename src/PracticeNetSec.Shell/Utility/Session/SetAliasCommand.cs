// SPDX-License-Identifier: MIT
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Set-Alias</c>, in the scope that calls it.</summary>
[Cmdlet(VerbsCommon.Set, "Alias")]
public sealed class SetAliasCommand : PSCmdlet
{
    /// <summary>The short name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = string.Empty;

    /// <summary>The command it stands for.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Value { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void EndProcessing() =>
        InvokeProvider.Item.Set(["Alias:" + WildcardPattern.Escape(Name)], Value, force: true, literalPath: false);
}
