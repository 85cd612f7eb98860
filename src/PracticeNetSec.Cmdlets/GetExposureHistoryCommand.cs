// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Parameters;
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
                TellUnknown(file);
            }
            catch (Exception trouble) when (Errors.IsFileTrouble(trouble))
            {
                WriteError(Errors.FromFile(trouble, file));
            }
        }
    }

    /// <summary>A misspelt id must not read as "nothing was ever found there".</summary>
    private void TellUnknown(string file)
    {
        string[] exact = PracticeId.Where(id => !WildcardPattern.ContainsWildcardCharacters(id)).ToArray();
        HashSet<string> checkedOnes = exact.Length == 0 ? new() : new(ExposureLedger.PracticeIds(file), StringComparer.OrdinalIgnoreCase);
        foreach (string id in exact.Where(id => !checkedOnes.Contains(id)))
        {
            InputException error = new("PracticeNotInLedger", $"'{InputException.Shown(file)}' holds no check of a practice '{InputException.Shown(id)}'. Check the id; wildcards are allowed.");
            WriteError(new ErrorRecord(error, error.Id, ErrorCategory.ObjectNotFound, id));
        }
    }
}
