// SPDX-License-Identifier: MIT
using System;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;

namespace PracticeNetSec.Cmdlets;

/// <summary>Checks a history: every entry against its chain, the sums, signed checkpoints, and a hash that was noted elsewhere.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ExposureHistory")]
[OutputType(typeof(LedgerCheck), typeof(bool))]
public sealed class TestExposureHistoryCommand : PSCmdlet
{
    /// <summary>Histories of Invoke-PracticeAudit.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "LedgerPath")]
    [SupportsWildcards]
    public string[] Path { get; set; } = Array.Empty<string>();

    /// <summary>A LastHash noted earlier, outside this machine: proves that nothing up to that entry was rewritten.</summary>
    [Parameter]
    [LedgerHash]
    public string? ExpectedHash { get; set; }

    /// <summary>Returns only true or false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string file in this.ExistingFiles(Path))
        {
            try
            {
                LedgerCheck check = ExposureLedger.Test(file, ExpectedHash);
                WriteObject(Quiet ? check.IsWhole : check);
            }
            catch (Exception trouble) when (Errors.IsFileException(trouble))
            {
                WriteError(Errors.FromFile(trouble, file));
            }
        }
    }
}
