// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace PracticeNetSec.Fuzz;

/// <summary>What the command line asks for.</summary>
internal sealed record FuzzArguments
{
    public const string Usage = """
        Tries inputs on every codec, guided by the code they reach.
          [--seconds S]    time for each target (1.2)
          [--inputs N]     or so many inputs for each target
          [--seed N]       another choice of inputs (1)
          [--patience S]   how long one input may take before the run is given up (10)
          [--artifacts D]  where inputs are kept that must not be (artifacts/fuzz)
          [TARGET...]      these only; without, all of them and the checks of the fuzzer itself
          TARGET FILE      tries one kept input again
        """;

    public TimeSpan Time { get; private init; } = TimeSpan.FromSeconds(1.2);

    public long Inputs { get; private init; } = long.MaxValue;

    public int Seed { get; private init; } = 1;

    public TimeSpan Patience { get; private init; } = TimeSpan.FromSeconds(10);

    public string Artifacts { get; private init; } = Path.Combine("artifacts", "fuzz");

    public IReadOnlyList<string> Targets { get; private init; } = [];

    /// <summary>An input to try again; null to make new ones.</summary>
    public string? File { get; private init; }

    /// <exception cref="FormatException">They make no sense.</exception>
    public static FuzzArguments Parse(string[] arguments)
    {
        FuzzArguments parsed = new();
        List<string> targets = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            bool isOption = arguments[i].StartsWith("--", StringComparison.Ordinal);
            string value = !isOption ? "" : i + 1 < arguments.Length ? arguments[++i] : throw new FormatException($"{arguments[i]} needs a value.");
            parsed = isOption ? parsed.With(arguments[i - 1], value) : parsed;
            if (!isOption)
            {
                targets.Add(arguments[i]);
            }
        }

        return targets.Count == 2 && System.IO.File.Exists(targets[1])
            ? parsed with { Targets = [targets[0]], File = targets[1] }
            : parsed with { Targets = targets };
    }

    private FuzzArguments With(string option, string value) => option switch
    {
        "--seconds" => this with { Time = Seconds(value) },
        "--inputs" => this with { Inputs = long.Parse(value, CultureInfo.InvariantCulture), Time = TimeSpan.MaxValue },
        "--seed" => this with { Seed = int.Parse(value, CultureInfo.InvariantCulture) },
        "--patience" => this with { Patience = Seconds(value) },
        "--artifacts" => this with { Artifacts = value },
        _ => throw new FormatException($"{option} is no option."),
    };

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
}
