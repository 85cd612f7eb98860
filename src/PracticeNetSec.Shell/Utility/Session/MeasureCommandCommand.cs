// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Measure-Command</c>: how long a script block takes; its output is dropped.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Command")]
[OutputType(typeof(TimeSpan))]
public sealed class MeasureCommandCommand : PSCmdlet
{
    /// <summary>What to run.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock? Expression { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var watch = Stopwatch.StartNew();
        InvokeCommand.InvokeScript(useLocalScope: false, Expression!, null, null);
        WriteObject(watch.Elapsed);
    }
}
