// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace PracticeNetSec.Fuzz.Engine;

/// <summary>
/// Tries inputs on a target: the recorded ones first, then changes of those that took new ways. The first findings of
/// each kind are kept, and the loop goes on.
/// </summary>
internal sealed class FuzzLoop
{
    /// <summary>An input that was slow once is tried so often again: only then it is the input and not the machine.</summary>
    private const int Repetitions = 5;

    private readonly CoverageMap _map;
    private readonly Watchdog _watchdog;
    private readonly FuzzTarget _target;
    private readonly List<byte[]> _corpus = [];
    private readonly Dictionary<string, Finding> _findings = [];
    private long _inputs;
    private long _maxAllocated;

    public FuzzLoop(CoverageMap map, Watchdog watchdog, FuzzTarget target) => (_map, _watchdog, _target) = (map, watchdog, target);

    /// <summary>Runs the target.</summary>
    /// <param name="seed">Chooses the changes.</param>
    /// <param name="budget">When to end.</param>
    /// <param name="guided">False to keep nothing but the seeds, which shows what coverage is worth.</param>
    public FuzzResult Run(int seed, FuzzBudget budget, bool guided = true)
    {
        Mutator mutator = new(seed);
        Stopwatch watch = Stopwatch.StartNew();
        _map.Forget();

        // What static constructors do is done once; that must not count as a way of the first input.
        Execute(_target.Seeds[0]);
        foreach (byte[] input in _target.Seeds)
        {
            Try(input, keep: true);
        }

        while (!budget.IsSpent(watch, _inputs) && _findings.Count < _target.MaxFindings)
        {
            byte[] parent = Pick(mutator);
            byte[] other = _corpus[mutator.Choose(_corpus.Count)];
            Try(mutator.Change(parent, other, _target.Words, _target.MaxInputLength), guided);
        }

        return new FuzzResult(_target.Name, _inputs, _corpus.Count, _map.Edges, _maxAllocated, _findings.Values);
    }

    /// <summary>Tries one input alone and tells what is wrong with it; null when nothing is.</summary>
    public Finding? Reproduce(byte[] input)
    {
        // Once without judging: compiling and static constructors are no fault of the input.
        Execute(input);
        Try(input, keep: false);
        return _findings.Values.FirstOrDefault();
    }

    /// <summary>Of the newest quarter every other time: there the ways end that are not yet explored.</summary>
    private byte[] Pick(Mutator mutator)
    {
        int newest = (_corpus.Count + 3) / 4;
        return mutator.Choose(2) == 0 ? _corpus[_corpus.Count - 1 - mutator.Choose(newest)] : _corpus[mutator.Choose(_corpus.Count)];
    }

    private void Try(byte[] input, bool keep)
    {
        _inputs++;
        Measure measure = Execute(input);
        _maxAllocated = Math.Max(_maxAllocated, measure.Allocated);
        if ((_map.IsNews() && keep) || _corpus.Count == 0)
        {
            _corpus.Add(input);
        }

        Finding? finding = Judge(input, measure);
        if (finding is not null)
        {
            _findings.TryAdd(finding.Kind == Finding.BrokenProperty ? finding.Detail : finding.Kind, finding);
        }
    }

    private Finding? Judge(byte[] input, Measure measure)
    {
        if (measure.Exception is { } exception && !_target.Allowed.Contains(exception.GetType()))
        {
            return Finding.Of(exception, input);
        }

        if (measure.Allocated > _target.AllowanceFor(input.Length))
        {
            return Finding.Memory(measure.Allocated, _target.AllowanceFor(input.Length), input);
        }

        TimeSpan took = measure.Took;
        for (int i = 0; i < Repetitions && took > _target.Patience; i++)
        {
            TimeSpan again = Execute(input).Took;
            took = again < took ? again : took;
        }

        return took > _target.Patience ? Finding.Slow(took, input) : null;
    }

    private Measure Execute(byte[] input)
    {
        // A codec that wrote into its input would spoil the corpus; it gets a copy.
        byte[] copy = [.. input];
        _map.Reset();
        _watchdog.Begin(_target.Name, input);
        long before = Allocated();
        long start = Stopwatch.GetTimestamp();
        Exception? thrown = null;
        try
        {
            _target.Decode(copy);
        }
#pragma warning disable CA1031 // Which exceptions may escape is what is judged here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            thrown = exception;
        }

        Measure measure = new(thrown, Stopwatch.GetElapsedTime(start), Allocated() - before);
        _watchdog.End();
        return measure;
    }

    private long Allocated() => _target.UsesThreads ? GC.GetTotalAllocatedBytes() : GC.GetAllocatedBytesForCurrentThread();

    private readonly record struct Measure(Exception? Exception, TimeSpan Took, long Allocated);
}
