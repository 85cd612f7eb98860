// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;

namespace PracticeNetSec.Fuzz.Engine;

/// <summary>How long a target runs: by time, by inputs, or whichever ends first.</summary>
internal sealed record FuzzBudget(TimeSpan Time, long Inputs)
{
    /// <summary>So many are tried even when the time is over: on a busy machine it may be over before anything began.</summary>
    private const long Fewest = 1000;

    public bool IsSpent(Stopwatch watch, long inputs) => inputs >= Inputs || (inputs >= Fewest && watch.Elapsed >= Time);
}
