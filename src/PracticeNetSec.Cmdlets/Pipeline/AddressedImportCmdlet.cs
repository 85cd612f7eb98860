// SPDX-License-Identifier: MIT
using System;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>Reads files of what others observed at addresses, and matches it to the practices that had them then.</summary>
public abstract class AddressedImportCmdlet : PSCmdlet
{
    /// <summary>Files to read.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [SupportsWildcards]
    public string[] Path { get; set; } = Array.Empty<string>();

    /// <summary>Practices that may be in them; what was observed at an address that was a practice's at that time is assigned to that practice.</summary>
    [Parameter]
    public PSObject[] Practice { get; set; } = Array.Empty<PSObject>();

    /// <summary>A ledger: it records which dynamic address a practice had when.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string file in this.ExistingFiles(Path))
        {
            try
            {
                ReadFile(file);
            }
            catch (Exception trouble) when (Errors.IsFileException(trouble))
            {
                WriteError(Errors.FromFile(trouble, file));
            }
        }
    }

    /// <summary>Reads one file. An error of the file ends it, and the next one is read.</summary>
    /// <param name="path">The file.</param>
    protected abstract void ReadFile(string path);
}
