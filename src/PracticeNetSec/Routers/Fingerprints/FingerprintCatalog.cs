// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>The signs we know, and the ports on which we look.</summary>
internal sealed class FingerprintCatalog
{
    private static readonly Lazy<FingerprintCatalog> Loaded = new(() => EmbeddedData.Read<FingerprintCatalog>("fingerprints.json"));

    public static FingerprintCatalog Shipped => Loaded.Value;

    /// <summary>Day on which the signs were last looked through.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Checked { get; set; } = "";

    [JsonProperty(Required = Required.Always)]
    public int[] HttpPorts { get; set; } = Array.Empty<int>();

    [JsonProperty(Required = Required.Always)]
    public int[] HttpsPorts { get; set; } = Array.Empty<int>();

    [JsonProperty(Required = Required.Always)]
    public int[] TelnetPorts { get; set; } = Array.Empty<int>();

    [JsonProperty(Required = Required.Always)]
    public FingerprintSign[] Signs { get; set; } = Array.Empty<FingerprintSign>();

    /// <summary>Every sign that shows.</summary>
    public SignMatch[] Match(IEnumerable<Observation> observations) =>
        observations.SelectMany(observation => Signs.Select(sign => sign.Match(observation))).OfType<SignMatch>().ToArray();
}
