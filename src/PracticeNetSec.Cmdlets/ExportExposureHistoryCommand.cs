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

    /// <summary>
    /// Also writes a request for a time stamp (RFC 3161) over the hash of the last entry to this file. Nothing is sent: a time-stamping authority's
    /// answer proves later that the ledger was there.
    /// </summary>
    [Parameter]
    public string? TimestampRequestPath { get; set; }

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

        byte[] lastHash = Array.Empty<byte>();
        bool isWritten = TryWrite(ledger, file, () => AtomicFile.Write(file, Force, writer => WriteVerbose($"{LedgerExchange.Export(ledger, writer, TimeProvider.System, out lastHash)} lines")));
        if (isWritten && TimestampRequestPath is not null)
        {
            string request = this.NewPath(TimestampRequestPath);
            byte[] content = TimestampRequest.Of(lastHash);
            TryWrite(ledger, request, () => AtomicFile.WriteStream(request, Force, stream => stream.Write(content, 0, content.Length)));
        }
    }

    private bool TryWrite(string ledger, string file, Action write)
    {
        try
        {
            CmdletFiles.CreateFolderOf(file);
            write();
            if (PassThru)
            {
                WriteObject(new FileInfo(file));
            }

            return true;
        }
        catch (InvalidDataException trouble)
        {
            WriteError(Errors.FromFile(trouble, ledger));
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            WriteError(Errors.FromWriting(trouble, file));
        }

        return false;
    }
}
