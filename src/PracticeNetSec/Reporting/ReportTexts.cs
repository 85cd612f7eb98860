// SPDX-License-Identifier: MIT
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Reporting;

/// <summary>The texts of the reports in one language, <c>Data/report-texts-*.json</c> and <c>Data/document-texts-*.json</c>.</summary>
internal sealed class ReportTexts
{
    private static readonly ConcurrentDictionary<string, ReportTexts> Loaded = new(StringComparer.Ordinal);

    private static readonly string[] Files = { "report-texts", "document-texts" };

    private static readonly char[] Brackets = { '(', ')' };

    private const string IsoDay = "yyyy-MM-dd";

    private static readonly TimeSpan StandardOffset = TimeSpan.FromHours(1);
    private const string Gdpr = "GDPR";

    // KBV requirements have German names in every language: number, then name.
    private static readonly Regex Ranges = new(@"^[0-9]{1,5}-[0-9]{1,5}(, [0-9]{1,5}(-[0-9]{1,5})?)*$", RegexOptions.CultureInvariant);

    private static readonly Regex Requirement = new(@"^(KBV )?(Anlage \d+ Nr\. \d+|A\d+-\d+(?: bis A\d+-\d+)?) (.+)$", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, string> _texts;

    private ReportTexts(string language)
    {
        Language = language;
        _texts = Files.SelectMany(file => EmbeddedData.Read<Dictionary<string, string>>($"{file}-{language}.json")).ToDictionary(text => text.Key, text => text.Value, StringComparer.Ordinal);
        Culture = MakeCulture();
    }

    /// <summary>The languages we ship.</summary>
    public static IReadOnlyList<string> Languages { get; } = new[] { "de", "en" };

    public string Language { get; }

    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>The texts of a language.</summary>
    /// <exception cref="InputException"><c>UnknownLanguage</c></exception>
    public static ReportTexts For(string language)
    {
        string? known = Languages.FirstOrDefault(each => each.Equals(language, StringComparison.OrdinalIgnoreCase));
        return known is null
            ? throw new InputException("UnknownLanguage", $"There are no reports in '{language}': use {string.Join(" or ", Languages)}.")
            : Loaded.GetOrAdd(known, each => new ReportTexts(each));
    }

    /// <summary>One text with its placeholders filled; values are sanitized.</summary>
    public string this[string key, params string[] values] => values.Length == 0
        ? _texts[key]
        : string.Format(CultureInfo.InvariantCulture, _texts[key], values.Select(SafeText.Clean).Cast<object>().ToArray());

    /// <summary>A statement's text; people's text may be longer than a device's.</summary>
    public string Said(string key, IEnumerable<string> values) =>
        string.Format(CultureInfo.InvariantCulture, _texts[key], values.Select(value => SafeText.Entered(value)).Cast<object>().ToArray());

    /// <summary>False for a statement of another version, whose text or values this version does not have.</summary>
    public bool CanSay(ReportStatement statement)
    {
        try
        {
            return _texts.ContainsKey(statement.Field) && statement.Text switch
            {
                Notification.DataCounted => statement.Values.Length > 0 && statement.Values.Length % 2 == 0,
                MeasurePlan.Known => MeasurePlan.Sentence(statement, Language) is not null,
                _ => Said(statement.Text, statement.Values).Length > 0,
            };
        }
        catch (Exception unknown) when (unknown is KeyNotFoundException or FormatException)
        {
            return false;
        }
    }

    public string Of(ReportLine line) => this[line.Text, line.Values.Select(value => ReportStatement.IsMoment(value, out DateTimeOffset time) ? Moment(time) : PortRanges(value)).ToArray()];

    public string Of(ReportStatement statement) => this[statement.Text, statement.Values];

    /// <summary>The text of an enumeration's value, key <c>type.value</c>.</summary>
    public string Of<T>(T value)
        where T : Enum => this[$"{typeof(T).Name}.{value}"];

    public string Title(Finding finding) => Known(finding) ?? SafeText.Clean(finding.Title);

    /// <summary>The title by this version's rule; null when the rule or its values are unknown to it.</summary>
    public string? Known(Finding finding) => FromRule(finding, rule => rule.Title);

    /// <summary>What the finding means; null when no shipped rule matches it.</summary>
    public string? Meaning(Finding finding) => FromRule(finding, rule => rule.Meaning);

    public string Remediation(Finding finding) => FromRule(finding, rule => rule.Remediation) ?? SafeText.Clean(finding.Remediation);

    /// <summary>Date, time to the minute and legal time in Germany (EinhZeitG §§ 4, 5), in the format of the language.</summary>
    public string Moment(DateTimeOffset time)
    {
        DateTimeOffset local = GermanTime.At(time);
        return $"{local.ToString(this["format.moment"], Culture)} ({Zone(local)})";
    }

    /// <summary>A period of time: within one day the day stands once, within one minute it is a moment.</summary>
    public string Period(DateTimeOffset from, DateTimeOffset until)
    {
        (DateTimeOffset start, DateTimeOffset end) = (GermanTime.At(from), GermanTime.At(until));
        (string first, string last) = (Moment(from), Moment(until));
        return first == last ? first
            : start.Date == end.Date && start.Offset == end.Offset
                ? $"{start.ToString(this["format.period-start"], Culture)}\u2013{end.ToString(this["format.period-end"], Culture)} ({Zone(start)})"
                : $"{first} \u2013 {last}";
    }

    private string Zone(DateTimeOffset local) => this[local.Offset > StandardOffset ? "format.zone-summer" : "format.zone-standard"];

    /// <summary>A deadline with its weekday; midnight is stated as the end of the day it closes.</summary>
    public string Deadline(DateTimeOffset time) => time.TimeOfDay == TimeSpan.Zero
        ? time.AddDays(-1).ToString(this["format.end-of-day"], Culture)
        : time.ToString(this["format.deadline"], Culture);

    /// <summary>A day of our own data files, <c>yyyy-MM-dd</c>, in the format of the language.</summary>
    public string Day(string iso) => DateTime.ParseExact(iso, IsoDay, CultureInfo.InvariantCulture).ToString(this["format.day"], Culture);

    /// <summary>The day of a point in time, in Germany.</summary>
    public string Date(DateTimeOffset time) => GermanTime.At(time).ToString(this["format.day"], Culture);

    /// <summary>Before a number that may be higher.</summary>
    public const string Minimum = "\u2265";

    /// <summary>A number of things, with the language's thousands separator; ports and addresses have none.</summary>
    public string Count(long number) => number.ToString("N0", Culture);

    /// <summary>A number that came as text; anything else stays as it is.</summary>
    public string Count(string number) => number.StartsWith(Minimum, StringComparison.Ordinal) ? this["count.minimum", Count(number.Substring(Minimum.Length))]
        : long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? Count(value) : SafeText.Clean(number);

    /// <summary>A score or an input of it.</summary>
    public string Number(decimal value) => value.ToString("0.0#", Culture);

    /// <summary>A clause as lawyers of the language cite it: <c>Art. 33(3)(a)</c> is <c>Art. 33 Abs. 3 lit. a DSGVO</c>.</summary>
    public string Article(string clause)
    {
        if (!clause.StartsWith("Art.", StringComparison.Ordinal))
        {
            return clause;
        }

        string[] parts = clause.Split(Brackets, StringSplitOptions.RemoveEmptyEntries);
        return Language != "de" ? clause + " " + Gdpr
            : parts[0] + (parts.Length > 1 ? " Abs. " + parts[1] : "") + (parts.Length > 2 ? " lit. " + parts[2] : "") + " DSGVO";
    }

    /// <summary>A norm, requirement or source as the language cites it.</summary>
    public string Reference(string reference)
    {
        string clean = SafeText.Clean(reference);
        if (clean.Contains(Gdpr))
        {
            return Article(clean.Replace(Gdpr, "").Trim());
        }

        return Language == "de" ? clean : Requirement.Replace(clean, match => $"{match.Groups[1]}{match.Groups[2].Value.Replace(" bis ", " to ")} “{match.Groups[3]}”");
    }

    /// <summary>
    /// The language's names of days and months come from this module's own texts: a machine in globalization-invariant mode, as
    /// slim containers are, has no others.
    /// </summary>
    private CultureInfo Culture { get; }

    private CultureInfo MakeCulture()
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.DayNames = this["format.day-names"].Split(' ');
        culture.DateTimeFormat.MonthNames = this["format.month-names"].Split(' ').Append("").ToArray();
        culture.DateTimeFormat.MonthGenitiveNames = culture.DateTimeFormat.MonthNames;
        culture.NumberFormat.NumberDecimalSeparator = this["format.decimal-separator"];
        culture.NumberFormat.NumberGroupSeparator = this["format.group-separator"];
        return culture;
    }

    // Values are recorded in ISO form; a day is shown in the format of the language.
    private string Shown(string value) =>
        value.Length == IsoDay.Length && DateTime.TryParseExact(value, IsoDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
            ? day.ToString(this["format.day"], Culture)
            : PortRanges(SafeText.Clean(value));

    // The objects and the JSON have ranges in nmap's notation, with hyphens.
    private static string PortRanges(string value) => Ranges.IsMatch(value) ? value.Replace('-', '\u2013') : value;

    private string? FromRule(Finding finding, Func<FindingRule, Dictionary<string, string>> texts)
    {
        if (!FindingRule.Catalog.TryGetValue(finding.RuleId, out FindingRule? rule))
        {
            return null;
        }

        try
        {
            return rule.Fill(texts(rule), Language, finding.Values.Select(Shown).ToArray());
        }
        catch (FormatException)
        {
            // A finding saved by another version may carry fewer values than the current text requires; its own text stays.
            return null;
        }
    }
}
