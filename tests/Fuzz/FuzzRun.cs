// SPDX-License-Identifier: MIT
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using PracticeNetSec.Fuzz.Engine;
using PracticeNetSec.Fuzz.Targets;

namespace PracticeNetSec.Fuzz;

/// <summary>Runs the targets and counts: the last line is "N passed, N failed, N skipped".</summary>
internal sealed class FuzzRun : IDisposable
{
    private readonly FuzzArguments _arguments;
    private readonly CoverageMap _map = new();
    private readonly Watchdog _watchdog;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _inputs;
    private int _passed;
    private int _failed;

    public FuzzRun(FuzzArguments arguments)
    {
        _arguments = arguments;
        Directory.CreateDirectory(arguments.Artifacts);
        _watchdog = new Watchdog(arguments.Artifacts, arguments.Patience, GiveUp);
    }

    /// <summary>The exit code: 0 when everything passed.</summary>
    public int Run()
    {
        bool all = _arguments.Targets.Count == 0;
        FuzzTarget[] targets = all ? All() : [.. _arguments.Targets.Select(Find)];
        if (_arguments.File is not null)
        {
            return Reproduce(targets[0], Watchdog.Read(_arguments.File));
        }

        if (all)
        {
            CheckItself();
        }

        foreach (FuzzTarget target in targets)
        {
            Report(new FuzzLoop(_map, _watchdog, target).Run(_arguments.Seed, new FuzzBudget(_arguments.Time, _arguments.Inputs)));
        }

        return Finish();
    }

    public void Dispose() => _watchdog.Dispose();

    private static FuzzTarget[] All() =>
    [
        .. SnmpTargets.All(), .. UsmTargets.All(), .. UpnpTargets.All(), .. HttpTargets.All(), .. NmapTarget.All(), .. ConfigurationTarget.All(), .. ScanTarget.All(), .. NoticeTarget.All(), .. FileServiceTargets.All(), .. SmbTargets.All(), .. EvidenceTarget.All(),
    ];

    private static FuzzTarget Find(string name) => All().Concat(SelfCheck.Targets).SingleOrDefault(target => target.Name == name)
        ?? throw new FormatException($"{name} is no target. There are: {string.Join(", ", All().Select(target => target.Name))}.");

    private void CheckItself()
    {
        foreach ((string check, string? trouble) in new SelfCheck(_map, _watchdog, _arguments.Artifacts).Run())
        {
            Count(trouble is null);
            Console.WriteLine($"self-check: {check}: {trouble ?? "ok"}");
        }
    }

    private int Reproduce(FuzzTarget target, byte[] input)
    {
        Finding? finding = new FuzzLoop(_map, _watchdog, target).Reproduce(input);
        Console.WriteLine(finding is null ? $"{target.Name}: nothing is wrong with this input" : $"{target.Name}: {finding.Kind}: {finding.Detail}");
        return finding is null ? 0 : 1;
    }

    private void Report(FuzzResult result)
    {
        _inputs += result.Inputs;
        Count(result.Passed);
        string verdict = result.Passed ? "ok" : result.Edges == 0 ? "FAILED: no edge was counted, the instrumentation does not work" : "FAILED";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Target,-18} inputs {result.Inputs,9}  corpus {result.Corpus,5}  edges {result.Edges,5}  most allocated {result.MaxAllocated / 1024,6} KiB  findings {result.Findings.Count}  {verdict}"));
        foreach (Finding finding in result.Findings)
        {
            Show(result.Target, finding);
        }
    }

    private void Show(string target, Finding finding)
    {
        string file = finding.Save(_arguments.Artifacts, target);
        Console.WriteLine($"  {finding.Kind}: {finding.Detail}");
        Console.WriteLine($"    again: dotnet run --project tests/Fuzz -c Release -- {target} {file}");
    }

    /// <summary>An input does not end: nothing more can be run in this process, so it counts and ends.</summary>
    private void GiveUp(string target, Finding finding)
    {
        Count(passed: false);
        Console.WriteLine($"{target,-18} FAILED, and the targets behind it were not run");
        Show(target, finding);
        Environment.Exit(Finish());
    }

    private void Count(bool passed)
    {
        _passed += passed ? 1 : 0;
        _failed += passed ? 0 : 1;
    }

    private int Finish()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_inputs} inputs tried with seed {_arguments.Seed} in {_watch.Elapsed.TotalSeconds:0} s"));
        Console.WriteLine($"{_passed} passed, {_failed} failed, 0 skipped");
        return _failed == 0 ? 0 : 1;
    }
}
