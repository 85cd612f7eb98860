// SPDX-License-Identifier: MIT
using System;
using Newtonsoft.Json;

namespace PracticeNetSec.Shares;

/// <summary>One product and the last day on which it gets security updates that need not be paid for.</summary>
internal sealed class WindowsProduct
{
    [JsonProperty(Required = Required.Always)]
    public string Name { get; set; } = "";

    [JsonProperty(Required = Required.Always)]
    public DateTime End { get; set; }

    public string Note { get; set; } = "";
}
