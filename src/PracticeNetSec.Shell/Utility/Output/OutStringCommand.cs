// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;
using PracticeNetSec.Shell.Engine;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Out-String</c>: what the terminal would show, as text.</summary>
[Cmdlet(VerbsData.Out, "String")]
[OutputType(typeof(string))]
public sealed class OutStringCommand : FrontEndCommandBase
{
    // The width at which the engine stops cutting lines.
    private const int Unlimited = int.MaxValue;

    private readonly StringWriter _text = new();

    /// <summary>One string for each line instead of one for all.</summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>Columns; without, as many as a line needs.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width { get; set; } = Unlimited;

    /// <summary>The lines follow each other without a break.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _text.NewLine = NoNewline ? string.Empty : Environment.NewLine;
        EngineInternals.BecomeTextOutput(this, _text, Width);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (Stream)
        {
            WriteLines();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (Stream)
        {
            WriteLines();
        }
        else
        {
            WriteObject(_text.ToString());
        }
    }

    private void WriteLines()
    {
        using var lines = new StringReader(_text.ToString());
        _text.GetStringBuilder().Clear();
        while (lines.ReadLine() is { } line)
        {
            WriteObject(line);
        }
    }
}
