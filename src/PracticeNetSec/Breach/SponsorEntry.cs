// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Breach;

/// <summary>The authority of sponsors that the Land's own does not supervise, <c>Data/sponsors.json</c>. Contacts that were not read are not invented.</summary>
internal sealed class SponsorEntry
{
    private static readonly Lazy<SponsorEntry[]> List = new(() => EmbeddedData.Read<SponsorEntry[]>("sponsors.json"));

    [JsonProperty(Required = Required.Always)]
    public PracticeSponsor Sponsor { get; set; }

    [JsonProperty(Required = Required.Always)]
    public string Name { get; set; } = "";

    /// <summary>The authority's start page; empty where it depends on the body.</summary>
    public string Url { get; set; } = "";

    [JsonProperty(Required = Required.Always)]
    public Dictionary<string, string> Hint { get; set; } = new();

    [JsonProperty(Required = Required.Always)]
    public string Checked { get; set; } = "";

    [JsonProperty(Required = Required.Always)]
    public string Source { get; set; } = "";

    public static SponsorEntry Of(PracticeSponsor sponsor) => List.Value.Single(entry => entry.Sponsor == sponsor);
}
