// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Breach;

/// <summary>Whose IT security guideline a profession follows, and from which size on a practice must also notify the BSI.</summary>
internal sealed class PracticeGuidelines
{
    private static readonly Lazy<PracticeGuidelines> Loaded = new(() => EmbeddedData.Read<PracticeGuidelines>("guidelines.json"));

    public static PracticeGuidelines Shipped => Loaded.Value;

    [JsonProperty(Required = Required.Always)]
    public Dictionary<PracticeProfession, string> Guidelines { get; set; } = new();

    [JsonProperty(Required = Required.Always)]
    public LargePracticeRule LargePractice { get; set; } = new();

    /// <summary>
    /// True when what is known puts the practice at or above one of the thresholds; false also when nothing is known:
    /// a duty is not stated without its condition.
    /// </summary>
    public bool IsLarge(int? staff, decimal? turnoverEuro) => staff >= LargePractice.Staff || turnoverEuro > LargePractice.TurnoverEuro;

    /// <summary>BSIG (NIS2): thresholds and hours.</summary>
    internal sealed class LargePracticeRule
    {
        [JsonProperty(Required = Required.Always)]
        public int Staff { get; set; }

        [JsonProperty(Required = Required.Always)]
        public decimal TurnoverEuro { get; set; }

        [JsonProperty(Required = Required.Always)]
        public int EarlyWarningHours { get; set; }

        [JsonProperty(Required = Required.Always)]
        public int ReportHours { get; set; }

        [JsonProperty(Required = Required.Always)]
        public int FinalMonths { get; set; }
    }
}
