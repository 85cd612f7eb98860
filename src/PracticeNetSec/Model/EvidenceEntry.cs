// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace PracticeNetSec.Model;

/// <summary>One code of evidence: its arguments in the order of its factory method, and its text in each language.</summary>
internal sealed class EvidenceEntry
{
    private readonly Dictionary<string, EvidenceText> _texts;
    private readonly bool _isRule;

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

    /// <summary>The title of a rule, with the names of its values.</summary>
    public EvidenceEntry(FindingRule rule)
    {
        Code = rule.Id;
        _texts = rule.Title.ToDictionary(text => text.Key, text => new EvidenceText(text.Value), StringComparer.Ordinal);
        Arguments = _texts.Values.SelectMany(text => text.Names).Distinct().ToDictionary(name => name, _ => new EvidenceArgument(EvidenceType.Notation), StringComparer.Ordinal);
        Order = rule.ValueNames;
        _isRule = true;
    }

    public string Code { get; }

    public IReadOnlyDictionary<string, EvidenceArgument> Arguments { get; }

    /// <summary>The names of the arguments in the order of the factory method, or of the rule's values.</summary>
    public string[] Order { get; } = Array.Empty<string>();

    public IEnumerable<string> Languages => _texts.Keys;

    /// <summary>The name of a saved argument: the statements of findings that earlier versions saved have positions as names.</summary>
    public string NameOf(string saved) =>
        _isRule && int.TryParse(saved, NumberStyles.None, CultureInfo.InvariantCulture, out int place) && place < Order.Length ? Order[place] : saved;

    /// <summary>The text of a language; English where there is none.</summary>
    public EvidenceText In(string language) => _texts.TryGetValue(language, out EvidenceText? text) ? text : _texts[EvidenceTable.English];
}
