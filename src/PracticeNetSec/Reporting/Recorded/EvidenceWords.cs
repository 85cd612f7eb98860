// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;

namespace PracticeNetSec.Reporting.Recorded;

/// <summary>
/// Evidence and reasons are recorded in English; papers say them in their own language, <c>Data/recorded-words.json</c>.
/// A line we do not know (of another version, or a device's own) is no sentence of ours: it stands in quotation marks.
/// </summary>
internal static class EvidenceWords
{
    private const string German = "de";

    // A phrase within a phrase, and no deeper: a device must not make us search long.
    private const int Deepest = 3;

    private static readonly string[] TimeForms = { "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-dd HH:mm zzz" };

    private static readonly Lazy<Vocabulary> Words = new(() => new Vocabulary(EmbeddedData.Read<WordFile>("recorded-words.json")));

    /// <summary>A recorded line as a paper says it, cleaned.</summary>
    public static string Of(string line, ReportTexts texts)
    {
        string clean = SafeText.Clean(line);
        return Known(clean, texts) ?? (IsNotation(clean) ? clean : string.Format(CultureInfo.InvariantCulture, texts["evidence.verbatim"], clean));
    }

    /// <summary>The same; null for a line that we have no words for.</summary>
    public static string? Known(string clean, ReportTexts texts) => clean.Length == 0 ? null : texts.Language == German ? Translated(clean, texts, 0) : AsRecorded(clean);

    /// <summary>The name of a source in the paper's language.</summary>
    public static string Source(string name, ReportTexts texts)
    {
        string clean = SafeText.Clean(name);
        return texts.Language == German ? Words.Value.German(clean) ?? clean : clean;
    }

    private static string? AsRecorded(string line)
    {
        foreach (EvidencePhrase phrase in Words.Value.Candidates(line))
        {
            if (phrase.Match(line) is string[] values && phrase.German(values, (kind, value) => Render(kind, value, null, 0)) is not null)
            {
                return phrase.English(values);
            }
        }

        return null;
    }

    private static string? Translated(string line, ReportTexts texts, int depth)
    {
        foreach (EvidencePhrase phrase in Words.Value.Candidates(line))
        {
            if (phrase.Match(line) is string[] values && phrase.German(values, (kind, value) => Render(kind, value, texts, depth)) is string german)
            {
                return german;
            }
        }

        return null;
    }

    private static string? Render(string kind, string value, ReportTexts? texts, int depth) => kind switch
    {
        "word" => Words.Value.German(value) ?? value,
        "known" => Words.Value.German(value),
        "quote" => $"„{value}“",
        "time" => texts is not null && IsTime(value, out DateTimeOffset time) ? texts.Moment(time) : value,
        "phrase" => texts is null || depth >= Deepest ? value : string.Join("; ", Parts(value).Select(part => Translated(part, texts, depth + 1) ?? $"„{part}“")),
        "sentence" => texts is null || depth >= Deepest ? value : Translated(value, texts, depth + 1),
        "list" => texts is null || depth >= Deepest ? value : List(value, texts, depth),
        "count" => texts?.Count(value) ?? value,
        "name" => IsNotation(value) ? value : null,
        _ => value,
    };

    // A reason may hold several, each with semicolons of its own: the whole is tried first.
    private static string[] Parts(string value) => Words.Value.Candidates(value).Any(phrase => phrase.Match(value) is not null) ? new[] { value } : Split(value, "; ");

    private static string? List(string value, ReportTexts texts, int depth)
    {
        string?[] parts = Split(value, ", ").Select(part => Translated(part, texts, depth + 1) ?? (IsNotation(part) ? part : null)).ToArray();
        return Array.IndexOf(parts, null) < 0 ? string.Join(", ", parts) : null;
    }

    private static string[] Split(string value, string separator) => value.Split(new[] { separator }, StringSplitOptions.None);

    private static bool IsTime(string value, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(value, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    // Addresses, ports, masks and names of tables are the same in every language: nothing there is a sentence.
    private static bool IsNotation(string line) => !line.Contains(' ') || line.Contains(" -> ");

    private sealed class Vocabulary
    {
        private readonly Dictionary<char, EvidencePhrase[]> _byStart;
        private readonly EvidencePhrase[] _others;
        private readonly Dictionary<string, string> _words;

        public Vocabulary(WordFile file)
        {
            _words = file.Words;
            // Those that begin with a place fit any beginning, and are tried last.
            _byStart = file.Phrases.Where(phrase => phrase.En[0] != '{')
                .GroupBy(phrase => phrase.En[0])
                .ToDictionary(group => group.Key, group => group.Select(phrase => new EvidencePhrase(phrase.En, phrase.De)).ToArray());
            _others = file.Phrases.Where(phrase => phrase.En[0] == '{').Select(phrase => new EvidencePhrase(phrase.En, phrase.De)).ToArray();
        }

        public IEnumerable<EvidencePhrase> Candidates(string line) =>
            line.Length > 0 && _byStart.TryGetValue(line[0], out EvidencePhrase[]? start) ? start.Concat(_others) : _others;

        public string? German(string word) => _words.TryGetValue(word, out string? german) ? german : null;
    }

    private sealed class WordFile
    {
        [JsonProperty(Required = Required.Always)]
        public Phrase[] Phrases { get; set; } = Array.Empty<Phrase>();

        [JsonProperty(Required = Required.Always)]
        public Dictionary<string, string> Words { get; set; } = new();
    }

    private sealed class Phrase
    {
        [JsonProperty(Required = Required.Always)]
        public string En { get; set; } = "";

        [JsonProperty(Required = Required.Always)]
        public string De { get; set; } = "";
    }
}
