// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Pipeline;

/// <summary>The only way from work to the pipeline: what is said here is written by the pipeline thread.</summary>
public sealed class PipelineBridge
{
    private readonly Cmdlet _cmdlet;
    private readonly BlockingCollection<Action> _queue;

    internal PipelineBridge(Cmdlet cmdlet, BlockingCollection<Action> queue)
    {
        _cmdlet = cmdlet;
        _queue = queue;
    }

    /// <summary>Writes one object.</summary>
    public void Output(object? result) => _queue.Add(() => _cmdlet.WriteObject(result));

    /// <summary>Writes one error; the pipeline goes on.</summary>
    public void Error(ErrorRecord error) => _queue.Add(() => _cmdlet.WriteError(error));

    /// <summary>Shows how far the work is.</summary>
    public void Progress(ProgressRecord record) => _queue.Add(() => _cmdlet.WriteProgress(record));

    /// <summary>Tells, under <c>-Verbose</c>, what is asked of whom.</summary>
    public void Verbose(string text) => _queue.Add(() => _cmdlet.WriteVerbose(text));
}
