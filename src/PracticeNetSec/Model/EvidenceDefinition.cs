// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using Newtonsoft.Json;

namespace PracticeNetSec.Model;

/// <summary>One code as <c>Data/evidence-*.json</c> states it.</summary>
internal sealed class EvidenceDefinition
{
    /// <summary><c>subject.statement</c>, in lower case with hyphens.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Code { get; set; } = "";

    /// <summary>Name to type, see <see cref="EvidenceType"/>.</summary>
    public Dictionary<string, string> Arguments { get; set; } = new();

    /// <summary>Language to text, with <c>{name}</c> for each argument.</summary>
    [JsonProperty(Required = Required.Always)]
    public Dictionary<string, string> Text { get; set; } = new();
}
