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

/// <summary>Reports from a history the findings of each practice, when first and last observed, and how long they were open.</summary>
[Cmdlet(VerbsCommon.Get, "ExposureHistory")]
[OutputType(typeof(ExposureSpan))]
public sealed class GetExposureHistoryCommand : PSCmdlet
{
    /// <summary>Histories of Invoke-PracticeAudit.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "LedgerPath")]
    [SupportsWildcards]
    public string[] Path { get; set; } = Array.Empty<string>();

    /// <summary>Practices to show, wildcards allowed. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PracticeIdCompleter))]
    public string[] PracticeId { get; set; } = Array.Empty<string>();

    /// <summary>Shows only what no check has shown to be gone.</summary>
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
                ExposureSpan[] spans = (PracticeId.Length > 0 && !PracticeId.Any(WildcardPattern.ContainsWildcardCharacters) ? ExposureLedger.History(file, PracticeId) : ExposureLedger.History(file)).ToArray();
                WriteObject(
                    spans.Where(span => (!Open || span.IsOpen) && (wanted.Length == 0 || wanted.Any(pattern => pattern.IsMatch(span.PracticeId)))),
                    enumerateCollection: true);
                TellUnknown(file, spans);
            }
            catch (Exception trouble) when (Errors.IsFileException(trouble))
            {
                WriteError(Errors.FromFile(trouble, file));
            }
        }
    }

    /// <summary>A misspelt id must not read as "nothing was ever found there".</summary>
    private void TellUnknown(string file, ExposureSpan[] spans)
    {
        HashSet<string> seen = new(spans.Select(span => span.PracticeId), StringComparer.OrdinalIgnoreCase);
        string[] missing = PracticeId.Where(id => !WildcardPattern.ContainsWildcardCharacters(id) && !seen.Contains(id)).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        // A practice without findings is in the history nevertheless.
        seen.UnionWith(ExposureLedger.PracticeIds(file));
        foreach (string id in missing.Where(id => !seen.Contains(id)))
        {
            InputException error = new("PracticeNotInLedger", $"'{InputException.Quote(file)}' holds no check of a practice '{InputException.Quote(id)}'. Check the id; wildcards are allowed.");
            WriteError(new ErrorRecord(error, error.Id, ErrorCategory.ObjectNotFound, id));
        }
    }
}
