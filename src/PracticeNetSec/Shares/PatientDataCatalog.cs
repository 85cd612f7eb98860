// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using PracticeNetSec.Model;

namespace PracticeNetSec.Shares;

/// <summary>Whose data a kind of name refers to.</summary>
internal enum DataSubject
{
    Patients = 0,
    Staff = 1,
}

/// <summary>One kind of name that indicates personal data, from <c>Data/patient-data.json</c>.</summary>
internal sealed class PatientDataKind
{
    /// <summary>What it is called, per language; the English name is <see cref="PatientDataCount.Category"/>.</summary>
    [JsonProperty(Required = Required.Always)]
    public Dictionary<string, string> Category { get; set; } = new();

    [JsonProperty(Required = Required.Always)]
    public DataSubject Subject { get; set; }

    /// <summary>Confidence of a match.</summary>
    [JsonProperty(Required = Required.Always)]
    public Confidence Confidence { get; set; }

    /// <summary>Patterns for files: see <see cref="NamePattern"/>.</summary>
    public string[] Files { get; set; } = Array.Empty<string>();

    /// <summary>Patterns for folders.</summary>
    public string[] Folders { get; set; } = Array.Empty<string>();
}

/// <summary>The kinds of name known, in the order in which they are tried.</summary>
internal sealed class PatientDataCatalog
{
    private static readonly Lazy<PatientDataCatalog> Loaded = new(() => EmbeddedData.Read<PatientDataCatalog>("patient-data.json"));

    public static PatientDataCatalog Shipped => Loaded.Value;

    /// <summary>Where the patterns come from.</summary>
    [JsonProperty(Required = Required.Always)]
    public string[] Sources { get; set; } = Array.Empty<string>();

    /// <summary>Day on which they were last checked.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Checked { get; set; } = "";

    [JsonProperty(Required = Required.Always)]
    public PatientDataKind[] Kinds { get; set; } = Array.Empty<PatientDataKind>();

    /// <summary>The kind a name belongs to: the first that matches, so that no name counts twice.</summary>
    public PatientDataKind? Classify(string name, bool isDirectory) => Kinds.FirstOrDefault(
        kind => (isDirectory ? kind.Folders : kind.Files).Any(pattern => NamePattern.Matches(pattern, name)));

    /// <summary>The kind a count refers to; null where a newer version wrote it.</summary>
    public PatientDataKind? Find(string category) => Kinds.FirstOrDefault(kind => kind.Category["en"] == category);
}
