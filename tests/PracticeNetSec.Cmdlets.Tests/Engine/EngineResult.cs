// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace PracticeNetSec.Cmdlets.Tests.Engine;

/// <summary>What a script gave: its objects, everything it said beside them, and what ended it.</summary>
public sealed record EngineResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<ProgressRecord> Progress,
    Exception? Failure)
{
    /// <summary>The only object there should be, as its .NET type.</summary>
    public T Only<T>() => (T)Output.Single().BaseObject;

    /// <summary>All objects as their .NET type.</summary>
    public IReadOnlyList<T> All<T>() => [.. Output.Select(item => (T)item.BaseObject)];

    /// <summary>The output as text, one line per object: short to compare.</summary>
    public string Joined => string.Join(';', Output.Select(item => item?.ToString() ?? "null"));

    /// <summary>This result, unless something went wrong that the test did not expect.</summary>
    public EngineResult WithoutErrors()
    {
        if (Failure is not null)
        {
            throw new InvalidOperationException("The script ended with: " + Failure.Message, Failure);
        }

        return Errors.Count == 0 ? this : throw new InvalidOperationException("The script reported: " + string.Join("; ", Errors));
    }
}
