// SPDX-License-Identifier: MIT
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Remove-Item</c>; a folder that is not empty needs -Recurse.</summary>
[Cmdlet(VerbsCommon.Remove, "Item", DefaultParameterSetName = ByPath, SupportsShouldProcess = true)]
public sealed class RemoveItemCommand : ItemCommand
{
    /// <summary>The paths, wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByPath)]
    public string[] Path { get; set; } = [];

    /// <summary>With everything in it.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Hidden and write-protected ones too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEachPath(Path, path =>
    {
        bool full = InvokeProvider.Item.IsContainer(path) && InvokeProvider.ChildItem.HasChild(path, Force, IsLiteral);
        if (full && !Recurse)
        {
            WriteError(new ErrorRecord(
                new PSInvalidOperationException($"'{path}' is not empty; -Recurse removes what is in it, too."),
                "DirectoryNotEmpty",
                ErrorCategory.InvalidOperation,
                path));
        }
        else if (ShouldProcess(path))
        {
            InvokeProvider.Item.Remove([path], Recurse, Force, IsLiteral);
        }
    });
}
