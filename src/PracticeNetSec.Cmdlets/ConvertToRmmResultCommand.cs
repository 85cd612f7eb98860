// SPDX-License-Identifier: MIT
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.ExceptionServices;
using PracticeNetSec.Cmdlets.Auditing;
using PracticeNetSec.Cmdlets.Parameters;
using PracticeNetSec.Cmdlets.Pipeline;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Fleet.Ledger;
using PracticeNetSec.Fleet.Rmm;
using PracticeNetSec.Model;

namespace PracticeNetSec.Cmdlets;

/// <summary>
/// Creates one line and an exit code for a monitoring system from measurements of one practice or a fleet.
/// </summary>
[Cmdlet(VerbsData.ConvertTo, "RmmResult")]
[OutputType(typeof(RmmResult))]
public sealed class ConvertToRmmResultCommand : PSCmdlet, IDisposable
{
    private readonly List<ExposureSnapshot> _snapshots = new();
    private readonly List<PSObject> _measurements = new();
    private readonly List<string> _failures = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly object? _errorBefore;
    private Exception? _thrown;
    private string? _lastHash;
    private bool _isStopped;
    private bool _isDone;

    /// <summary>
    /// An error that ends the pipeline reaches the session's errors only after all its commands are disposed of, and may be thrown before this one begins:
    /// it is noticed where it is thrown. All commands of a pipeline are made before the first of them begins: only errors before that are another pipeline's.
    /// </summary>
    public ConvertToRmmResultCommand()
    {
        // Outside of a session, as where the parameters of the class are listed, there are none.
        _errorBefore = Runspace.DefaultRunspace is null ? null : ScriptBlock.Create("$global:Error | Select-Object -First 1").Invoke().FirstOrDefault()?.BaseObject;
        AppDomain.CurrentDomain.FirstChanceException += Notice;
    }

    /// <summary>What Invoke-PracticeAudit, Get-RouterExposure, Import-NmapScan or Test-ShareReachability returned.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject[]? InputObject { get; set; }

    /// <summary>The monitoring system that the result is for.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public RmmFormat Format { get; set; }

    /// <summary>A ledger: its last state is reported where nothing is piped in. An empty pipeline is no check, and never falls back to it.</summary>
    [Parameter]
    public string? LedgerPath { get; set; }

    /// <summary>Checks that are older than this, in hours, are Undetermined unless something was exposed (0.1 to 8760).</summary>
    [Parameter]
    [ValidateNumberRange(0.1, 8760)]
    public double MaximumAge { get; set; } = HistoryAge.Default.TotalHours;

    /// <summary>Language of the line; the state's word is the same in both.</summary>
    [Parameter]
    [ValidateSet("de", "en")]
    public string Language { get; set; } = "en";

    /// <summary>
    /// What failed before: error records as -ErrorVariable collects them and catch provides them, or texts. With any, the
    /// result is Unknown, or Critical where something is exposed.
    /// </summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? Failure { get; set; }

    /// <summary>Creates a result for each practice instead of one for all.</summary>
    [Parameter]
    public SwitchParameter Each { get; set; }

    /// <summary>
    /// Prints the output and ends the process with the exit code, whatever comes after this command. An exception of an earlier command of the pipeline
    /// is Unknown, with its text.
    /// </summary>
    [Parameter]
    public SwitchParameter Exit { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject input in (InputObject ?? Array.Empty<PSObject>()).Where(input => input is not null))
        {
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
        RmmResult[] results;
        try
        {
            results = Render();
        }
        catch (Exception unforeseen) when (Exit && unforeseen is not PipelineStoppedException)
        {
            results = new[] { RmmRenderer.NotRun(Format, unforeseen.Message, Language) };
        }

        _isDone = true;
        if (Exit)
        {
            End(results);
        }

        WriteObject(results, enumerateCollection: true);
    }

