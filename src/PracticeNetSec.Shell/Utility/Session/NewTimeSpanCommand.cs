// SPDX-License-Identifier: MIT
using System;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>New-TimeSpan</c>: a length of time, given or between two moments.</summary>
[Cmdlet(VerbsCommon.New, "TimeSpan", DefaultParameterSetName = "Between")]
[OutputType(typeof(TimeSpan))]
public sealed class NewTimeSpanCommand : PSCmdlet
{
    /// <summary>From when; now unless told otherwise.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Between")]
    public DateTime Start { get; set; } = DateTime.Now;

    /// <summary>Until when; now unless told otherwise.</summary>
    [Parameter(Position = 1, ParameterSetName = "Between")]
    public DateTime End { get; set; } = DateTime.Now;

    /// <summary>Days.</summary>
    [Parameter(ParameterSetName = "Given")]
    public int Days { get; set; }

    /// <summary>Hours.</summary>
    [Parameter(ParameterSetName = "Given")]
    public int Hours { get; set; }

    /// <summary>Minutes.</summary>
    [Parameter(ParameterSetName = "Given")]
    public int Minutes { get; set; }

    /// <summary>Seconds.</summary>
    [Parameter(ParameterSetName = "Given")]
    public int Seconds { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        WriteObject(ParameterSetName == "Given" ? new TimeSpan(Days, Hours, Minutes, Seconds) : End - Start);
}
