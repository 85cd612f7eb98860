// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Auditing;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Views;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>Reads what others report of addresses, as views from outside, and matches it to practices by address and time.</summary>
public abstract class FeedImportCmdlet : AddressedImportCmdlet
{
    private ShadowserverFeed? _feed;

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
    protected override void ReadFile(string path)
    {
        foreach (ShadowserverRow row in Add(_feed!, path))
        {
            Report(row, path);
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

    /// <summary>Reads one file; returns the lines that are to be named.</summary>
    /// <param name="feed">Where its lines are kept.</param>
    /// <param name="path">The file.</param>
    protected abstract IEnumerable<ShadowserverRow> Add(ShadowserverFeed feed, string path);
}
