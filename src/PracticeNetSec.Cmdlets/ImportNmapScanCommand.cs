// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Reads nmap's XML (<c>nmap -oX</c>) as the view from outside: one router examination per host, assessed by the same
/// rules as a live one. Pipe it to Get-RouterExposure -WalkPath to add what the router itself reports.
/// </summary>
[Cmdlet(VerbsData.Import, "NmapScan")]
[OutputType(typeof(RouterExposure))]
public sealed class ImportNmapScanCommand : ScanImportCmdlet
{
    /// <inheritdoc/>
    protected override IEnumerable<NmapHost> ReadHosts(Stream stream) => NmapScan.Read(stream);
}
