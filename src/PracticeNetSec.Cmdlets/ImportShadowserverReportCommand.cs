// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Auditing;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Cmdlets.Views;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Reads Shadowserver's reports on services, vulnerabilities, compromised hosts and events as views from outside, assessed by the same rules as a
/// measurement, and matches them to practices by address and time.
/// </summary>
[Cmdlet(VerbsData.Import, "ShadowserverReport")]
[OutputType(typeof(RouterExposure))]
public sealed class ImportShadowserverReportCommand : PSCmdlet
{
    private ShadowserverFeed? _feed;

    /// <summary>CSV files as Shadowserver sends them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [SupportsWildcards]
    public string[] Path { get; set; } = Array.Empty<string>();

    /// <summary>Practices that may be in the reports.</summary>
    [Parameter]
    public PSObject[] Practice { get; set; } = Array.Empty<PSObject>();

    /// <summary>A ledger: it records which dynamic address a practice had when.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <summary>Hours before and after an audit in which a dynamic address still counts as the practice's (1 to 168).</summary>
    [Parameter]
    [ValidateNumberRange(1, 168, Whole = true)]
    public int ToleranceHours { get; set; } = AddressInput.UsualToleranceHours;

    /// <summary>Leaves out what belongs to no practice.</summary>
    [Parameter]
    public SwitchParameter MatchedOnly { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (MatchedOnly && Practice.Length == 0)
        {
            ThrowTerminatingError(Errors.From(new InputException("MatchedOnlyNeedsPractice", "-MatchedOnly needs -Practice: no practice was given, so every line would be left out. Add: -Practice (Import-PracticeInventory FILE)"), null));
        }

        _feed = new ShadowserverFeed(this.ReadAddresses(Practice, LedgerPath, ToleranceHours), MatchedOnly);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string file in this.ExistingFiles(Path))
        {
            try
            {
                foreach (ShadowserverRow row in _feed!.Add(file))
                {
                    Report(row, file);
                }
            }
            catch (Exception trouble) when (Errors.IsFileException(trouble))
            {
                WriteError(Errors.FromFile(trouble, file));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            foreach (RouterExposure exposure in _feed!.Assess())
            {
                WriteObject(exposure.WithNextCommands());
            }
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            // A feed of more lines than memory holds is read in several passes, and a file may be gone in between.
            WriteError(Errors.FromFile(trouble, Path.LastOrDefault() ?? ""));
        }
    }

    private void Report(ShadowserverRow row, string file)
    {
        string name = System.IO.Path.GetFileName(file);
        if (row.Error is not null)
        {
            InputException wrong = new("InvalidReportLine", $"{name}, line {row.Line}: {row.Error}");
            WriteError(new ErrorRecord(wrong, wrong.Id, ErrorCategory.InvalidData, file));
        }
        else
        {
            WriteWarning($"{name}: this version does not know reports of the type '{row.UnknownType}'. What they report is Undetermined; shadowserver.org describes what the type means.");
        }
    }
}
