// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>The only connection from work to the pipeline: what is queued here is written by the pipeline thread.</summary>
public sealed class PipelineBridge
{
    private readonly Cmdlet _cmdlet;
    private readonly BlockingCollection<Action> _queue;
    private readonly Action _step;

    internal PipelineBridge(Cmdlet cmdlet, BlockingCollection<Action> queue, Action step)
    {
        _cmdlet = cmdlet;
        _queue = queue;
        _step = step;
    }

    /// <summary>Counts one step of the work for its progress; see <see cref="StreamingCmdlet.StepsOfWork"/>.</summary>
    public void Step() => _queue.Add(_step);

    /// <summary>Writes one object.</summary>
    public void Output(object? result) => _queue.Add(() => _cmdlet.WriteObject(result));

    /// <summary>Writes one error; the pipeline continues.</summary>
    public void Error(ErrorRecord error) => _queue.Add(() => _cmdlet.WriteError(error));

    /// <summary>Writes a warning.</summary>
    public void Warning(string text) => _queue.Add(() => _cmdlet.WriteWarning(text));

    /// <summary>Shows the progress of the work.</summary>
    public void Progress(ProgressRecord record) => _queue.Add(() => _cmdlet.WriteProgress(record));

    /// <summary>Reports, under <c>-Verbose</c>, which request goes to which target.</summary>
    public void Verbose(string text) => _queue.Add(() => _cmdlet.WriteVerbose(text));
}
