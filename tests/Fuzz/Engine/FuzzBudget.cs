using System;
using System.Diagnostics;

namespace PracticeNetSec.Fuzz.Engine;

/// <summary>How long a target runs: by time, by inputs, or whichever ends first.</summary>
internal sealed record FuzzBudget(TimeSpan Time, long Inputs)
{
    public bool IsSpent(Stopwatch watch, long inputs) => inputs >= Inputs || watch.Elapsed >= Time;
}
