// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace PracticeNetSec.Model;

/// <summary>Every code of evidence with its arguments and its texts: <c>Data/evidence-*.json</c>, and the titles of the rules.</summary>
internal sealed class EvidenceTable
{
    /// <summary>The language of the objects.</summary>
    public const string English = "en";

    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss zzz";

    private static readonly Lazy<EvidenceTable> Table = new(() => new EvidenceTable(EmbeddedData.Names("evidence-").Select(EmbeddedData.Read<EvidenceFile>).ToArray()));

    private readonly Dictionary<string, EvidenceEntry> _entries;
    private readonly Dictionary<string, Dictionary<string, string>> _words;

    private EvidenceTable(EvidenceFile[] files)
    {
        _entries = files.SelectMany(file => file.Codes).Select(code => new EvidenceEntry(code))
            .Concat(FindingRule.Catalog.Values.Select(rule => new EvidenceEntry(rule)))
            .ToDictionary(entry => entry.Code, StringComparer.Ordinal);
        _words = files.SelectMany(file => file.Words)
            .GroupBy(words => words.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.SelectMany(words => words.Value).ToDictionary(word => word.Key, word => word.Value, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>The table of this version.</summary>
    public static EvidenceTable Shipped => Table.Value;

    /// <summary>Every entry, for the test that compares codes and texts.</summary>
    public IReadOnlyCollection<EvidenceEntry> Entries => _entries.Values;

    /// <summary>The type of each argument of a code; null for a code of another version.</summary>
    public IReadOnlyDictionary<string, EvidenceArgument>? ArgumentsOf(string code) => _entries.TryGetValue(code, out EvidenceEntry? entry) ? entry.Arguments : null;

    /// <summary>The type of one argument; null where the code or the argument is of another version.</summary>
    public EvidenceType? TypeOf(string code, string argument) =>
        ArgumentsOf(code) is IReadOnlyDictionary<string, EvidenceArgument> known && known.TryGetValue(argument, out EvidenceArgument? found) ? found.Type : null;

    /// <summary>Arguments in the order of the table, which a saved table does not keep; those of another version come last.</summary>
    public IEnumerable<KeyValuePair<string, object?>> InOrder(string code, IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        string[] names = _entries.TryGetValue(code, out EvidenceEntry? entry) ? entry.Order : Array.Empty<string>();
        return arguments
            .Select(argument => new KeyValuePair<string, object?>(entry?.NameOf(argument.Key) ?? argument.Key, argument.Value))
            .OrderBy(argument => Array.IndexOf(names, argument.Key) is >= 0 and int place ? place : names.Length)
            .ThenBy(argument => argument.Key, StringComparer.Ordinal);
    }

    /// <summary>The values of a finding by the names of its rule; those without a name have their position as name.</summary>
    public Dictionary<string, object> Named(string rule, IReadOnlyList<string> values)
    {
        _entries.TryGetValue(rule, out EvidenceEntry? entry);
        return values
            .Select((value, place) => (Name: place.ToString(CultureInfo.InvariantCulture), Value: (object)value))
            .ToDictionary(each => entry?.NameOf(each.Name) ?? each.Name, each => each.Value, StringComparer.Ordinal);
    }

    /// <summary>A saved value as it was before it was saved; null where it is not of its type.</summary>
    /// <param name="saved">Text, a whole number, a moment, evidence, a list of text or of evidence.</param>
    /// <param name="type">The type of the argument; null where it is of another version.</param>
    public static object? Restore(object? saved, EvidenceType? type) => (type, saved) switch
    {
        (_, null) => null,
        (EvidenceType.Parts or EvidenceType.Items, _) => saved is Evidence[] parts ? parts : saved is string[] texts ? Array.ConvertAll(texts, Evidence.Of) : null,
        (EvidenceType.Cause, _) => saved as Evidence ?? (saved is string text ? Evidence.Of(text) : null),
        (EvidenceType.Words, _) => saved is string[] words ? words : saved is string word ? new[] { word } : null,
        (EvidenceType.Time, string text) => Time(text),
        (EvidenceType.Time, DateTime time) => new DateTimeOffset(time),
        (EvidenceType.Time, _) => saved as DateTimeOffset?,
        (EvidenceType.Number or EvidenceType.Count, string text) => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? (object)number : null,
        (EvidenceType.Number or EvidenceType.Count, int number) => (long)number,
        (EvidenceType.Number or EvidenceType.Count, _) => saved as long?,
        (not null, _) => saved as string,
        _ => saved is int small ? (long)small : saved,
    };

    /// <summary>A time in ISO 8601 with offset.</summary>
    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    /// <summary>One of this module's terms in a language; null where there is none.</summary>
    /// <param name="word">The term, or the name of an enumeration's value.</param>
    /// <param name="enumeration">The enumeration; its own term for a value takes precedence over the common one.</param>
    /// <param name="language">Language of the result.</param>
    public string? Word(string word, string? enumeration, string language) => !_words.TryGetValue(language, out Dictionary<string, string>? words) ? null
        : enumeration is not null && words.TryGetValue($"{enumeration}.{word}", out string? own) ? own
        : words.TryGetValue(word, out string? any) ? any
        : null;

    /// <summary>The text in English, as objects show it; null for a code of another version or where a value is missing.</summary>
    public string? Text(Evidence evidence) => Fill(evidence, English, Plain);

    /// <summary>The text in a language; null for a code of another version or where a value is missing.</summary>
    /// <param name="evidence">What is stated.</param>
    /// <param name="language">Language of the text.</param>
    /// <param name="show">Shows a value of a type.</param>
    public string? Fill(Evidence evidence, string language, Func<EvidenceArgument, object, string> show) =>
        _entries.TryGetValue(evidence.Code, out EvidenceEntry? entry) && entry.Arguments.Keys.All(evidence.Arguments.ContainsKey)
            ? entry.In(language).Fill(name => show(entry.Arguments[name], evidence.Arguments[name]))
            : null;

    private string Plain(EvidenceArgument argument, object value) => value switch
    {
        string word when argument.Enumeration is not null => Word(word, argument.Enumeration, English) ?? word,
        DateTimeOffset time => GermanTime.At(time).ToString(TimeFormat, CultureInfo.InvariantCulture),
        string[] words => string.Join(", ", words),
        Evidence[] parts => string.Join(argument.Type == EvidenceType.Items ? ", " : "; ", parts.Select(part => part.Text)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
