// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting.Documents;

/// <summary>One part of an authority's form and its fields, in order.</summary>
internal sealed class FormPart
{
    [JsonProperty(Required = Required.Always)]
    public string Part { get; set; } = "";

    /// <summary>The part's own number in the form; empty where the form has none.</summary>
    public string Number { get; set; } = "";

    [JsonProperty(Required = Required.Always)]
    public string[] Fields { get; set; } = Array.Empty<string>();
}

/// <summary>The order of fields in the Länder's forms, <c>Data/form-orders.json</c>.</summary>
internal static class FormOrder
{
    private static readonly Lazy<FormFile> File = new(() => EmbeddedData.Read<FormFile>("form-orders.json"));

    /// <summary>True where the Land's own order is known; otherwise Art. 33(3) gives it.</summary>
    public static bool IsKnown(string? land) => land is { Length: > 0 } && File.Value.Orders.ContainsKey(land);

    public static FormPart[] Of(string? land) => File.Value.Orders[IsKnown(land) ? land! : ""];

    private sealed class FormFile
    {
        [JsonProperty(Required = Required.Always)]
        public Dictionary<string, FormPart[]> Orders { get; set; } = new();
    }
}
