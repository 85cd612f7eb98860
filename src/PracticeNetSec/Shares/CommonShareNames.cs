// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Shares;

/// <summary>Names that practices commonly use for shares, from <c>Data/share-names.json</c>: tried only on request.</summary>
internal sealed class CommonShareNames
{
    private static readonly Lazy<CommonShareNames> Loaded = new(() => EmbeddedData.Read<CommonShareNames>("share-names.json"));

    public static IReadOnlyList<string> All => Loaded.Value.Names;

    [JsonProperty(Required = Required.Always)]
    public string[] Names { get; set; } = Array.Empty<string>();
}
