// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Probing;
using PracticeNetSec.Probing.Scans;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Reads what masscan, naabu, zgrab2, Shodan, Censys or nmap found: one router examination per host, assessed by the same rules as a live one. No
/// query is sent over the network.
/// </summary>
[Cmdlet(VerbsData.Import, "ScanResult")]
[OutputType(typeof(RouterExposure))]
public sealed class ImportScanResultCommand : ScanImportCmdlet
{
    /// <summary>Form of the files; by default found by their content.</summary>
    [Parameter]
    public ScanFormat Format { get; set; }

    /// <inheritdoc/>
    protected override IEnumerable<NmapHost> ReadHosts(Stream stream) => ScanFile.Read(stream, Format);
}
