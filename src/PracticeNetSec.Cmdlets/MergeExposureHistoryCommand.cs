// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Unites the histories of parts of a fleet that different machines checked. Runs of one night become one run, which is complete only where
/// that of every part is.
/// </summary>
[Cmdlet(VerbsData.Merge, "ExposureHistory", SupportsShouldProcess = true)]
[OutputType(typeof(LedgerCheck))]
public sealed class MergeExposureHistoryCommand : PSCmdlet
{
    private readonly List<string> _parts = new();
    private bool _isMissing;

    /// <summary>The histories, one of each part.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [SupportsWildcards]
    public string[] Path { get; set; } = Array.Empty<string>();

    /// <summary>The history to make.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string LedgerPath { get; set; } = "";

    /// <summary>Runs of different parts that begin within these hours of the first are one run (0.1 to 168).</summary>
    [Parameter]
    [ValidateNumberRange(0.1, 168)]
    public double WindowHours { get; set; } = 12;

    /// <summary>Replaces an existing history.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            IReadOnlyList<string> files = this.ExistingFiles(new[] { path });
            _parts.AddRange(files);
            _isMissing |= files.Count == 0;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string ledger = this.NewPath(LedgerPath);
        if (_parts.Count == 0 || !ShouldProcess(ledger, "Unite the histories"))
        {
            return;
        }

        if (_isMissing)
        {
            // Without it, the rest would look like the whole fleet.
            InputException missing = new("PartMissing", "A part of the fleet is missing, see the error before: nothing was written. Name every part.");
            ThrowTerminatingError(Errors.From(missing, Path));
        }

        try
        {
            CmdletFiles.CreateFolderOf(ledger);
            LedgerMerge.Merge(_parts.Distinct(StringComparer.Ordinal).ToArray(), ledger, Force, TimeSpan.FromHours(WindowHours));
            WriteObject(ExposureLedger.Test(ledger));
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            WriteError(Errors.FromWriting(trouble, ledger));
        }
    }
}
