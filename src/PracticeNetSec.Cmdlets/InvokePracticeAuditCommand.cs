// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Cmdlets.Auditing;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Cmdlets.Views;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Inventory;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Routers.Examination;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Checks a fleet of practices: router, ports and shares of each, many at once, only those in scope. With a ledger the
/// audit can be interrupted at any time and resumed, and reports since when a finding has existed.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "PracticeAudit", SupportsShouldProcess = true)]
[OutputType(typeof(PracticeAudit))]
public sealed class InvokePracticeAuditCommand : RouterCmdlet
{
    private RunPopulation _population = new();
    private readonly ConcurrentDictionary<string, Practice> _pending = new(StringComparer.OrdinalIgnoreCase);
    private AuditLedger? _ledger;
    private AuditOptions _options = new();
    private PracticeAuditor? _auditor;
    private AuditProgress? _progress;
    private string _ledgerPath = "";
    private int _unrecorded;

    /// <summary>Practices, as Import-PracticeInventory returns them; a bare address is a practice without an authorisation.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, Position = 0)]
    public PSObject? InputObject { get; set; }

    /// <summary>The fleet's ledger. It is created when it does not exist.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <summary>Resumes the last run of the ledger when it was interrupted: practices already checked are output as the ledger has them, and not checked again.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>An interrupted run that began longer ago, in hours, is not resumed: a new one begins (0.1 to 8760).</summary>
    [Parameter]
    [ValidateNumberRange(0.1, 8760)]
    public double MaximumAge { get; set; } = HistoryAge.Default.TotalHours;

    /// <summary>Practices of the last run that are no longer looked after. Any other one that is missing stays in the result as Undetermined.</summary>
    [Parameter]
    public string[] RetiredPracticeId { get; set; } = Array.Empty<string>();

    /// <summary>Signs the ledger at the end of the run, so that it cannot be written anew without the private key of this certificate.</summary>
    [Parameter]
    public X509Certificate2? SigningCertificate { get; set; }

    /// <summary>Checks practices out of scope too; the result says so.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Practices in progress at once (1 to 4096).</summary>
    [Parameter]
    [ValidateNumberRange(1, 4096, Whole = true)]
    public int ThrottleLimit { get; set; } = 128;

    /// <summary>Connection attempts for ports in flight at once, over all practices (1 to 16384).</summary>
    [Parameter]
    [ValidateNumberRange(1, 16384, Whole = true)]
    public int ConnectionLimit { get; set; } = 1024;

    /// <summary>Connection attempts for ports in flight at once to one address (1 to 256).</summary>
    [Parameter]
    [ValidateNumberRange(1, 256, Whole = true)]
    public int ConnectionLimitPerHost { get; set; } = 18;

    /// <summary>Measures ports only and identifies devices neither by router protocols nor by web pages: faster, with less information.</summary>
    [Parameter]
    public SwitchParameter SkipRouter { get; set; }

    /// <summary>Skips the shares: ports and routers only.</summary>
    [Parameter]
    public SwitchParameter SkipShares { get; set; }

    /// <summary>Timeout for one practice, in seconds (1 to 3600).</summary>
    [Parameter]
    [ValidateNumberRange(1, 3600)]
    public double PracticeTimeoutSeconds { get; set; } = 120;

    /// <summary>Where a server returns no list of shares, tries names that practices commonly use.</summary>
    [Parameter]
    public SwitchParameter CommonShareName { get; set; }

    /// <summary>Other file services to probe on each server, see Test-ShareReachability. Default: none.</summary>
    [Parameter]
    public FileService[] Service { get; set; } = Array.Empty<FileService>();

    /// <summary>PowerShell remoting sessions (SSH or WinRM) that do the work; the module must be installed there.</summary>
    [Parameter]
    public PSSession[] Session { get; set; } = Array.Empty<PSSession>();

    /// <summary>Sessions that check each practice (1 to 16); what any of them finds open is open.</summary>
    [Parameter]
    [ValidateNumberRange(1, 16, Whole = true)]
    public int VantagePoint { get; set; } = 1;

    /// <summary>Which part of the fleet to check, such as 2/8: every practice is in exactly one part, by its id.</summary>
    [Parameter]
    [Shard]
    public Shard? Shard { get; set; }

    /// <inheritdoc/>
    protected override int Concurrency => 2 * ThrottleLimit; // some wait for the proof that the connection worked

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Before a run is opened in the ledger.
        _options = ReadOptions();
        _population = new RunPopulation(Shard);
        if (Session.Length == 0)
        {
            _auditor = UseRouterOptions(() => new PracticeAuditor(_options));
        }

        if (AuditParameters.ProblemOf(this) is InputException problem)
        {
            ThrowTerminatingError(Errors.From(problem, null));
        }

