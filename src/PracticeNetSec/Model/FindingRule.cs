// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;

namespace PracticeNetSec.Model;

/// <summary>
/// The texts and severity of one rule, loaded from <c>Data/rules-*.json</c>. The code that decides whether a rule
/// applies is kept with its subject; its texts are data, in every shipped language.
/// </summary>
public sealed class FindingRule
{
    private static readonly Lazy<IReadOnlyDictionary<string, FindingRule>> All = new(Load);

    /// <summary>Stable id, <c>subject.what-is-wrong</c>.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Id { get; set; } = "";

    /// <summary>Severity of a finding of this rule.</summary>
    [JsonProperty(Required = Required.Always)]
    public Severity Severity { get; set; }

    /// <summary>One sentence per language (<c>en</c>, <c>de</c>) with <c>{0}</c> placeholders.</summary>
    [JsonProperty(Required = Required.Always)]
    public Dictionary<string, string> Title { get; set; } = new();

    /// <summary>What it means for the practice, in terms its owner understands, per language.</summary>
    [JsonProperty(Required = Required.Always)]
    public Dictionary<string, string> Meaning { get; set; } = new();

    /// <summary>What to do, per language.</summary>
    [JsonProperty(Required = Required.Always)]
    public Dictionary<string, string> Remediation { get; set; } = new();

    /// <summary>Norms, KBV requirement numbers, advisories.</summary>
    public string[] References { get; set; } = Array.Empty<string>();

    /// <summary>Every shipped rule, by id.</summary>
    public static IReadOnlyDictionary<string, FindingRule> Catalog => All.Value;

    /// <summary>Looks a rule up by its id.</summary>
    /// <exception cref="KeyNotFoundException">No shipped rule has this id.</exception>
    public static FindingRule Get(string id) => Catalog.TryGetValue(id, out FindingRule? rule)
        ? rule
        : throw new KeyNotFoundException($"No rule has the id '{id}'.");

    /// <summary>Makes a finding of this rule.</summary>
    /// <param name="target">Host, host:port or \\host\share.</param>
    /// <param name="seen">When it was observed.</param>
    /// <param name="evidence">Observations, one per line.</param>
    /// <param name="values">Fill the placeholders of the rule's texts, in order.</param>
    public Finding Create(string target, DateTimeOffset seen, IEnumerable<Evidence> evidence, params string[] values) => new()
    {
        RuleId = Id,
        Severity = Severity,
        Title = Fill(Title, "en", values),
        Remediation = Fill(Remediation, "en", values),
        Evidence = evidence.ToArray(),
        References = References,
        Target = target,
        Values = values,
        FirstSeen = seen,
        LastSeen = seen,
    };

    /// <summary>Fills one of this rule's texts in a language; English where the language has none.</summary>
    public static string Fill(IReadOnlyDictionary<string, string> texts, string language, IReadOnlyList<string> values)
    {
        string text = texts.TryGetValue(language, out string? own) ? own : texts["en"];
        return string.Format(CultureInfo.InvariantCulture, text, values.Cast<object>().ToArray());
    }

    private static Dictionary<string, FindingRule> Load() => EmbeddedData.Names("rules-")
        .SelectMany(EmbeddedData.Read<FindingRule[]>)
        .ToDictionary(rule => rule.Id, StringComparer.Ordinal);
}
