// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Auditing;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Makes one line and an exit code for a monitoring system of whatever was measured: one practice or a fleet.
/// </summary>
[Cmdlet(VerbsData.ConvertTo, "RmmResult")]
[OutputType(typeof(RmmResult))]
public sealed class ConvertToRmmResultCommand : PSCmdlet
{
    private readonly List<ExposureSnapshot> _snapshots = new();
    private readonly List<PSObject> _measurements = new();

    /// <summary>What Invoke-PracticeAudit, Get-RouterExposure, Import-NmapScan or Test-ShareReachability gave.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject[]? InputObject { get; set; }

    /// <summary>Whom the result is for.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public RmmFormat Format { get; set; }

    /// <summary>A ledger: without input its last state is told.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <summary>Makes a result of each practice instead of one of all.</summary>
    [Parameter]
    public SwitchParameter Each { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject input in (InputObject ?? Array.Empty<PSObject>()).Where(input => input is not null))
        {
            if (input.BaseObject is PracticeAudit audit)
            {
                _snapshots.Add(ExposureSnapshot.From(audit));
            }
            else
            {
                _measurements.Add(input);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _snapshots.AddRange(this.ReadSnapshots(_measurements));
        if (_snapshots.Count == 0 && LedgerPath is not null)
        {
            ReadLedger(LedgerPath);
        }

        foreach (IReadOnlyList<ExposureSnapshot> group in Each ? _snapshots.Select(snapshot => new[] { snapshot }) : new[] { _snapshots.ToArray() })
        {
            WriteObject(RmmRenderer.Render(Format, group));
        }
    }

    private void ReadLedger(string path)
    {
        try
        {
            foreach (string file in this.ExistingFiles(new[] { path }))
            {
                _snapshots.AddRange(ExposureLedger.Latest(file).Snapshots);
            }
        }
        catch (Exception trouble) when (Errors.IsFileTrouble(trouble))
        {
            WriteError(Errors.FromFile(trouble, path));
        }
    }
}
