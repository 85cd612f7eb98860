// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Reporting;

/// <summary>
/// What a practice does about one finding, as stated in a notification: a description, not an instruction, so that the practice can
/// sign it (Art. 33(3)(d) GDPR). The finding's values fill the placeholders.
/// </summary>
internal sealed class Measure
{
    /// <summary>Its position in the common order of all measures, <see cref="MeasureCatalog.Steps"/>.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Step { get; set; } = "";

    [JsonProperty(Required = Required.Always)]
    public string De { get; set; } = "";

    [JsonProperty(Required = Required.Always)]
    public string En { get; set; } = "";

    /// <summary>True for one that is redundant where a more specific one of the same step is planned.</summary>
    public bool General { get; set; }

    /// <summary>True for one about what may have happened before; the absence of the finding does not resolve it.</summary>
    public bool Past { get; set; }

    /// <summary>The names of the values that are first and last port of a range that this closes.</summary>
    public string[]? Range { get; set; }

    /// <summary>The name of the value that contains the ports that this closes, separated by commas.</summary>
    public string? Port { get; set; }

    /// <summary>The name of the value that is the firmware that this installs.</summary>
    public string? Version { get; set; }

    public string Text(string language) => language == "de" ? De : En;

    /// <summary>The ports this closes, by a finding's values; empty when it closes none by number.</summary>
    public int[] Closes(Finding finding)
    {
        if (Range is { Length: 2 } ends && Number(finding.Value(ends[0])) is int start && Number(finding.Value(ends[1])) is int end && end >= start && end <= ushort.MaxValue)
        {
            return Enumerable.Range(start, end - start + 1).ToArray();
        }

        return Port is string name && finding.Value(name) is string ports
            ? ports.Split(',').Select(part => int.TryParse(part.Trim(), out int port) ? port : -1).Where(port => port >= 0).ToArray()
            : Array.Empty<int>();
    }

    private static int? Number(string? value) => int.TryParse(value, out int number) && number >= 0 ? number : null;
}
