using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Findings;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Reporting;

/// <summary>
/// The fields of the notification in the order in which authorities ask for them (reporter, timeline, violation, data,
/// persons, consequences, measures). A field that no measurement answers is a gap: nobody should sign a guess.
/// </summary>
internal static class Notification
{
    private const string Nature = "Art. 33(3)(a)";
    private const string Contact = "Art. 33(3)(b)";
    private const string Consequences = "Art. 33(3)(c)";
    private const string Measures = "Art. 33(3)(d)";
    private const string Timeline = "Art. 33(1)";

    public static IEnumerable<ReportStatement> Fields(BreachEvidence evidence, DateTimeOffset? awareness) => Reporter(evidence)
        .Concat(Times(evidence, awareness))
        .Concat(Violation(evidence))
        .Concat(DataAndPersons(evidence))
        .Concat(After(evidence));

    private static IEnumerable<ReportStatement> Reporter(BreachEvidence evidence)
    {
        yield return evidence.Practice is { Name.Length: > 0 } practice
            ? Said(Contact, "field.controller", "statement.plain", new[] { practice.Name }, $"PracticeId {practice.PracticeId}")
            : Gap(Contact, "field.controller", "gap.controller");
        yield return evidence.Practice?.Contact is { Length: > 0 } contact
            ? Said(Contact, "field.contact", "statement.plain", new[] { contact }, $"PracticeId {evidence.PracticeId}: Contact")
            : Gap(Contact, "field.contact", "gap.contact");
    }

    private static IEnumerable<ReportStatement> Times(BreachEvidence evidence, DateTimeOffset? awareness)
    {
        yield return awareness is DateTimeOffset aware
            ? Said(Timeline, "field.aware", Aware, new[] { Iso(GermanTime.At(aware)) }, $"AwarenessTime {Iso(GermanTime.At(aware))}")
            : Gap(Timeline, "field.aware", "gap.aware");
        if (evidence.MeasuredFrom is DateTimeOffset from && evidence.MeasuredUntil is DateTimeOffset until)
        {
            yield return Said(Timeline, "field.measured", Measured, new[] { Iso(from), Iso(until) }, $"StartedAt {Iso(from)}", $"EndedAt {Iso(until)}");
        }

        yield return Gap(Timeline, "field.since", "gap.since");
    }

    private static IEnumerable<ReportStatement> Violation(BreachEvidence evidence)
    {
        foreach (WidenedRange range in evidence.Router?.WidenedRanges ?? Array.Empty<WidenedRange>())
        {
            yield return Said(
                Nature,
                "field.nature",
                "statement.widened",
                new[] { BreachEvidence.Text(range.Start), BreachEvidence.Text(range.End), BreachEvidence.Text(range.IntendedPort) },
                EvidenceOf(evidence, "router.widened", range.ToString(), BreachEvidence.Text(range.Start)));
        }

        int[] ports = evidence.DangerousPorts;
        if (ports.Length > 0)
        {
            yield return Said(
                Nature,
                "field.nature",
                "statement.ports",
                new[] { string.Join(", ", ports.Select(BreachEvidence.Text)) },
                EvidenceOf(evidence, "router.dangerous", $"open or forwarded: {string.Join(", ", ports.Select(BreachEvidence.Text))}"));
        }

        yield return evidence.Reach switch
        {
            BreachReach.Write => OverShares(evidence, "field.nature", "statement.write"),
            BreachReach.Change => OverShares(evidence, "field.nature", "statement.change"),
            BreachReach.Read => OverShares(evidence, "field.nature", "statement.read"),
            BreachReach.Names => OverShares(evidence, "field.nature", "statement.names"),
            _ => Gap(Nature, "field.nature", "gap.nature"),
        };

        Finding[] sessions = evidence.Findings.Where(finding => finding.RuleId == "router.incoming-session").ToArray();
        yield return sessions.Length > 0
            ? Said(Nature, "field.access", "statement.session", new[] { BreachEvidence.Text(sessions.Length) }, sessions.SelectMany(finding => finding.Evidence).ToArray())
            : Gap(Nature, "field.access", "gap.access");
    }

