// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets;

/// <summary>Makes a history of an export, or of the line file that version 0.1.0 wrote. Every line is checked before; an altered file is refused.</summary>
[Cmdlet(VerbsData.Import, "ExposureHistory", SupportsShouldProcess = true)]
[OutputType(typeof(LedgerCheck))]
public sealed class ImportExposureHistoryCommand : PSCmdlet
{
    private readonly List<string> _sources = new();

    /// <summary>Files of lines, oldest first. A file of version 0.1.0 has another with the ending .head beside it, which is read too.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [SupportsWildcards]
    public string[] Path { get; set; } = Array.Empty<string>();

    /// <summary>The history to make.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string LedgerPath { get; set; } = "";

    /// <summary>Replaces an existing history.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _sources.AddRange(this.ExistingFiles(Path));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string ledger = this.NewPath(LedgerPath);
        if (_sources.Count == 0 || !ShouldProcess(ledger, "Import the history"))
        {
            return;
        }

        try
        {
            CmdletFiles.CreateFolderOf(ledger);
            if (!LedgerExchange.Import(_sources, ledger, Force))
            {
                WriteWarning($"'{InputException.Quote(_sources[0])}'{(_sources.Count > 1 ? " or another of the files" : "")} does not show where it ends, and the file with the ending .head beside it is missing: lines may be missing at its end.");
            }

            WriteObject(ExposureLedger.Test(ledger));
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            WriteError(Errors.FromWriting(trouble, ledger));
        }
    }
}
