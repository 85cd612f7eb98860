// SPDX-License-Identifier: MIT
using System;
using System.Management.Automation;
using PracticeNetSec.Breach;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Until when a breach must be notified (Art. 33 GDPR), counted by Regulation 1182/71: the hour of the event does not
/// count, weekends, holidays and changes of summer time neither stop nor shift the hours.
/// </summary>
[Cmdlet(VerbsCommon.Get, "BreachDeadline")]
[OutputType(typeof(BreachDeadline))]
public sealed class GetBreachDeadlineCommand : PSCmdlet
{
    /// <summary>When the practice became aware. A time without offset is legal time in Germany.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("AwareAt")]
    [LegalTime]
    public DateTimeOffset AwarenessTime { get; set; }

    /// <summary>Two-letter code of the Land, for the holidays of the disputed date. Without it only those of all Germany count.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LandCompleter))]
    [Land]
    public string? Land { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            WriteObject(BreachDeadline.Calculate(AwarenessTime, TimeProvider.System.GetLocalNow(), string.IsNullOrWhiteSpace(Land) ? null : Land));
        }
        catch (InputException error)
        {
            WriteError(Errors.From(error, error.Id == "UnknownLand" ? Land : AwarenessTime));
        }
    }
}
