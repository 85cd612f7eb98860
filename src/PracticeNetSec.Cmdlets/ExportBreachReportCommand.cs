// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using PracticeNetSec.Breach;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Files;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Reporting;
using PracticeNetSec.Reporting.Documents;
using PracticeNetSec.Reporting.Html;
using PracticeNetSec.Reporting.Pdf;
using PracticeNetSec.Reporting.Records;
using PracticeNetSec.Routers;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Writes the documents of a breach: a technical report for the owner, the service provider's notice, the notification to the
/// authority, the letter to the patients and the register entry. Where nothing was found exposed it writes an audit
/// record instead.
/// </summary>
[Cmdlet(VerbsData.Export, "BreachReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportBreachReportCommand : PSCmdlet
{
    private const string AllDocuments = "All";

    private readonly List<RouterExposure> _routers = new();
    private readonly List<ShareReachability> _shares = new();
    private readonly IncidentFiles _incidents = new();
    private PreviousReport? _previous;
    private string? _ledgerHash;

    /// <summary>Results of Get-RouterExposure, Import-NmapScan, Test-ShareReachability or Invoke-PracticeAudit; those of one practice go into one report.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject[] InputObject { get; set; } = Array.Empty<PSObject>();

    /// <summary>Folder for the reports; it is created when it does not exist. Several practices get a folder each, and an index page.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    /// <summary>File name without ending. Default: the practice's id, or the host.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>
    /// Which documents. The technical report contains everything; the others are written for their readers. The patients' letter
    /// is a file of its own that can be sent; whether it must be sent is stated in another.
    /// </summary>
    [Parameter]
    [ValidateSet("Dossier", "Processor", "Authority", "Patients", "PatientsDecision", "Register", "FirstHour", "RiskDecision", "PublicNotice", "Staff", "ProviderOrder", "Insurer", "Police", "Custody", "Proof", AllDocuments)]
    public string[] Document { get; set; } = { "Dossier" };

    /// <summary>Which of the reports about the breach this is (Art. 33(4) GDPR).</summary>
    [Parameter]
    public ReportPhase Phase { get; set; }

    /// <summary>The JSON of the previous report: a follow-up states what has changed, and keeps what was known.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PreviousReport { get; set; }

    /// <summary>Files from New-BreachIncident, filled in. With several practices each names its practice's id.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] IncidentPath { get; set; } = Array.Empty<string>();

    /// <summary>Language of the report.</summary>
    [Parameter]
    [ValidateSet("de", "en")]
    public string Language { get; set; } = "de";

    /// <summary>Kinds of file. PDF is printed by an installed Edge, Chrome or Chromium; ICS is written where a period runs.</summary>
    [Parameter]
    [ValidateSet("Html", "Docx", "Pdf", "Json", "Csv", "Ics")]
    public string[] Format { get; set; } = { "Html", "Json" };

    /// <summary>The browser that prints PDF; otherwise an installed one is searched for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BrowserPath { get; set; }

    /// <summary>
    /// When the practice became aware, with reasonable certainty, that data were affected: the 72 hours of Art. 33 GDPR
    /// count from then. Without it the incident file's time counts, and without that the end of the measurement, which
    /// the report states. A time without offset is legal time in Germany.
    /// </summary>
    [Parameter]
    [LegalTime]
    public DateTimeOffset? AwarenessTime { get; set; }

    /// <summary>The ledger that has the measurements: number and hash of its last entry are in the technical report and in JSON.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LedgerPath { get; set; }

    /// <summary>Replaces existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Outputs the files that were written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        foreach (string file in IncidentPath.Length == 0 ? Array.Empty<string>() : this.ExistingFiles(IncidentPath))
        {
            Try(file, Errors.FromFile, () => WarnOfSecrets(file, _incidents.Add(file)));
        }

        if (PreviousReport is string previous && this.ExistingFiles(new[] { previous }) is { Count: > 0 } found)
        {
            Try(found[0], Errors.FromFile, () => _previous = Reporting.PreviousReport.Load(found[0]));
        }
    }

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
                case PracticeAudit { Findings: { Length: > 0 } } recorded:
                    WriteWarning($"{recorded.PracticeId}: no report was written. It was checked before the run was resumed, and a ledger has no details for a report: check it again, without -Resume.");
                    break;
                case PracticeAudit unseen:
                    WriteVerbose($"{unseen.PracticeId}: nothing was examined, so there is nothing to report");
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
        if (File.Exists(folder))
        {
            InputException error = new("PathIsFile", $"'{folder}' is a file: give -Path a folder, for instance '{System.IO.Path.GetDirectoryName(folder)}', and the file's name with -Name.");
            WriteError(new ErrorRecord(error, error.Id, ErrorCategory.InvalidArgument, Path));
            return;
        }

        IReadOnlyList<PracticeMeasurements> practices = PracticeMeasurements.Group(_routers, _shares);
        foreach (string file in _incidents.Left(practices.Select(practice => practice.Id).ToArray()))
        {
            WriteError(Errors.From(new InputException("IncidentWithoutPractice", $"'{file}' belongs to none of the practices measured: write the practice's id into practice.id."), file));
        }

        ReadLedger();
        ReportSet set = new(Documents(), Format, Language, Browser());
        bool many = practices.Count > 1;
        List<IndexEntry> index = new();
        string? first = null;
        HashSet<string> folders = new(StringComparer.OrdinalIgnoreCase);
        WorkProgress progress = new("Writing reports");
        foreach (PracticeMeasurements practice in practices)
        {
            if (progress.Due(index.Count, practices.Count) is ProgressRecord record)
            {
                WriteProgress(record);
            }

            string own = many ? ReportFiles.Unused(folders, ReportFiles.SafeName(practice.Id, "practice")) : "";
            string path = System.IO.Path.Combine(folder, own, ReportFiles.SafeName(Name ?? practice.Id, "report"));
            List<string> written = new();
            BreachReport? report = null;
            try
            {
                report = MakeReport(practice, _incidents.Of(practice.Id, !many));
                foreach (string warning in ReportWarnings.Of(report, Phase, Document))
                {
                    WriteWarning(warning);
                }

                Write(set, report, path, written);
            }
            catch (InputException error)
            {
                WriteError(Errors.From(error, practice.Id));
            }
            catch (Exception unforeseen) when (unforeseen is not PipelineStoppedException)
            {
                // Measurements that were altered on the way may contradict themselves; the other practices continue.
                InputException error = new("ReportNotMade", $"The measurements of '{practice.Id}' cannot be made into a report: {ErrorCause.Of(unforeseen)}. Measure again.", unforeseen);
                WriteError(new ErrorRecord(error, error.Id, ErrorCategory.InvalidData, practice.Id));
            }

            first ??= written.FirstOrDefault();
            index.Add(new IndexEntry(practice.Id, report, written.Select(file => own + "/" + System.IO.Path.GetFileName(file)).ToArray()));
        }

        if (progress.End() is ProgressRecord end)
        {
            WriteProgress(end);
        }

        if (many && Format.Contains("Csv", StringComparer.OrdinalIgnoreCase) && index.Select(entry => entry.Report).OfType<BreachReport>().ToArray() is { Length: > 0 } reports)
        {
            WriteOne(System.IO.Path.Combine(folder, "findings.csv"), stream => AtomicFile.WriteText(stream, writer => CsvReport.Write(writer, reports, Language)), new List<string>());
        }

        List<string> start = new();
        if (many)
        {
            WriteOne(System.IO.Path.Combine(folder, "index.html"), stream => AtomicFile.WriteText(stream, writer => HtmlIndex.Write(writer, index, TimeProvider.System.GetLocalNow(), Language)), start);
        }

        if (!PassThru && (start.FirstOrDefault() ?? first) is string open)
        {
            this.WriteFileToOpen(open);
        }
    }

    /// <summary>One that cannot be read is one error, and the reports are written without its hash.</summary>
    private void ReadLedger()
    {
        if (LedgerPath is not null && this.ExistingFile(LedgerPath) is string ledger)
        {
            Try(ledger, Errors.FromFile, () => _ledgerHash = ExposureLedger.LastHash(ledger));
        }
    }

    private ReportDocument[] Documents() => Document.Contains(AllDocuments, StringComparer.OrdinalIgnoreCase)
        ? (ReportDocument[])Enum.GetValues(typeof(ReportDocument))
        : Document.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (ReportDocument)Enum.Parse(typeof(ReportDocument), name, ignoreCase: true)).ToArray();

    /// <summary>The browser, when one is needed; without one there is one error, and the other formats are still written.</summary>
    private string? Browser()
    {
        if (!Format.Contains("Pdf", StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return BrowserLocation.Find(BrowserPath is null ? null : this.NewPath(BrowserPath));
        }
        catch (InputException error)
        {
            WriteError(new ErrorRecord(error, error.Id, ErrorCategory.NotInstalled, BrowserPath));
            return null;
        }
    }

    private BreachReport MakeReport(PracticeMeasurements measured, BreachIncident? incident)
    {
        if (measured.Routers.Count > 1)
        {
            WriteWarning($"{measured.Id}: {measured.Routers.Count} routers have this id; the report is about {measured.Router!.ComputerName} only, which has the most severe verdict. Give each connection an id of its own.");
        }

        return BreachReport.Create(measured.Router, measured.Servers.ToArray(), new BreachReportOptions
        {
            AwarenessTime = AwarenessTime,
            Incident = incident,
            Phase = Phase,
            Previous = _previous,
            LedgerHash = _ledgerHash,
            Practice = measured.Practice,
        });
    }

    private void WarnOfSecrets(string file, BreachIncident incident)
    {
        if (incident.HiddenFields.Length > 0)
        {
            WriteWarning($"'{file}': what looks like a password or key was left out of {string.Join(", ", incident.HiddenFields)}. Take it out of the file; if it was none, say it in other words.");
        }
    }

    private void Write(ReportSet set, BreachReport report, string path, List<string> written)
    {
        (string File, Action<Stream> Write)[] files = set.Files(report, path).ToArray();
        string[] kept = Force ? Array.Empty<string>() : files.Select(item => item.File).Where(File.Exists).ToArray();
        if (kept.Length > 1)
        {
            // One error for each report: twelve would hide what else went wrong.
            WriteError(Errors.FromWriting(new InputException("FileExists", $"{kept.Length} of {files.Length} files already exist, '{InputException.Quote(kept[0])}' first, and were kept. Choose another folder, or allow them to be replaced (-Force)."), kept[0]));
            files = files.Where(item => !kept.Contains(item.File)).ToArray();
        }

        foreach ((string file, Action<Stream> write) in files)
        {
            WriteOne(file, write, written);
        }
    }

    private void WriteOne(string file, Action<Stream> write, List<string> written)
    {
        if (!ShouldProcess(file, "Write the report"))
        {
            return;
        }

        Try(file, Errors.FromWriting, () =>
        {
            CmdletFiles.CreateFolderOf(file);
            AtomicFile.WriteStream(file, Force, write);
            written.Add(file);
            WriteVerbose($"Wrote {file}");
            if (PassThru)
            {
                WriteObject(new FileInfo(file));
            }
        });
    }

    private void Try(string file, Func<Exception, string, ErrorRecord> errorOf, Action work)
    {
        try
        {
            work();
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            WriteError(errorOf(trouble, file));
        }
    }
}
