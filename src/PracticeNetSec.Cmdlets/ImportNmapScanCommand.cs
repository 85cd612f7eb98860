using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Reads nmap's XML (<c>nmap -oX</c>) as the view from outside: one router examination per host, judged by the same
/// rules as a live one. Pipe it to Get-RouterExposure -WalkPath to add what the router itself says.
/// </summary>
[Cmdlet(VerbsData.Import, "NmapScan")]
[OutputType(typeof(RouterExposure))]
public sealed class ImportNmapScanCommand : PSCmdlet
{
    /// <summary>Files that nmap wrote with -oX.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    public string[] Path { get; set; } = Array.Empty<string>();

    /// <summary>Practices whose WAN address may stand in the scan; a host that matches carries its practice along.</summary>
    [Parameter]
    public PSObject[] Practice { get; set; } = Array.Empty<PSObject>();

    /// <summary>Where nmap stood. Default: outside for public addresses; a private address can only be seen from inside.</summary>
    [Parameter]
    [ValidateSet("Outside", "Inside")]
    public string? Vantage { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Practice[] practices = Practice.Select(practice => this.Read(practice)).OfType<Practice>().ToArray();
        foreach (string file in this.ExistingFiles(Path))
        {
            try
            {
                using FileStream stream = File.OpenRead(file);
                foreach (NmapHost host in NmapScan.Read(stream))
                {
                    WriteObject(RouterExaminer.JudgeScan(host, practices, Vantage is null ? default : (Vantage)Enum.Parse(typeof(Vantage), Vantage, ignoreCase: true)));
                }
            }
            catch (Exception trouble) when (Errors.IsFileTrouble(trouble))
            {
                WriteError(Errors.FromFile(trouble, file));
            }
        }
    }
}
