// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using PracticeNetSec.Fuzz.Engine;
using PracticeNetSec.Fuzz.Planted;

namespace PracticeNetSec.Fuzz;

/// <summary>Lets the fuzzer loose on codecs with planted bugs: a fuzzer that finds nothing there proves nothing elsewhere.</summary>
internal sealed class SelfCheck
{
    private const int Seed = 1;

    /// <summary>Many times what guidance needs, and by chance alone it would take a million times as many.</summary>
    private const long MaxInputs = 2_000_000;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(60);
    private static readonly byte[][] Seeds = ["????????????"u8.ToArray()];

    private readonly CoverageMap _map;
    private readonly Watchdog _watchdog;
    private readonly string _artifacts;

    public SelfCheck(CoverageMap map, Watchdog watchdog, string artifacts) => (_map, _watchdog, _artifacts) = (map, watchdog, artifacts);

    /// <summary>The targets with planted bugs, which run on their own only when they are named.</summary>
    public static FuzzTarget[] Targets =>
    [
        Planted("planted-crash", message => PlantedCodec.Crash(message)),
        Planted("planted-flood", message => GC.KeepAlive(PlantedCodec.Flood(message))),
        Planted("planted-stall", PlantedCodec.Stall),
        Planted("planted-hang", PlantedCodec.Hang),
    ];

    /// <summary>Each check with what is wrong; null when it passed.</summary>
    public IEnumerable<(string Check, string? Trouble)> Run()
    {
        FuzzResult guided = Loop(Targets[0]).Run(Seed, new FuzzBudget(MaxTime, MaxInputs));
        yield return ($"a planted crash is found ({guided.Inputs} inputs)", Found(guided, nameof(IndexOutOfRangeException), "CRASH"));

        FuzzResult blind = Loop(Targets[0]).Run(Seed, new FuzzBudget(MaxTime, guided.Inputs), guided: false);
        yield return ($"without coverage it is not ({blind.Inputs} inputs)", blind.Findings.Count == 0 && blind.Inputs == guided.Inputs ? null : "chance found it: the check shows nothing");

        FuzzResult flood = Loop(Targets[1]).Run(Seed, new FuzzBudget(MaxTime, MaxInputs));
        yield return ($"planted waste of memory is found ({flood.Inputs} inputs)", Found(flood, "memory", "FLOOD"));

        FuzzResult stall = Loop(Targets[2]).Run(Seed, new FuzzBudget(MaxTime, MaxInputs));
        yield return ($"a planted delay is found ({stall.Inputs} inputs)", Found(stall, "slow", "STALL"));

        yield return ("a planted endless wait is ended and kept", EndlessWait(Targets[3].Name));
    }

    private static FuzzTarget Planted(string name, Action<byte[]> decode) =>
        new(name, decode, Seeds, typeof(FormatException)) { MaxInputLength = 16, MaxFindings = 1, Patience = TimeSpan.FromMilliseconds(100) };

    private FuzzLoop Loop(FuzzTarget target) => new(_map, _watchdog, target);

    private static string? Found(FuzzResult result, string kind, string start) => result.Findings.SingleOrDefault() is { } finding
        && finding.Kind.StartsWith(kind, StringComparison.Ordinal) && Begins(finding.Input, start)
        ? null
        : $"not found; edges {result.Edges}, corpus {result.Corpus}";

    private static bool Begins(byte[] input, string start) => Encoding.Latin1.GetString(input).StartsWith(start, StringComparison.Ordinal);

    /// <summary>It takes the process down, so it gets one of its own.</summary>
    private string? EndlessWait(string target)
    {
        string folder = Path.Combine(_artifacts, target);
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        string program = typeof(SelfCheck).Assembly.Location;
        foreach (string argument in new[] { program, "--artifacts", folder, "--patience", "1", "--seconds", "60", target }.Skip(IsHost(start.FileName) ? 0 : 1))
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        bool isKept = Directory.GetFiles(folder, target + "-*.bin").Any(file => Begins(File.ReadAllBytes(file), "HANGS"));
        return process.ExitCode == 1 && isKept ? null : $"ended with {process.ExitCode}, and the input is {(isKept ? "" : "not ")}kept: {output}";
    }

    /// <summary>True when this program runs as <c>dotnet program.dll</c>.</summary>
    private static bool IsHost(string process) => Path.GetFileNameWithoutExtension(process) == "dotnet";
}
