// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>
/// A cmdlet whose work runs beside the pipeline. Work is started for each input; its output comes back
/// through one queue and is written on the pipeline thread, as PowerShell requires. Stopping the pipeline, also by
/// <c>Select-Object -First</c>, cancels all work.
/// </summary>
public abstract class StreamingCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly BlockingCollection<Action> _fromWork = new();
    private WorkProgress? _progress;
    private int _running;
    private long _expected;
    private long _done;
    private bool _inputEnded;

    /// <summary>Works in progress at once; further input waits.</summary>
    protected abstract int Concurrency { get; }

    /// <summary>The heading of the progress that is shown when the work lasts longer than two seconds; null where the cmdlet shows its own.</summary>
    protected virtual string? Activity => null;

    /// <summary>Steps of one work: those that it reports through <see cref="PipelineBridge.Step"/>, or one, its end.</summary>
    protected virtual int StepsOfWork => 1;

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _inputEnded = true;
        while (_running > 0)
        {
            WriteNext();
        }

        if (_progress?.End() is ProgressRecord end)
        {
            WriteProgress(end);
        }
    }

    /// <summary>Starts work for one host. A name that cannot be used is an error at once, before the next input is begun.</summary>
    protected void StartHost(string name, Func<PipelineBridge, CancellationToken, Task> work)
    {
        try
        {
            HostAddress.ThrowIfInvalid(name);
            Start(name, work);
        }
        catch (InputException unusable)
        {
            WriteInputError(unusable, name);
        }
    }

    /// <summary>Starts work for one input, as soon as fewer than <see cref="Concurrency"/> are running.</summary>
    /// <param name="target">What the work is about; named in errors.</param>
    /// <param name="work">Runs on the thread pool; must not touch the cmdlet except through the bridge.</param>
    protected void Start(object target, Func<PipelineBridge, CancellationToken, Task> work)
    {
        while (_fromWork.TryTake(out Action? ready))
        {
            ready();
        }

        while (_running >= Concurrency)
        {
            WriteNext();
        }

        _running++;
        _expected += StepsOfWork;
        _progress ??= Activity is string activity ? new WorkProgress(activity) : null;
        _ = Task.Run(() => RunAsync(target, work));
    }

    /// <summary>Writes an error about one input; processing continues with the next.</summary>
    protected void WriteInputError(InputException error, object? target) => WriteError(Errors.From(error, target));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called by PowerShell when the pipeline has ended, however it ended.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            // The source is not disposed: work that is still winding down reads its token.
            _stop.Cancel();
        }
    }

    private void WriteNext()
    {
        Action? next;
        try
        {
            while (!_fromWork.TryTake(out next, _progress is null ? Timeout.Infinite : (int)WorkProgress.Every.TotalMilliseconds, _stop.Token))
            {
                ShowProgress();
            }
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        // The last work may end because of the stop: its end, taken in the same moment, must not look like that of the pipeline.
        if (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        next();
        ShowProgress();
    }

    private void ShowProgress()
    {
        if (_progress?.Due(Math.Min(_done, _expected), _inputEnded ? _expected : null) is ProgressRecord record)
        {
            WriteProgress(record);
        }
    }

    private async Task RunAsync(object target, Func<PipelineBridge, CancellationToken, Task> work)
    {
        PipelineBridge bridge = new(this, _fromWork, () => _done++);
        try
        {
            await work(bridge, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The pipeline has ended; nothing reads the output any more.
        }
        catch (InputException error)
        {
            bridge.Error(Errors.From(error, target));
        }
        catch (Exception unforeseen)
        {
            // An error in one input must not end the others.
            InvalidOperationException error = new($"The measurement did not reach its end: {ErrorCause.Of(unforeseen)}. Measure again, this target alone.", unforeseen);
            bridge.Error(new ErrorRecord(error, "UnexpectedFailure", ErrorCategory.NotSpecified, target));
        }
        finally
        {
            bool counts = StepsOfWork == 1;
            _fromWork.Add(() =>
            {
                _running--;
                _done += counts ? 1 : 0;
            });
        }
    }
}
