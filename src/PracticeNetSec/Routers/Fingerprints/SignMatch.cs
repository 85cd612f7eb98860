// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>A sign that showed.</summary>
internal sealed class SignMatch
{
    private const int LongestQuote = 120;

    public SignMatch(FingerprintSign sign, Observation observation, string? model, string? version)
    {
        Sign = sign;
        Observation = observation;
        Model = model;
        Version = version;
    }

    public FingerprintSign Sign { get; }

    public Observation Observation { get; }

    public string? Model { get; }

    /// <summary>The device's words about its version.</summary>
    public string? Version { get; }

    /// <summary>One line of evidence.</summary>
    public string Evidence => $"tcp {Observation.Port} {Observation.Place}: {Sign.Vendor}{(Model is null ? "" : $" {Model}")} (sign {Sign.Id}, {Sign.Confidence}){Quote}";

    /// <summary>The device's words where they are short enough to be read.</summary>
    private string Quote => Observation.Place == SignPlace.Body ? "" : $": {(Observation.Text.Length <= LongestQuote ? Observation.Text : Observation.Text.Substring(0, LongestQuote))}";
}
