// SPDX-License-Identifier: MIT
using System;
using System.IO;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Files;
using PracticeNetSec.Fleet.Ledger;

namespace PracticeNetSec.Cmdlets;

/// <summary>Writes a history as JSON Lines: one entry a line, chained by SHA-256, for other programs and for an archive.</summary>
[Cmdlet(VerbsData.Export, "ExposureHistory", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportExposureHistoryCommand : PSCmdlet
{
    /// <summary>The history of Invoke-PracticeAudit.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string LedgerPath { get; set; } = "";

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Path { get; set; } = "";

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Outputs the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string file = this.NewPath(Path);
        if (this.ExistingFile(LedgerPath) is not string ledger || !ShouldProcess(file, "Export the history"))
        {
            return;
        }

        try
        {
            CmdletFiles.CreateFolderOf(file);
            AtomicFile.Write(file, Force, writer => WriteVerbose($"{LedgerExchange.Export(ledger, writer, TimeProvider.System)} lines"));
            if (PassThru)
            {
                WriteObject(new FileInfo(file));
            }
        }
        catch (InvalidDataException trouble)
        {
            WriteError(Errors.FromFile(trouble, ledger));
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            WriteError(Errors.FromWriting(trouble, file));
        }
    }
}
