// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Auditing;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Files;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.Dashboard;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Writes the fleet as one HTML page that needs no network: counts, a map by Land, the trend, and the practices, worst
/// first, with search and filters.
/// </summary>
[Cmdlet(VerbsData.Export, "PracticeDashboard", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportPracticeDashboardCommand : PSCmdlet
{
    private readonly List<ExposureSnapshot> _snapshots = new();
    private readonly List<PSObject> _measurements = new();

    /// <summary>What Invoke-PracticeAudit returned, or single measurements. Without it the ledger's last state is shown.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject[] InputObject { get; set; } = Array.Empty<PSObject>();

    /// <summary>The HTML file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    /// <summary>The fleet's ledger: for the trend, and for how long findings have been open.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <summary>Checks of the ledger that are older than this, in hours, are Undetermined unless something was exposed (0.1 to 8760).</summary>
    [Parameter]
    [ValidateNumberRange(0.1, 8760)]
    public double MaximumAge { get; set; } = HistoryAge.Default.TotalHours;

    /// <summary>Language of the page.</summary>
    [Parameter]
    [ValidateSet("de", "en")]
    public string Language { get; set; } = "de";

    /// <summary>Heading of the page.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Outputs the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject input in InputObject)
        {
            // Audits are reduced immediately to what the page shows: ten thousand of them would need much memory.
            if (input.BaseObject is PracticeAudit audit)
            {
                _snapshots.Add(ExposureSnapshot.From(audit));
            }
            else
            {
                _measurements.Add(input);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string file = this.NewPath(Path);
        try
        {
            _snapshots.AddRange(this.ReadSnapshots(_measurements));
            if (ReadFleet() is not FleetState fleet || !ShouldProcess(file, "Write the dashboard"))
            {
                return;
            }

            CmdletFiles.CreateFolderOf(file);
            AtomicFile.Write(file, Force, writer => DashboardPage.Write(writer, fleet, Language, Title));
            if (PassThru)
            {
                WriteObject(new FileInfo(file));
            }
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            WriteError(Errors.FromWriting(trouble, file));
        }
    }

    /// <summary>What is shown; null when there is nothing, after an error. A ledger that cannot be used leaves what was piped in.</summary>
    private FleetState? ReadFleet()
    {
        FleetState? kept = LedgerPath is not null && this.ExistingFile(LedgerPath) is string ledger ? ReadLedger(ledger) : null;
        if (_snapshots.Count > 0)
        {
            return kept?.With(_snapshots) ?? FleetState.Of(_snapshots);
        }

        return kept is not null || LedgerPath is not null ? kept
            : throw new InputException("NothingToShow", "There is nothing to show. Pipe in what Invoke-PracticeAudit gave, or name a ledger with -LedgerPath.");
    }

    private FleetState? ReadLedger(string ledger)
    {
        try
        {
            return ExposureLedger.Latest(ledger).AsOf(new HistoryAge(TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(MaximumAge)));
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            WriteError(Errors.FromFile(trouble, ledger));
            return null;
        }
    }
}