    private static IEnumerable<ReportStatement> DataAndPersons(BreachEvidence evidence)
    {
        string[] counts = evidence.PatientData.Select(count => count.ToString()).ToArray();
        yield return counts.Length > 0
            ? Said(Nature, "field.data", DataCounted, evidence.PatientData.SelectMany(count => new[] { count.Category, BreachEvidence.Text(count.Count) }).ToArray(), counts)
            : Gap(Nature, "field.data", "gap.data");
        yield return Gap(Nature, "field.records", "gap.records");
        yield return evidence.LooksLikePatients
            ? Said(Nature, "field.persons", "statement.persons", Array.Empty<string>(), counts)
            : Gap(Nature, "field.persons", "gap.persons");
        yield return Gap(Nature, "field.number", "gap.number");
    }

    private static IEnumerable<ReportStatement> After(BreachEvidence evidence)
    {
        yield return Gap(Measures, "field.before", "gap.before");
        yield return evidence.Reach switch
        {
            BreachReach.Write => OverShares(evidence, "field.consequences", "statement.consequences-write", Consequences),
            BreachReach.Change => OverShares(evidence, "field.consequences", "statement.consequences-change", Consequences),
            BreachReach.Read => OverShares(evidence, "field.consequences", "statement.consequences-read", Consequences),
            BreachReach.Names => OverShares(evidence, "field.consequences", "statement.consequences-names", Consequences),
            _ => Gap(Consequences, "field.consequences", "gap.consequences"),
        };
        yield return Gap(Measures, "field.measures-taken", "gap.measures-taken");
        foreach (Finding finding in evidence.Findings.Where(finding => finding.Severity >= Severity.High))
        {
            yield return new ReportStatement
            {
                Article = Measures,
                Field = "field.measures-proposed",
                Text = RemedyOf,
                Values = new[] { finding.RuleId, finding.Target },
                Evidence = finding.Evidence.Length > 0 ? finding.Evidence : new[] { finding.Target },
            };
        }
    }

    /// <summary>The text of such a statement is the remedy of the finding that its values name (rule, target).</summary>
    internal const string RemedyOf = "statement.remedy";

    /// <summary>The values of such a statement are moments in ISO 8601.</summary>
    internal const string Aware = "statement.aware";

    /// <inheritdoc cref="Aware"/>
    internal const string Measured = "statement.measured";

    /// <summary>The values of such a statement are pairs of kind and count.</summary>
    internal const string DataCounted = "statement.data";

    private static ReportStatement OverShares(BreachEvidence evidence, string field, string text, string article = Nature) => Said(
        article,
        field,
        text,
        new[] { string.Join(", ", evidence.Reached.Where(seen => seen.StrangerAccess == evidence.Reached[0].StrangerAccess).Select(seen => seen.Path)) },
        evidence.Reached.Select(seen => string.Format(
            CultureInfo.InvariantCulture,
            "{0}: {1}, anonymous {2}, guest {3}, share mask {4}, root mask {5}, port {6}, vantage {7}",
            seen.Path,
            seen.StrangerAccess,
            seen.Share.AnonymousAccess?.ToString() ?? "-",
            seen.Share.GuestAccess?.ToString() ?? "-",
            Mask(seen.Share.ShareMask),
            Mask(seen.Share.RootMask),
            seen.Server.Port,
            seen.Server.Vantage)).ToArray());

    private static string Mask(uint? mask) => mask is uint value ? "0x" + value.ToString("x8", CultureInfo.InvariantCulture) : "-";

    private static string[] EvidenceOf(BreachEvidence evidence, string rule, string otherwise, string? firstValue = null)
    {
        string[] lines = evidence.Findings
            .Where(finding => finding.RuleId.StartsWith(rule, StringComparison.Ordinal) && (firstValue is null || finding.Values.FirstOrDefault() == firstValue))
            .SelectMany(finding => finding.Evidence).Distinct().ToArray();
        return lines.Length > 0 ? lines : new[] { otherwise };
    }

    private static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static ReportStatement Said(string article, string field, string text, string[] values, params string[] evidence) =>
        new() { Article = article, Field = field, Text = text, Values = values, Evidence = evidence };

    private static ReportStatement Gap(string article, string field, string text) =>
        new() { Article = article, Field = field, Text = text, IsGap = true };
}
