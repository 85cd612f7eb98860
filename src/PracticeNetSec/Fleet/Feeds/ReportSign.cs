// SPDX-License-Identifier: MIT
using Newtonsoft.Json;

namespace PracticeNetSec.Fleet.Feeds;

/// <summary>A value of a column that states more than the type of the report does.</summary>
internal sealed class ReportSign
{
    /// <summary>The column; of <c>tag</c>, one of its values.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Column { get; set; } = "";

    /// <summary>The value, whatever its case.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Value { get; set; } = "";

    /// <summary>What the line means then: a compromised host or a vulnerable service.</summary>
    [JsonProperty(Required = Required.Always)]
    public ReportedKind Kind { get; set; }

    /// <summary>What was found, in technical notation.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Name { get; set; } = "";
}
