// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting;

/// <summary>The measures for each rule and the order they are taken in, <c>Data/measures.json</c>.</summary>
internal sealed class MeasureCatalog
{
    private static readonly Lazy<MeasureCatalog> Loaded = new(() => EmbeddedData.Read<MeasureCatalog>("measures.json"));

    public static MeasureCatalog Shipped => Loaded.Value;

    /// <summary>The common order: the access is closed first, then traces are kept, then the rest; measuring again comes last.</summary>
    [JsonProperty(Required = Required.Always)]
    public string[] Steps { get; set; } = Array.Empty<string>();

    [JsonProperty(Required = Required.Always)]
    public Dictionary<string, Measure[]> Rules { get; set; } = new();

    public Measure[] Of(string ruleId) => Rules.TryGetValue(ruleId, out Measure[]? measures) ? measures : Array.Empty<Measure>();

    /// <summary>Place of a step in the order.</summary>
    public int Rank(Measure measure) => Array.IndexOf(Steps, measure.Step);

    /// <summary>Position of a finding's first measure in the order; findings of equal severity are listed in it.</summary>
    public int Rank(string ruleId)
    {
        int first = Steps.Length;
        foreach (Measure measure in Of(ruleId))
        {
            first = Math.Min(first, Rank(measure));
        }

        return first;
    }
}
