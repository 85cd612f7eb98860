// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Auditing;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Rmm;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Creates one line and an exit code for a monitoring system from measurements of one practice or a fleet.
/// </summary>
[Cmdlet(VerbsData.ConvertTo, "RmmResult")]
[OutputType(typeof(RmmResult))]
public sealed class ConvertToRmmResultCommand : PSCmdlet
{
    private readonly List<ExposureSnapshot> _snapshots = new();
    private readonly List<PSObject> _measurements = new();
    private readonly List<string> _failures = new();

    /// <summary>What Invoke-PracticeAudit, Get-RouterExposure, Import-NmapScan or Test-ShareReachability returned.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject[]? InputObject { get; set; }

    /// <summary>The monitoring system that the result is for.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public RmmFormat Format { get; set; }

    /// <summary>A ledger: without input its last state is reported.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <summary>
    /// What failed before: error records as -ErrorVariable collects them and catch provides them, or texts. With any, the
    /// result is Unknown, or Critical where something is exposed.
    /// </summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? Failure { get; set; }

    /// <summary>Creates a result for each practice instead of one for all.</summary>
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
        _snapshots.AddRange(this.ReadSnapshots(_measurements, _failures));
        if (_snapshots.Count == 0 && LedgerPath is not null)
        {
            ReadLedger(LedgerPath);
        }

        string[] failures = FailureText.Of(Failure).Concat(_failures).Distinct(StringComparer.Ordinal).ToArray();
        if (!Each)
        {
            WriteObject(RmmRenderer.Render(Format, _snapshots, failures));
            return;
        }

        foreach (ExposureSnapshot snapshot in _snapshots)
        {
            WriteObject(RmmRenderer.Render(Format, new[] { snapshot }));
        }

        // No output at all would read as success.
        if (_snapshots.Count == 0 || failures.Length > 0)
        {
            WriteObject(RmmRenderer.Render(Format, Array.Empty<ExposureSnapshot>(), failures));
        }
    }

    private void ReadLedger(string path)
    {
        try
        {
            IReadOnlyList<string> files = this.ExistingFiles(new[] { path });
            if (files.Count == 0)
            {
                _failures.Add($"the ledger '{InputException.Quote(path)}' cannot be read");
            }

            foreach (string file in files)
            {
                _snapshots.AddRange(ExposureLedger.Latest(file).Snapshots);
            }
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            ErrorRecord error = Errors.FromFile(trouble, path);
            _failures.Add(error.Exception.Message);
            WriteError(error);
        }
    }
}
