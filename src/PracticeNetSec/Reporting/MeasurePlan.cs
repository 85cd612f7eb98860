// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;

namespace PracticeNetSec.Reporting;

/// <summary>
/// All proposed measures for the findings, once and in one order. What another measure already closes, what people state
/// was done since, and a general measure beside a specific one are omitted: no two measures may contradict each other.
/// </summary>
internal static class MeasurePlan
{
    /// <summary>The text of such a statement is a measure: its values are the rule, the place in the rule's list, and the finding's values.</summary>
    public const string Known = "statement.measure";

    private const string Unknown = "statement.measure-other";
    private const string Close = "close";
    private const string Restart = "restart";
    private const string Again = "measure";

    /// <summary>Measures for the severe findings.</summary>
    /// <param name="evidence">What was measured.</param>
    /// <param name="incident">What people did since; may be null.</param>
    public static IEnumerable<ReportStatement> Of(BreachEvidence evidence, BreachIncident? incident)
    {
        Finding[] grave = evidence.Findings.Where(finding => finding.Severity >= Severity.High).ToArray();
        MeasureCatalog catalog = MeasureCatalog.Shipped;
        Planned[] all = grave
            .SelectMany(finding => catalog.Of(finding.RuleId).Select((measure, place) => new Planned(finding, measure, place)))
            .Where(planned => planned.CanBeSaid && !IsDone(planned.Measure, evidence, incident))
            .OrderBy(planned => catalog.Rank(planned.Measure))
            .ToArray();
        HashSet<int> closedByRange = new(all.Where(planned => planned.Measure.Range is not null).SelectMany(planned => planned.Closes));
        HashSet<string> exact = new(all.Where(planned => !planned.Measure.General).Select(planned => planned.Measure.Step), StringComparer.Ordinal);
        HashSet<string> listed = new(StringComparer.Ordinal);
        foreach (Planned planned in all.Where(planned => !(planned.Measure.General && exact.Contains(planned.Measure.Step))))
        {
            bool closed = planned.Measure.Port is not null && planned.Closes.Length > 0 && planned.Closes.All(port => closedByRange.Contains(port));
            if (!closed && listed.Add(planned.Key))
            {
                yield return planned.Statement;
            }
        }

        // Findings of another version's rules have no measures in this one; they are named by their own texts.
        foreach (Finding finding in grave.Where(finding => !FindingRule.Catalog.ContainsKey(finding.RuleId) && listed.Add("?" + finding.Title)))
        {
            yield return Said(finding, Unknown, finding.Title.Length > 0 ? finding.Title : finding.RuleId);
        }
    }

    /// <summary>The sentence of such a statement; null when its rule or values are unknown to this version.</summary>
    public static string? Sentence(ReportStatement statement, string language) =>
        MeasureOf(statement) is Measure measure ? Filled(statement.Values[0], measure, language, statement.Values.Skip(2).Select(value => SafeText.Clean(value)).ToArray()) : null;

    /// <summary>The measure of such a statement; null when its rule is unknown to this version.</summary>
    internal static Measure? MeasureOf(ReportStatement statement)
    {
        if (statement.Values.Length < 2 || !int.TryParse(statement.Values[1], NumberStyles.None, CultureInfo.InvariantCulture, out int place))
        {
            return null;
        }

        Measure[] measures = MeasureCatalog.Shipped.Of(statement.Values[0]);
        return place < measures.Length ? measures[place] : null;
    }

    // A measure taken after the measurement is not proposed again; a later measurement shows whether it was effective.
    internal static bool IsDone(Measure measure, BreachEvidence evidence, BreachIncident? incident) => measure.Step switch
    {
        Close => IsClosedSince(evidence, incident),
        Restart or Again => IsVerifiedSince(evidence, incident),
        _ => false,
    };

    /// <summary>True when the incident file states that the access was closed after the measurement.</summary>
    public static bool IsClosedSince(BreachEvidence evidence, BreachIncident? incident) => incident?.ClosedAt is DateTimeOffset closed && closed >= (evidence.MeasuredUntil ?? closed);

    /// <summary>True when the incident file states that it was measured from outside again since.</summary>
    public static bool IsVerifiedSince(BreachEvidence evidence, BreachIncident? incident) => incident?.VerifiedAt is DateTimeOffset verified && verified >= (evidence.MeasuredUntil ?? verified);

    private static string? Filled(string ruleId, Measure measure, string language, string[] values)
    {
        try
        {
            return FindingRule.Catalog.TryGetValue(ruleId, out FindingRule? rule) ? rule.Fill(measure.Text(language), values) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ReportStatement Said(Finding finding, string text, params string[] values) => new()
    {
        Article = "Art. 33(3)(d)",
        Field = "field.measures-proposed",
        Text = text,
        Values = values,
        Evidence = new[] { EvidenceOf.FindingBasis(finding.RuleId, finding.Target) },
    };

    private sealed record Planned(Finding Finding, Measure Measure, int Place)
    {
        private readonly string? _sentence = Filled(Finding.RuleId, Measure, "en", Finding.Values);

        public bool CanBeSaid => _sentence is not null;

        public int[] Closes { get; } = Measure.Closes(Finding);

        public string Key => Measure.Version is string name && Finding.Value(name) is string version
            ? Measure.Step + "|" + version
            : _sentence!;

        public ReportStatement Statement =>
            Said(Finding, Known, new[] { Finding.RuleId, Place.ToString(CultureInfo.InvariantCulture) }.Concat(Finding.Values).ToArray());
    }
}
