// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Fleet.Dashboard;

/// <summary>One practice as the page's script reads it. Short names, because there may be a hundred thousand of them; what many share is a position among the page's texts.</summary>
internal sealed class DashboardRow
{
    private const int MaxFindings = 12;
    private const int MaxReasons = 4;

    [JsonProperty("i")]
    public string Id { get; set; } = "";

    [JsonProperty("n")]
    public string Name { get; set; } = "";

    [JsonProperty("l")]
    public string? Land { get; set; }

    [JsonProperty("p")]
    public string? PostalCode { get; set; }

    [JsonProperty("v")]
    public int Verdict { get; set; }

    [JsonProperty("s")]
    public int Severity { get; set; }

    [JsonProperty("f")]
    public int[]? Findings { get; set; }

    /// <summary>What its findings are about, each once.</summary>
    [JsonProperty("k")]
    public int[]? Kinds { get; set; }

    [JsonProperty("r")]
    public int[]? Reasons { get; set; }

    [JsonProperty("m")]
    public int? Model { get; set; }

    [JsonProperty("w")]
    public int? Firmware { get; set; }

    [JsonProperty("a")]
    public string? Address { get; set; }

    [JsonProperty("o")]
    public int? Ports { get; set; }

    [JsonProperty("b")]
    public string? ExposedSince { get; set; }

    [JsonProperty("e")]
    public string? Checked { get; set; }

    /// <summary>What the check was based on.</summary>
    [JsonProperty("c")]
    public int Coverage { get; set; }

    [JsonProperty("x")]
    public bool? OutOfScope { get; set; }

    public static DashboardRow From(ExposureSnapshot snapshot, DateTimeOffset? exposedSince, DashboardTexts texts)
    {
        SnapshotFinding[] findings = snapshot.Findings.OrderByDescending(finding => finding.Severity).ToArray();
        return new DashboardRow
        {
            Id = SafeText.Clean(snapshot.PracticeId),
            Name = SafeText.Clean(snapshot.Name),
            Land = snapshot.Land,
            PostalCode = snapshot.PostalCode is null ? null : SafeText.Clean(snapshot.PostalCode),
            Verdict = (int)snapshot.Verdict,
            Severity = findings.Length == 0 ? -1 : (int)findings[0].Severity,
            Findings = findings.Length == 0 ? null : findings.Take(MaxFindings).Select(texts.Of).ToArray(),
            Kinds = findings.Length == 0 ? null : findings.Select(texts.KindOf).Distinct().ToArray(),
            Reasons = snapshot.Reasons.Length == 0 || snapshot.Verdict == PracticeNetSec.Model.Verdict.NotExposed ? null : snapshot.Reasons.Take(MaxReasons).Select(texts.Of).ToArray(),
            Model = texts.Of(snapshot.RouterModel),
            Firmware = texts.Of(snapshot.Firmware),
            Address = snapshot.Address is null ? null : SafeText.Clean(snapshot.Address),
            Ports = snapshot.OpenPorts.Length == 0 ? null : texts.Of(string.Join(" ", snapshot.OpenPorts)),
            ExposedSince = Day(exposedSince),
            Checked = Day(snapshot.EndedAt),
            Coverage = texts.CoverageOf(snapshot),
            OutOfScope = snapshot.Scope is ScopeState.NotAuthorized or ScopeState.Expired ? true : null,
        };
    }

    private static string? Day(DateTimeOffset? time) => time is DateTimeOffset at && at != default ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
