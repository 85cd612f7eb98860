// SPDX-License-Identifier: MIT
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Get-ChildItem</c>.</summary>
[Cmdlet(VerbsCommon.Get, "ChildItem", DefaultParameterSetName = ByPath)]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo))]
public sealed class GetChildItemCommand : ItemCommand
{
    /// <summary>The folders, wildcards allowed; the current one unless told otherwise.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByPath)]
    public string[] Path { get; set; } = ["."];

    /// <summary>Only names like this one.</summary>
    [Parameter(Position = 1)]
    public string? Filter { get; set; }

    /// <summary>The folders in the folders too.</summary>
    [Parameter]
    [Alias("s")]
    public SwitchParameter Recurse { get; set; }

    /// <summary>How many levels of folders.</summary>
    [Parameter]
    public uint Depth { get; set; } = uint.MaxValue;

    /// <summary>Hidden ones too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Only files.</summary>
    [Parameter]
    [Alias("af")]
    public SwitchParameter File { get; set; }

    /// <summary>Only folders.</summary>
    [Parameter]
    [Alias("ad")]
    public SwitchParameter Directory { get; set; }

    /// <summary>Names instead of objects.</summary>
    [Parameter]
    public SwitchParameter Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WildcardPattern? filter = Filter is null ? null : new WildcardPattern(Filter, WildcardOptions.IgnoreCase);
        bool recurse = Recurse || Depth != uint.MaxValue;
        ForEachPath(Path, path =>
        {
            foreach (PSObject item in InvokeProvider.ChildItem.Get([path], recurse, Depth, Force, IsLiteral).Where(Wanted))
            {
                string? name = item.Properties["PSChildName"]?.Value as string;
                if (filter is null || filter.IsMatch(name))
                {
                    WriteObject(Name ? name : item);
                }
            }
        });
    }

    private bool Wanted(PSObject item) =>
        (!File || item.BaseObject is FileInfo) && (!Directory || item.BaseObject is DirectoryInfo);
}
