// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Auditing;
using PracticeNetSec.Cmdlets.Views;
using PracticeNetSec.Files;
using PracticeNetSec.Fleet.Feeds;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Examination;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>Reads the results of a scan that another tool made: one router examination per host, assigned to the practice that had its address then.</summary>
public abstract class ScanImportCmdlet : AddressedImportCmdlet
{
    private AddressBook? _addresses;

    /// <summary>Vantage point of the scanner. Default: outside for public addresses; a private address can only be reached from inside.</summary>
    [Parameter]
    [ValidateSet("Outside", "Inside")]
    public Vantage? Vantage { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _addresses = this.ReadAddresses(Practice, LedgerPath, AddressInput.UsualToleranceHours);

    /// <inheritdoc/>
    protected override void ReadFile(string path)
    {
        using FileStream stream = InputFile.Open(path);
        foreach (NmapHost host in ReadHosts(stream))
        {
            foreach (Practice? owner in OwnersOf(host))
            {
                WriteObject(RouterExaminer.AssessScan(host, owner, Vantage ?? Model.Vantage.Undetermined).WithNextCommands());
            }
        }
    }

    /// <summary>The hosts of a file.</summary>
    /// <param name="stream">The file, from its start.</param>
    /// <exception cref="InvalidDataException">The file cannot be used.</exception>
    protected abstract IEnumerable<NmapHost> ReadHosts(Stream stream);

    /// <summary>The practices at that address, or at that name; one that is null where none is known.</summary>
    private Practice?[] OwnersOf(NmapHost host)
    {
        IReadOnlyList<Practice> owners = _addresses!.OwnersOf(host.Address, host.EndedAt);
        owners = owners.Count == 0 && host.HostName is not null ? _addresses.OwnersOf(host.HostName, host.EndedAt) : owners;
        return owners.DefaultIfEmpty().ToArray();
    }
}
