// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
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

    // Texts come from this module's data only: their number is bounded.
    private static readonly ConcurrentDictionary<string, EvidenceText> Parsed = new(StringComparer.Ordinal);

    /// <summary>Stable id, <c>subject.what-is-wrong</c>.</summary>
    [JsonProperty(Required = Required.Always)]
    public string Id { get; set; } = "";

    /// <summary>Severity of a finding of this rule.</summary>
    [JsonProperty(Required = Required.Always)]
    public Severity Severity { get; set; }

    /// <summary>The names of a finding's values, in the order in which <see cref="Finding.Values"/> keeps them.</summary>
    [JsonProperty("values")]
    public string[] ValueNames { get; set; } = Array.Empty<string>();

    /// <summary>One sentence per language (<c>en</c>, <c>de</c>) with a value's name in braces for the value.</summary>
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
    /// <param name="values">The values of <see cref="ValueNames"/>, in their order.</param>
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
    /// <exception cref="FormatException">The text names a value that is not given.</exception>
    public string Fill(IReadOnlyDictionary<string, string> texts, string language, IReadOnlyList<string> values) =>
        Fill(texts.TryGetValue(language, out string? own) ? own : texts["en"], values);

    /// <summary>Fills a text that names this rule's values.</summary>
    /// <exception cref="FormatException">The text names a value that is not given.</exception>
    internal string Fill(string text, IReadOnlyList<string> values) =>
        Parsed.GetOrAdd(text, each => new EvidenceText(each)).Fill(name => ValueOf(values, name) ?? throw new FormatException($"'{Id}' has no value of the name '{name}'."));

    /// <summary>The value of a name; null where the rule has no such name, or an older version saved fewer values.</summary>
    internal string? ValueOf(IReadOnlyList<string> values, string name) =>
        Array.IndexOf(ValueNames, name) is >= 0 and int place && place < values.Count ? values[place] : null;

    /// <summary>The same of a rule by its id; null also where this version has no such rule.</summary>
    internal static string? ValueOf(string id, IReadOnlyList<string> values, string name) =>
        Catalog.TryGetValue(id, out FindingRule? rule) ? rule.ValueOf(values, name) : null;

    /// <summary>The values with another one for a name.</summary>
    internal string[] With(IReadOnlyList<string> values, string name, string value)
    {
        int changed = Array.IndexOf(ValueNames, name);
        return values.Select((each, place) => place == changed ? value : each).ToArray();
    }

    private static Dictionary<string, FindingRule> Load() => EmbeddedData.Names("rules-")
        .SelectMany(EmbeddedData.Read<FindingRule[]>)
        .ToDictionary(rule => rule.Id, StringComparer.Ordinal);
}
