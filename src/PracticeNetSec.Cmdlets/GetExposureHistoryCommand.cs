// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet;

namespace PracticeNetSec.Cmdlets;

/// <summary>Tells from a ledger what was wrong in which practice, first seen, last seen, and how long it lay open.</summary>
[Cmdlet(VerbsCommon.Get, "ExposureHistory")]
[OutputType(typeof(ExposureSpan))]
public sealed class GetExposureHistoryCommand : PSCmdlet
{
    /// <summary>Ledgers of Invoke-PracticeAudit.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "LedgerPath")]
    [SupportsWildcards]
    public string[] Path { get; set; } = Array.Empty<string>();

    /// <summary>Practices to show, wildcards allowed. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PracticeIdCompleter))]
    public string[] PracticeId { get; set; } = Array.Empty<string>();

    /// <summary>Shows only what no check has seen gone.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WildcardPattern[] wanted = PracticeId.Select(id => WildcardPattern.Get(id, WildcardOptions.IgnoreCase)).ToArray();
        foreach (string file in this.ExistingFiles(Path))
        {
            try
            {
                WriteObject(
                    ExposureLedger.History(file).Where(span => (!Open || span.IsOpen) && (wanted.Length == 0 || wanted.Any(pattern => pattern.IsMatch(span.PracticeId)))),
                    enumerateCollection: true);
            }
            catch (Exception trouble) when (Errors.IsFileTrouble(trouble))
            {
                WriteError(Errors.FromFile(trouble, file));
            }
        }
    }
}
