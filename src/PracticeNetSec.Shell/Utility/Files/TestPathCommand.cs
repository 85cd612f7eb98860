// SPDX-License-Identifier: MIT
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Test-Path</c>.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = "ByPath")]
[OutputType(typeof(bool))]
public sealed class TestPathCommand : PSCmdlet
{
    /// <summary>The paths, wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByPath")]
    [AllowEmptyString]
    public string[] Path { get; set; } = [];

    /// <summary>The paths, taken literally.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    [AllowEmptyString]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>A file, a folder or either.</summary>
    [Parameter]
    [Alias("Type")]
    public PathKind PathType { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == "ByLiteralPath";
        foreach (string path in literal ? LiteralPath : Path)
        {
            WriteObject(!string.IsNullOrWhiteSpace(path) && Exists(path, literal));
        }
    }

    private bool Exists(string path, bool literal)
    {
        try
        {
            return InvokeProvider.Item.Exists(path, force: true, literal) && PathType switch
            {
                PathKind.Container => Resolve(path, literal).All(InvokeProvider.Item.IsContainer),
                PathKind.Leaf => !Resolve(path, literal).All(InvokeProvider.Item.IsContainer),
                _ => true,
            };
        }
        catch (DriveNotFoundException)
        {
            // What lies on a drive that does not exist does not exist.
            return false;
        }
    }

    private string[] Resolve(string path, bool literal) =>
        literal ? [path] : [.. SessionState.Path.GetResolvedPSPathFromPSPath(path).Select(found => found.Path)];
}
