// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Auditing;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Cmdlets.Views;
using PracticeNetSec.Files;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Examination;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Reads nmap's XML (<c>nmap -oX</c>) as the view from outside: one router examination per host, assessed by the same
/// rules as a live one. Pipe it to Get-RouterExposure -WalkPath to add what the router itself reports.
/// </summary>
[Cmdlet(VerbsData.Import, "NmapScan")]
[OutputType(typeof(RouterExposure))]
public sealed class ImportNmapScanCommand : PSCmdlet
{
    private AddressBook? _addresses;

    /// <summary>Files that nmap wrote with -oX.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [SupportsWildcards]
    public string[] Path { get; set; } = Array.Empty<string>();

    /// <summary>Practices that may be in the scan; a host whose address was a practice's at that time is assigned to that practice.</summary>
    [Parameter]
    public PSObject[] Practice { get; set; } = Array.Empty<PSObject>();

    /// <summary>A ledger: it records which dynamic address a practice had when.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <summary>Vantage point of nmap. Default: outside for public addresses; a private address can only be reached from inside.</summary>
    [Parameter]
    [ValidateSet("Outside", "Inside")]
    public Vantage? Vantage { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _addresses = this.ReadAddresses(Practice, LedgerPath, AddressInput.UsualToleranceHours);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string file in this.ExistingFiles(Path))
        {
            try
            {
                using FileStream stream = InputFile.Open(file);
                foreach (NmapHost host in NmapScan.Read(stream))
                {
                    foreach (Practice? owner in OwnersOf(host))
                    {
                        WriteObject(RouterExaminer.AssessScan(host, owner, Vantage ?? Model.Vantage.Undetermined).WithNextCommands());
                    }
                }
            }
            catch (Exception trouble) when (Errors.IsFileException(trouble))
            {
                WriteError(Errors.FromFile(trouble, file));
            }
        }
    }

    /// <summary>The practices at that address, or at that name; one that is null where none is known.</summary>
    private Practice?[] OwnersOf(NmapHost host)
    {
        IReadOnlyList<Practice> owners = _addresses!.OwnersOf(host.Address, host.EndedAt);
        owners = owners.Count == 0 && host.HostName is not null ? _addresses.OwnersOf(host.HostName, host.EndedAt) : owners;
        return owners.DefaultIfEmpty().ToArray();
    }
}
