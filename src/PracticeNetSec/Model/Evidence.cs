// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using Newtonsoft.Json;

namespace PracticeNetSec.Model;

/// <summary>
/// One observation, reason or unresolved check as data: a code of <c>Data/evidence-*.json</c> and the values that its
/// texts name. Sentences are made where they are shown, in the language of the reader; no code parses one.
/// </summary>
[JsonConverter(typeof(EvidenceJson))]
public sealed class Evidence : IEquatable<Evidence>
{
    private readonly string _saved = "";
    private string? _text;

    /// <summary>What is stated, a constant of <see cref="EvidenceCode"/>; another version of the module may have others.</summary>
    public string Code { get; init; } = EvidenceCode.Verbatim;

    /// <summary>
    /// The values by name: text (also the names of enumeration values), a list of them, whole numbers,
    /// <see cref="DateTimeOffset"/>, or further evidence, one piece (a cause) or an array.
    /// </summary>
    public Dictionary<string, object> Arguments { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The source that observed it, a constant of SourceNames; null for what several sources together show.</summary>
    public string? Source { get; init; }

    /// <summary>When it was observed; null where the time of the whole measurement is all that is known.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>The statement in English. Of a code that this version does not have: the text that was saved with it.</summary>
    public string Text
    {
        // Made once: comparing and listing ask for it again and again.
        get => _text ??= EvidenceTable.Shipped.Text(this) ?? _saved;
        init => _saved = value;
    }

    /// <summary>A verbatim text: a device's own, or that of an object saved by version 0.1.</summary>
    public static Evidence Of(string text) => EvidenceOf.Verbatim(text);

    /// <summary>Evidence as it was saved by Export-Clixml, ConvertTo-Json or remoting.</summary>
    /// <param name="code">Its code; null or empty for a text of version 0.1.</param>
    /// <param name="text">The text that was saved with it.</param>
    /// <param name="arguments">Its values by name: text, whole numbers, moments, evidence, lists of text or of evidence.</param>
    /// <param name="source">The source that observed it.</param>
    /// <param name="observedAt">When it was observed.</param>
    public static Evidence Restore(string? code, string? text, IEnumerable<KeyValuePair<string, object?>> arguments, string? source, DateTimeOffset? observedAt)
    {
        string known = string.IsNullOrEmpty(code) ? EvidenceCode.Verbatim : code!;
        Dictionary<string, object> values = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, object?> argument in EvidenceTable.Shipped.InOrder(known, arguments))
        {
            if (EvidenceTable.Restore(argument.Value, EvidenceTable.Shipped.TypeOf(known, argument.Key)) is object value)
            {
                values[argument.Key] = value;
            }
        }

        if (known == EvidenceCode.Verbatim && values.Count == 0)
        {
            return Of(text ?? "");
        }

        return new Evidence { Code = known, Arguments = values, Source = source, ObservedAt = observedAt, Text = text ?? "" };
    }

    /// <summary>The value of a name; null when the statement has none of that name and type.</summary>
    internal T? Get<T>(string name)
        where T : class => Arguments.TryGetValue(name, out object? value) ? value as T : null;

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <inheritdoc/>
    public bool Equals(Evidence? other) => other is not null && Code == other.Code && Source == other.Source && ObservedAt == other.ObservedAt && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Evidence);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);
}
