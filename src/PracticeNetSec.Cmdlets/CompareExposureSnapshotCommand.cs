// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Auditing;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Compares two checks, finding by finding: New, Unchanged, Resolved, Regressed, or Undetermined where the second could
/// not determine it. An exposure that persisted after a firmware update is marked.
/// </summary>
[Cmdlet(VerbsData.Compare, "ExposureSnapshot", DefaultParameterSetName = "Ledger")]
[OutputType(typeof(ExposureChange))]
public sealed class CompareExposureSnapshotCommand : PSCmdlet
{
    private readonly List<PSObject> _after = new();

    /// <summary>A ledger: its last run is compared with the one before.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Ledger")]
    [Alias("LedgerPath")]
    public string? Path { get; set; }

    /// <summary>Id of the first run. Default: the one before the second.</summary>
    [Parameter(ParameterSetName = "Ledger")]
    [ArgumentCompleter(typeof(RunCompleter))]
    public string? ReferenceRun { get; set; }

    /// <summary>Id of the second run. Default: the last.</summary>
    [Parameter(ParameterSetName = "Ledger")]
    [ArgumentCompleter(typeof(RunCompleter))]
    public string? DifferenceRun { get; set; }

    /// <summary>The first observations: audits, router examinations or shares.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Objects")]
    [AllowEmptyCollection]
    public PSObject[] ReferenceObject { get; set; } = Array.Empty<PSObject>();

    /// <summary>The later observations.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Objects")]
    [AllowEmptyCollection]
    public PSObject[] DifferenceObject { get; set; } = Array.Empty<PSObject>();

    /// <summary>Shows only these states.</summary>
    [Parameter]
    public ChangeState[] State { get; set; } = Array.Empty<ChangeState>();

    /// <inheritdoc/>
    protected override void ProcessRecord() => _after.AddRange(DifferenceObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string? file = Path is null ? null : this.ExistingFile(Path);
        if (Path is not null && file is null)
        {
            return;
        }

        try
        {
            IEnumerable<ExposureChange> changes = file is not null
                ? LedgerComparison.Compare(file, ReferenceRun, DifferenceRun)
                : SnapshotComparison.Compare(this.ReadSnapshots(ReferenceObject), this.ReadSnapshots(_after));
            WriteObject(changes.Where(change => State.Length == 0 || State.Contains(change.State)), enumerateCollection: true);
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            WriteError(Errors.FromFile(trouble, Path ?? ""));
        }
    }
}
