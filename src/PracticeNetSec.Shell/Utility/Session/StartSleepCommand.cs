// SPDX-License-Identifier: MIT
using System;
using System.Management.Automation;
using System.Threading;

namespace PracticeNetSec.Shell.Utility;

/// <summary>Stand-in for <c>Start-Sleep</c>; Ctrl+C wakes it.</summary>
[Cmdlet(VerbsLifecycle.Start, "Sleep", DefaultParameterSetName = "Seconds")]
public sealed class StartSleepCommand : PSCmdlet, IDisposable
{
    private readonly ManualResetEventSlim _woken = new();

    /// <summary>Seconds, fractions allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Seconds")]
    [ValidateRange(0.0, int.MaxValue / 1000)]
    public double Seconds { get; set; }

    /// <summary>Milliseconds.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Milliseconds")]
    [Alias("ms")]
    [ValidateRange(0, int.MaxValue)]
    public int Milliseconds { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        _woken.Wait(ParameterSetName == "Milliseconds" ? TimeSpan.FromMilliseconds(Milliseconds) : TimeSpan.FromSeconds(Seconds));

    /// <inheritdoc/>
    protected override void StopProcessing() => _woken.Set();

    /// <inheritdoc/>
    public void Dispose() => _woken.Dispose();
}
