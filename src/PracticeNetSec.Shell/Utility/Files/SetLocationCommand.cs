// SPDX-License-Identifier: MIT
using System;
using System.Management.Automation;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Set-Location</c>; without a path it goes home.</summary>
[Cmdlet(VerbsCommon.Set, "Location")]
[OutputType(typeof(PathInfo))]
public sealed class SetLocationCommand : PSCmdlet
{
    /// <summary>Where to.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath")]
    public string Path { get; set; } = "~";

    /// <summary>Writes the new place.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            PathInfo place = SessionState.Path.SetLocation(
                Path == "~" ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) : Path);
            if (PassThru)
            {
                WriteObject(place);
            }
        }
        catch (Exception reason) when (reason is ItemNotFoundException or DriveNotFoundException or PSArgumentException)
        {
            WriteError(new ErrorRecord(reason, "PathNotFound", ErrorCategory.ObjectNotFound, Path));
        }
    }
}
