// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Get-Content</c>: the lines of text files, each as soon as it is read.</summary>
[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = "ByPath")]
[OutputType(typeof(string))]
public sealed class GetContentCommand : PSCmdlet
{
    /// <summary>The files, wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByPath")]
    public string[] Path { get; set; } = [];

    /// <summary>The files, taken literally.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The whole file as one string.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>So many lines from the start.</summary>
    [Parameter]
    [Alias("First", "Head")]
    [ValidateRange(0, int.MaxValue)]
    public int TotalCount { get; set; } = int.MaxValue;

    /// <summary>So many lines from the end.</summary>
    [Parameter]
    [Alias("Last")]
    [ValidateRange(0, int.MaxValue)]
    public int Tail { get; set; } = int.MaxValue;

    /// <summary>How bytes become text; a byte order mark has the last word.</summary>
    [Parameter]
    [TextEncodingName]
    public Encoding Encoding { get; set; } = TextEncodings.Default;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool literal = ParameterSetName == "ByLiteralPath";
        foreach (string path in FileSystemPaths.Existing(this, literal ? LiteralPath : Path, literal))
        {
            FileSystemPaths.Try(this, path, () => Read(path));
        }
    }

    private void Read(string path)
    {
        if (Raw)
        {
            WriteObject(File.ReadAllText(path, Encoding));
            return;
        }

        IEnumerable<string> lines = File.ReadLines(path, Encoding).Take(TotalCount);
        WriteObject(Tail == int.MaxValue ? lines : lines.TakeLast(Tail), enumerateCollection: true);
    }
}
