using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet;
using PracticeNetSec.Reporting;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Writes one report per practice, for its owner and for the supervisory authority: HTML in one file, and JSON. Where
/// nothing was found exposed it writes a record of the check instead.
/// </summary>
[Cmdlet(VerbsData.Export, "BreachReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportBreachReportCommand : PSCmdlet
{
    private readonly List<RouterExposure> _routers = new();
    private readonly List<ShareReachability> _shares = new();

    /// <summary>Results of Get-RouterExposure, Import-NmapScan or Test-ShareReachability; those of one practice go into one report.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject[] InputObject { get; set; } = Array.Empty<PSObject>();

    /// <summary>Folder for the reports; it is made when it does not exist.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    /// <summary>File name without ending. Default: the practice's id, or the host. With several practices the id is added.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Language of the report.</summary>
    [Parameter]
    [ValidateSet("de", "en")]
    public string Language { get; set; } = "de";

    /// <summary>Kinds of file.</summary>
    [Parameter]
    [ValidateSet("Html", "Json")]
    public string[] Format { get; set; } = { "Html", "Json" };

    /// <summary>
    /// When the practice became aware, with reasonable certainty, that data were affected: the 72 hours of Art. 33 GDPR
    /// count from there. Without it they are counted from the end of the measurement, and the report says so.
    /// </summary>
    [Parameter]
    public DateTimeOffset? AwarenessTime { get; set; }

    /// <summary>Replaces existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Puts out the files that were written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject input in InputObject)
        {
            switch (this.Read(input))
            {
                case null:
                    break;
                case RouterExposure router:
                    _routers.Add(router);
                    break;
                case PracticeAudit { RouterExposure: RouterExposure examined } audit:
                    _routers.Add(examined);
                    _shares.AddRange(audit.ShareReachability);
                    break;
                case PracticeAudit unseen:
                    WriteVerbose($"{unseen.PracticeId}: nothing was looked at, so there is nothing to report");
                    break;
                case ShareReachability share:
                    _shares.Add(share);
                    if (share.RouterExposure is not null)
                    {
                        _routers.Add(share.RouterExposure);
                    }

                    break;
                default:
                    this.WriteUnusable(input, "what Get-RouterExposure, Import-NmapScan or Test-ShareReachability gave");
                    break;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string folder = this.NewPath(Path);
        ILookup<string, RouterExposure> routers = _routers.ToLookup(KeyOf, StringComparer.OrdinalIgnoreCase);
        ILookup<string, ShareReachability> shares = _shares.ToLookup(KeyOf, StringComparer.OrdinalIgnoreCase);
        string[] practices = routers.Concat<IGrouping<string, object>>(shares).Select(group => group.Key).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        foreach (string practice in practices)
        {
            string name = FileName(Name is null ? practice : practices.Length == 1 ? Name : $"{Name}-{practice}");
            try
            {
                Write(MakeReport(routers[practice].LastOrDefault(), shares[practice].ToArray()), System.IO.Path.Combine(folder, name));
            }
            catch (Exception trouble) when (Errors.IsFileTrouble(trouble))
            {
                WriteError(Errors.FromFile(trouble, System.IO.Path.Combine(folder, name)));
            }
            catch (Exception unforeseen) when (unforeseen is not PipelineStoppedException)
            {
                // Measurements that were altered on the way may contradict themselves; the other practices go on.
                InputException error = new("ReportNotMade", $"The measurements of '{practice}' cannot be made into a report: {unforeseen.Message} Measure again.", unforeseen);
                WriteError(new ErrorRecord(error, error.Id, ErrorCategory.InvalidData, practice));
            }
        }
    }

    private BreachReport MakeReport(RouterExposure? router, ShareReachability[] shares) => BreachReport.Create(router, shares, new BreachReportOptions
    {
        AwarenessTime = AwarenessTime,
        Practice = router?.Practice ?? shares.Select(share => share.Practice).FirstOrDefault(practice => practice is not null),
    });

    private void Write(BreachReport report, string path)
    {
        foreach (string format in Format.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            bool html = format.Equals("Html", StringComparison.OrdinalIgnoreCase);
            string file = path + (html ? ".html" : ".json");
            if (!ShouldProcess(file, "Write the report"))
            {
                continue;
            }

            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            AtomicFile.Write(file, Force, writer =>
            {
                if (html)
                {
                    HtmlReport.Write(writer, report, Language);
                }
                else
                {
                    JsonReport.Write(writer, report, Language);
                }
            });
            WriteVerbose($"Wrote {file}");
            if (PassThru)
            {
                WriteObject(new FileInfo(file));
            }
        }
    }

    private static string KeyOf(RouterExposure router) => router.PracticeId.Length > 0 ? router.PracticeId : router.WanAddress ?? router.ComputerName;

    /// <summary>A server belongs to the practice it names, to that of its router, or to that of a router with the same address.</summary>
    private string KeyOf(ShareReachability share)
    {
        RouterExposure? router = share.RouterExposure ?? _routers.FirstOrDefault(known =>
            share.ComputerName.Equals(known.WanAddress, StringComparison.OrdinalIgnoreCase) || share.ComputerName.Equals(known.ComputerName, StringComparison.OrdinalIgnoreCase));
        return share.PracticeId.Length > 0 ? share.PracticeId : router is not null ? KeyOf(router) : share.ComputerName;
    }

    /// <summary>Ids and host names come from outside: only what is safe in every file system stays.</summary>
    private static string FileName(string text)
    {
        string safe = new(text.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-').ToArray());
        string trimmed = safe.Trim('.', '-');
        return trimmed.Length == 0 ? "report" : trimmed.Length > 100 ? trimmed.Substring(0, 100) : trimmed;
    }
}
