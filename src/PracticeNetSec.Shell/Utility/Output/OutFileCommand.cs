// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using Microsoft.PowerShell.Commands.Internal.Format;
using PracticeNetSec.Shell.Engine;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Out-File</c>, which also serves the operators <c>&gt;</c> and <c>&gt;&gt;</c>.</summary>
[Cmdlet(VerbsData.Out, "File", DefaultParameterSetName = "ByPath")]
public sealed class OutFileCommand : FrontEndCommandBase
{
    private TextWriter? _writer;

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByPath")]
    [Alias("Path")]
    public string FilePath { get; set; } = string.Empty;

    /// <summary>The file to write, taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string LiteralPath { get; set; } = string.Empty;

    /// <summary>How text becomes bytes; UTF-8 without a mark unless told otherwise.</summary>
    [Parameter(Position = 1)]
    [TextEncodingName]
    public Encoding Encoding { get; set; } = TextEncodings.Default;

    /// <summary>Adds to the end.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Leaves an existing file alone.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Columns; without, as many as a line needs.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width { get; set; } = int.MaxValue;

    /// <summary>The lines follow each other without a break.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        string path = FileSystemPaths.ForWriting(this, ParameterSetName == "ByPath" ? FilePath : LiteralPath, NoClobber && !Append);
        _writer = new StreamWriter(path, Append, Encoding) { NewLine = NoNewline ? string.Empty : Environment.NewLine };
        EngineInternals.BecomeTextOutput(this, _writer, Width);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        _writer?.Dispose();
    }

    /// <inheritdoc/>
    protected override void InternalDispose()
    {
        base.InternalDispose();
        _writer?.Dispose();
    }
}
