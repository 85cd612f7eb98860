// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Routers.Fingerprints;

/// <summary>The known signatures, and the ports on which they are checked.</summary>
internal sealed class FingerprintCatalog
{
    private static readonly Lazy<FingerprintCatalog> Loaded = new(() => EmbeddedData.Read<FingerprintCatalog>("fingerprints.json"));

    public static FingerprintCatalog Shipped => Loaded.Value;

    /// <summary>Day on which the signatures were last reviewed.</summary>
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

    /// <summary>Every signature that matches.</summary>
    public SignMatch[] Match(IEnumerable<Observation> observations) =>
        observations.SelectMany(observation => Signs.Select(sign => sign.Match(observation))).OfType<SignMatch>().ToArray();
}
