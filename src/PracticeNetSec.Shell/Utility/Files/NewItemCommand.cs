// SPDX-License-Identifier: MIT
using System.IO;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>New-Item</c>: a folder, a file, or an item of another provider.</summary>
[Cmdlet(VerbsCommon.New, "Item", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo))]
public sealed class NewItemCommand : PSCmdlet
{
    /// <summary>Where.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = ["."];

    /// <summary>The name in that place, unless the path has it already.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary><c>Directory</c> or <c>File</c>.</summary>
    [Parameter]
    [Alias("Type")]
    public string? ItemType { get; set; }

    /// <summary>What the file contains.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? Value { get; set; }

    /// <summary>Over an existing file; an existing folder stays as it is.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            if (!ShouldProcess(path))
            {
                continue;
            }

            try
            {
                WriteObject(InvokeProvider.Item.New([path], Name, ItemType, Value, Force), enumerateCollection: true);
            }
            catch (RuntimeException reason) when (reason is not PipelineStoppedException)
            {
                WriteError(new ErrorRecord(reason.ErrorRecord, reason));
            }
        }
    }
}
