// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
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
/// Reads Shadowserver's reports on accessible services (SMB, SNMP, RDP, FTP, Telnet, HTTP) as views from outside, assessed
/// by the same rules as a measurement, and matches them to practices by address and time.
/// </summary>
[Cmdlet(VerbsData.Import, "ShadowserverReport")]
[OutputType(typeof(RouterExposure))]
public sealed class ImportShadowserverReportCommand : PSCmdlet
{
    private readonly List<ShadowserverRow> _rows = new();

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
    }

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

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        AddressBook book = this.ReadAddresses(Practice, LedgerPath, ToleranceHours);

        // SMB, SNMP and the rest come in files of their own: their lines about one address on one day form one view.
        foreach (ShadowserverRow[] rows in _rows.GroupBy(row => (row.Address, row.SeenAt.UtcDateTime.Date)).Select(group => group.OrderBy(row => row.SeenAt).ToArray()))
        {
            IReadOnlyList<Practice> owners = book.OwnersOf(rows[0].Address, rows[0].SeenAt);
            foreach (Practice? owner in MatchedOnly ? owners : owners.DefaultIfEmpty())
            {
                WriteObject(ShadowserverReport.Assess(rows, owner).WithNextCommands());
            }
        }
    }

    private void ReadFile(string file)
    {
        foreach (ShadowserverRow row in ShadowserverReport.Read(file))
        {
            if (row.Error is null)
            {
                _rows.Add(row);
            }
            else
            {
                InputException wrong = new("InvalidReportLine", $"{System.IO.Path.GetFileName(file)}, line {row.Line}: {row.Error}");
                WriteError(new ErrorRecord(wrong, wrong.Id, ErrorCategory.InvalidData, file));
            }
        }
    }
}
