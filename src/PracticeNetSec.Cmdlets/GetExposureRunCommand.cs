// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;

namespace PracticeNetSec.Cmdlets;

/// <summary>Lists the runs of a history: when, how many practices were to be checked and were, with which result, and from where.</summary>
[Cmdlet(VerbsCommon.Get, "ExposureRun")]
[OutputType(typeof(LedgerRun))]
public sealed class GetExposureRunCommand : PSCmdlet
{
    /// <summary>Histories of Invoke-PracticeAudit.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "LedgerPath")]
    [SupportsWildcards]
    public string[] Path { get; set; } = Array.Empty<string>();

    /// <summary>Shows only these runs, wildcards allowed. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RunCompleter))]
    public string[] Id { get; set; } = Array.Empty<string>();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WildcardPattern[] wanted = Id.Select(id => WildcardPattern.Get(id, WildcardOptions.IgnoreCase)).ToArray();
        foreach (string file in this.ExistingFiles(Path))
        {
            try
            {
                WriteObject(ExposureLedger.AllRuns(file).Where(run => wanted.Length == 0 || wanted.Any(pattern => pattern.IsMatch(run.Id))), enumerateCollection: true);
            }
            catch (Exception trouble) when (Errors.IsFileException(trouble))
            {
                WriteError(Errors.FromFile(trouble, file));
            }
        }
    }
}
