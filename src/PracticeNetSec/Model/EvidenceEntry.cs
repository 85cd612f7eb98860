// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;

namespace PracticeNetSec.Model;

/// <summary>One code of evidence: its arguments in the order of its factory method, and its text in each language.</summary>
internal sealed class EvidenceEntry
{
    private readonly Dictionary<string, EvidenceText> _texts;

    /// <exception cref="FormatException">A text with a brace that is not closed.</exception>
    public EvidenceEntry(EvidenceDefinition definition)
    {
        Code = definition.Code;
        Arguments = definition.Arguments.ToDictionary(
            argument => argument.Key,
            argument => EvidenceArgument.Parse(argument.Value),
            StringComparer.Ordinal);
        Order = definition.Arguments.Keys.ToArray();
        _texts = definition.Text.ToDictionary(text => text.Key, text => new EvidenceText(text.Value), StringComparer.Ordinal);
    }

    /// <summary>The title of a rule, whose values have their positions as names.</summary>
    public EvidenceEntry(FindingRule rule)
    {
        Code = rule.Id;
        _texts = rule.Title.ToDictionary(text => text.Key, text => new EvidenceText(text.Value), StringComparer.Ordinal);
        Arguments = _texts.Values.SelectMany(text => text.Names).Distinct().ToDictionary(name => name, _ => new EvidenceArgument(EvidenceType.Notation), StringComparer.Ordinal);
    }

    public string Code { get; }

    public IReadOnlyDictionary<string, EvidenceArgument> Arguments { get; }

    /// <summary>The names of the arguments in the order of the factory method; empty for a rule, whose names are their positions.</summary>
    public string[] Order { get; } = Array.Empty<string>();

    public IEnumerable<string> Languages => _texts.Keys;

    /// <summary>The text of a language; English where there is none.</summary>
    public EvidenceText In(string language) => _texts.TryGetValue(language, out EvidenceText? text) ? text : _texts[EvidenceTable.English];
}
