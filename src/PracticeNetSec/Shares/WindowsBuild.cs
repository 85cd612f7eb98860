// SPDX-License-Identifier: MIT
using System;
using Newtonsoft.Json;

namespace PracticeNetSec.Shares;

/// <summary>One build and the products that have it.</summary>
internal sealed class WindowsBuild
{
    /// <summary>Major.minor.build.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Build { get; set; } = "";

    [JsonProperty(Required = Required.Always)]
    public WindowsProduct[] Products { get; set; } = Array.Empty<WindowsProduct>();
}
