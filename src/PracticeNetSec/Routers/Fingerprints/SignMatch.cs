// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>A signature that matched.</summary>
internal sealed class SignMatch
{
    private const int MaxQuoteLength = 120;

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

    /// <summary>The device's version text.</summary>
    public string? Version { get; }

    /// <summary>Where it matched, and what it identifies; with the device's text where that is short enough to read.</summary>
    public Evidence Evidence => Observation.Place == SignPlace.Body
        ? EvidenceOf.FingerprintSign(Observation.Port, Place, Device, Sign.Id, Sign.Confidence)
        : EvidenceOf.FingerprintSignShown(Observation.Port, Place, Device, Sign.Id, Sign.Confidence, Quote);

    private string Place => Observation.Place.ToString();

    private string Device => Model is null ? Sign.Vendor : $"{Sign.Vendor} {Model}";

    private string Quote => Observation.Text.Length <= MaxQuoteLength ? Observation.Text : Observation.Text.Substring(0, MaxQuoteLength);
}