        if (LedgerPath is not null)
        {
            string path = _ledgerPath = this.NewPath(LedgerPath);
            if (!ShouldProcess(path, "Record the audit"))
            {
                return;
            }

            try
            {
                CmdletFiles.CreateFolderOf(path);
                _ledger = new AuditLedger(path, Resume, TimeSpan.FromHours(MaximumAge), Shard, _options.Measured());
                if (_ledger.HasOtherOptions)
                {
                    WriteWarning(IncompleteRun.OtherOptions);
                }
            }
            catch (Exception trouble) when (Errors.IsFileException(trouble))
            {
                ThrowTerminatingError(Errors.FromWriting(trouble, path));
            }
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (this.Read(InputObject!))
        {
            case null when CmdletInput.IsBlank(InputObject!):
                break;
            case null:
                _population.AddUnusable(TypeOf(InputObject!));
                break;
            case string file when file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".json", StringComparison.OrdinalIgnoreCase):
                _population.AddUnusable(TypeOf(InputObject!));
                WriteInputError(new InputException("FileIsNoPractice", $"'{InputException.Quote(file)}' is a file, not a practice. Read it first: Import-PracticeInventory '{InputException.Quote(file)}' | Invoke-PracticeAudit"), file);
                break;
            case string address:
                Add(new Practice { PracticeId = address, WanAddress = address });
                break;
            case Practice practice when ReferenceEquals(practice, InputObject!.BaseObject):
                // An earlier run of this session may have left it; one that comes from another machine keeps what was compared there.
                practice.UncomparedAddresses = Array.Empty<string>();
                Add(practice);
                break;
            case Practice practice:
                Add(practice);
                break;
            default:
                _population.AddUnusable(TypeOf(InputObject!));
                this.WriteUnusable(InputObject!, "practices, as Import-PracticeInventory gives them");
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_ledger?.ClockProblem is Evidence clock)
        {
            WriteInputError(new InputException("ClockSetBack", clock.Text), _ledgerPath);
        }

        _population.AddMissing(_ledger?.Members ?? Array.Empty<KeyValuePair<string, string>>(), RetiredPracticeId);
        Practice[] open = _population.Practices.Where(practice => _ledger?.IsDone(practice) != true).ToArray();
        Practice[] left = open.Where(practice => ShouldProcess(AuditParameters.Named(practice), "Ask router, ports and shares")).ToArray();
        _unrecorded = open.Length + _population.Unchecked.Count;
        WriteVerbose($"{_population.Count} practices{(Shard is null ? "" : $" in part {Shard} of the fleet")}, {_population.Practices.Count - open.Length} checked already{(_ledger is null ? "" : $", run {_ledger.RunId}")}");
        Compare(left);
        _progress = new AuditProgress(left.Length + _population.Unchecked.Count, Shard);
        Wait(_ledger?.BeginAsync(_population.Count, _population.Practices));
        WriteEarlier();
        WriteUnchecked();
        foreach (Practice practice in left.Length > 0 ? open : left)
        {
            // With -Confirm some may be declined; with -WhatIf all are.
            _pending[practice.PracticeId] = practice;
        }

        _population.Forget();
        if (Session.Length > 0)
        {
            SessionWork work = new(Session, RemoteParameters.Of(MyInvocation.BoundParameters), ThrottleLimit, VantagePoint);
            Start(Session, async (bridge, stop) =>
            {
                await work.RunAsync(left, audit => FinishAsync(audit, bridge), bridge, stop).ConfigureAwait(false);
                (work.HasFailed ? bridge.Warning : (Action<string>)bridge.Verbose)(work.Describe());
            });
        }
        else
        {
            ProveVantagePoint(_options.Router);
            CheckHere(left);
        }

        base.EndProcessing();
        foreach (Evidence outage in _auditor?.Outages ?? Array.Empty<Evidence>())
        {
            WriteWarning(outage.Text);
        }