    /// <summary>An error of an earlier command ends the pipeline before <see cref="EndProcessing"/>.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Notice;
        if (!_isDone && Exit)
        {
            _isDone = true;
            object? cause = _thrown ?? ErrorsSoFar().FirstOrDefault();
            string reason = cause is null ? "the pipeline was stopped" : FailureText.Of(new[] { PSObject.AsPSObject(cause) }).FirstOrDefault() ?? cause.ToString()!;
            End(new[] { RmmRenderer.NotRun(Format, reason, Language) });
        }
    }

    private void Notice(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (Environment.CurrentManagedThreadId != _thread || _isStopped)
        {
            return;
        }

        // The engine throws it after the error that ends the pipeline; what comes later is thrown while commands are disposed of.
        _isStopped = thrown.Exception is PipelineStoppedException;
        _thrown = _isStopped ? _thrown : thrown.Exception;
    }

    private RmmResult[] Render()
    {
        // Before those that this command itself writes.
        PSObject[] errors = ErrorsSoFar().TakeWhile(error => !ReferenceEquals(error is PSObject wrapped ? wrapped.BaseObject : error, _errorBefore)).Select(PSObject.AsPSObject).Reverse().ToArray();
        _snapshots.AddRange(this.ReadSnapshots(_measurements, _failures));

        // Saved results are as old as those of a ledger.
        HistoryAge age = new(TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(MaximumAge));
        for (int index = 0; index < _snapshots.Count; index++)
        {
            _snapshots[index] = age.Apply(_snapshots[index]);
        }

        if (LedgerPath is not null && !MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            ReadLedger(LedgerPath);
        }

        string[] failures = FailureText.Of(Failure).Concat(FailureText.Of(errors)).Concat(_failures).Distinct(StringComparer.Ordinal).ToArray();
        // Metrics of one name stand together in Prometheus' format: those of each practice are in the result of all.
        if (!Each || Format == RmmFormat.Prometheus)
        {
            return new[] { RmmRenderer.Render(Format, _snapshots, failures, Language, _lastHash) };
        }

        // No output at all would read as success.
        IEnumerable<RmmResult> rest = _snapshots.Count == 0 || failures.Length > 0
            ? new[] { RmmRenderer.Render(Format, Array.Empty<ExposureSnapshot>(), failures, Language) }
            : Array.Empty<RmmResult>();
        return _snapshots.Select(snapshot => RmmRenderer.Render(Format, new[] { snapshot }, Array.Empty<string>(), Language)).Concat(rest).ToArray();
    }

    /// <summary>
    /// The session's errors, newest first. What an earlier command of the pipeline could not use is among them and nowhere in its output; only
    /// <c>-ErrorAction Ignore</c> keeps an error out.
    /// </summary>
    private IEnumerable<object> ErrorsSoFar() => (SessionState.PSVariable.GetValue("global:Error") as IEnumerable)?.Cast<object>() ?? Enumerable.Empty<object>();

    /// <summary>
    /// <c>exit</c> would leave only the script that contains it, and the pipeline's output may not be shown any more: so the text goes to the host, and
    /// the process ends.
    /// </summary>
    private void End(RmmResult[] results)
    {
        foreach (RmmResult result in results)
        {
            Host.UI.WriteLine(result.Output);
        }

        Environment.Exit(results.OrderByDescending(result => result.State == RmmState.Critical).ThenByDescending(result => result.ExitCode).First().ExitCode);
    }

    private void ReadLedger(string path)
    {
        try
        {
            IReadOnlyList<string> files = this.ExistingFiles(new[] { path });
            if (files.Count == 0)
            {
                _failures.Add($"the ledger '{InputException.Quote(path)}' cannot be read");
            }

            foreach (string file in files)
            {
                FleetState state = ExposureLedger.Latest(file).AsOf(new HistoryAge(TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(MaximumAge)));
                _snapshots.AddRange(state.Snapshots);
                _lastHash = files.Count == 1 ? state.LastHash : null;
                _failures.AddRange(state.Problems.Select(problem => RmmRenderer.TextOf(problem, Language)));
            }
        }
        catch (Exception trouble) when (Errors.IsFileException(trouble))
        {
            ErrorRecord error = Errors.FromFile(trouble, path);
            _failures.Add(error.Exception.Message);
            WriteError(error);
        }
    }
}