        ReportPending(open.Length);
        if (_unrecorded == 0 && _ledger?.EndAsync(SigningCertificate) is Task<long> ending)
        {
            Wait(ending);
            if (ending.Result > 0)
            {
                WriteInputError(IncompleteRun.Resumed(ending.Result), null);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _auditor?.Dispose();
        _ledger?.Dispose();
    }

    /// <summary>With -WhatIf nothing is left to check, and no name is looked up.</summary>
    private void Compare(Practice[] left)
    {
        string[] missing = CommonAddresses.MarkAsync(_population.Fleet, left, practice => _ledger?.AddressOf(practice.PracticeId), _auditor is null ? HostAddress.ResolveAllAsync : _auditor.ResolveAllAsync, StopToken).GetAwaiter().GetResult();
        if (missing.Length > 0)
        {
            WriteWarning(UncomparedAddresses.Describe(missing));
        }
    }

    private static string TypeOf(PSObject input) => input.BaseObject.GetType().Name;

    private void Add(Practice practice)
    {
        if (!_population.TryAdd(practice))
        {
            WriteInputError(new InputException("DuplicatePractice", $"The practice '{practice.PracticeId}' was passed twice: give each practice an id of its own."), practice);
        }
    }

    /// <summary>What the run had found before it was resumed: without it, what reads the output would take the rest for the whole.</summary>
    private void WriteEarlier()
    {
        foreach (PracticeAudit audit in _population.Practices.Select(practice => _ledger?.CheckOf(practice)).OfType<PracticeAudit>())
        {
            WriteObject(audit);
        }
    }

    /// <summary>Whom nothing is sent to is in the ledger and in the output like all others.</summary>
    private void WriteUnchecked()
    {
        if (_population.Unchecked.Count > 0 && (_ledger is not null || LedgerPath is null))
        {
            PracticeAudit[] members = _population.Unchecked.ToArray();
            Start(_ledgerPath, async (bridge, _) =>
            {
                foreach (PracticeAudit audit in members)
                {
                    await FinishAsync(audit, bridge).ConfigureAwait(false);
                }
            });
        }
    }

    /// <summary>What no session came to stays open in the ledger, for -Resume; in the output it is Undetermined.</summary>
    private void ReportPending(int total)
    {
        if (_pending.IsEmpty)
        {
            return;
        }

        foreach (Practice practice in _pending.Values.OrderBy(practice => practice.PracticeId, StringComparer.OrdinalIgnoreCase))
        {
            WriteObject(_population.Unfinished(practice));
        }

        WriteInputError(IncompleteRun.Ended(total - _pending.Count, total), null);
    }

    private AuditOptions ReadOptions()
    {
        RouterExaminationOptions router = ReadRouterOptions();
        router.PortsOnly = SkipRouter;
        router.Window = ConnectionLimit;
        router.PerHost = ConnectionLimitPerHost;
        return new AuditOptions
        {
            AtOnce = ThrottleLimit,
            Force = Force,
            Shares = !SkipShares,
            TryCommonShareNames = CommonShareName,
            Services = Service,
            Views = VantagePoint,
            PracticeTimeout = TimeSpan.FromSeconds(PracticeTimeoutSeconds),
            Router = router,
        };
    }

    private void CheckHere(Practice[] practices)
    {
        for (int index = 0; index < practices.Length; index++)
        {
            Practice practice = practices[index];
            practices[index] = null!; // No data of a practice is kept once its result was output.
            Start(practice, (bridge, stop) => CheckAsync(practice, bridge, stop));
        }
    }

    private async Task CheckAsync(Practice practice, PipelineBridge bridge, CancellationToken stop)
    {
        bridge.Verbose($"{practice.PracticeId}: asking {practice.WanAddress ?? practice.RouterAddress}: {_options.Router.Describe()}{(SkipShares ? "" : "; SMB at ports that lead to it, with a null session and as guest")}");
        PracticeAudit audit = await _auditor!.AuditAsync(practice, stop).ConfigureAwait(false);
        WarnOfCredentials(bridge, practice.PracticeId, audit.RouterExposure);
        await FinishAsync(audit, bridge).ConfigureAwait(false);
    }

    /// <summary>To the disk first, then to the output: a result that was shown must not be lost.</summary>
    private async Task FinishAsync(PracticeAudit audit, PipelineBridge bridge)
    {
        if (audit.Scope.State is ScopeState.NotAuthorized or ScopeState.Expired && !audit.Scope.MayCheck)
        {
            bridge.Error(Errors.From(new InputException("OutOfScope", $"{audit.PracticeId}: {audit.Reasons[0]}"), audit.Practice));
        }

        try
        {
            await (_ledger?.RecordAsync(audit) ?? Task.CompletedTask).ConfigureAwait(false);
            if (RunPopulation.IsMeasured(audit))
            {
                Interlocked.Decrement(ref _unrecorded);
            }
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            bridge.Error(Errors.FromWriting(trouble, _ledgerPath));
        }

        _pending.TryRemove(audit.PracticeId, out _);
        audit.RouterExposure?.WithNextCommands();
        bridge.Output(audit);
        if (_progress!.Done(audit.Verdict == Verdict.Exposed) is ProgressRecord record)
        {
            bridge.Progress(record);
        }
    }

    private void Wait(Task? writing)
    {
        try
        {
            writing?.GetAwaiter().GetResult();
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            ThrowTerminatingError(Errors.FromWriting(trouble, _ledgerPath));
        }
    }
}
