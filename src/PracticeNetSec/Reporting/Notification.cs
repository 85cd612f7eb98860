// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting;

/// <summary>
/// The fields of the notification in the order in which authorities require them (reporter, timeline, violation, data,
/// persons, consequences, measures). A field that no measurement answers is a gap: a signed document must not contain guesses.
/// </summary>
internal static class Notification
{
    private const string Nature = "Art. 33(3)(a)";
    private const string Contact = "Art. 33(3)(b)";
    private const string Consequences = "Art. 33(3)(c)";
    private const string Measures = "Art. 33(3)(d)";
    private const string Timeline = "Art. 33(1)";
    private const string Processor = "Art. 33(2)";

    /// <summary>All fields.</summary>
    /// <param name="evidence">What was measured.</param>
    /// <param name="awareness">The time of awareness; null when none was given.</param>
    /// <param name="incident">What people filled in.</param>
    /// <param name="late">True when the deadline has passed without a notification: then reasons are due.</param>
    public static IEnumerable<ReportStatement> Fields(BreachEvidence evidence, DateTimeOffset? awareness, BreachIncident? incident, bool late)
    {
        IncidentAnswers answers = new(incident);
        return Reporter(evidence, answers)
            .Concat(Times(evidence, awareness, answers, late))
            .Concat(Violation(evidence, answers))
            .Concat(DataAndPersons(evidence, answers))
            .Concat(After(evidence, answers, incident))
            .Concat(Answered(answers, incident));
    }

    private static IEnumerable<ReportStatement> Reporter(BreachEvidence evidence, IncidentAnswers answers)
    {
        yield return answers.Controller() ?? (evidence.Practice is { Name.Length: > 0 } practice
            ? Said(Contact, "field.controller", "statement.plain", new[] { practice.Name }, EvidenceOf.InventoryEntry(practice.PracticeId))
            : Gap(Contact, "field.controller", "gap.controller"));
        yield return answers.Contact() ?? (evidence.Practice?.Contact is { Length: > 0 } contact
            ? Said(Contact, "field.contact", "statement.plain", new[] { contact }, EvidenceOf.InventoryContact(evidence.PracticeId))
            : Gap(Contact, "field.contact", "gap.contact"));
        yield return answers.Processor() ?? Gap(Processor, "field.processor", "gap.processor");
        yield return answers.Secrecy() ?? Gap("§ 203 StGB", "field.secrecy", "gap.secrecy");
    }

    private static IEnumerable<ReportStatement> Times(BreachEvidence evidence, DateTimeOffset? awareness, IncidentAnswers answers, bool late)
    {
        yield return awareness is DateTimeOffset aware
            ? Said(Timeline, "field.aware", "statement.aware", new[] { Iso(GermanTime.At(aware)) }, EvidenceOf.IncidentAwarenessParameter(GermanTime.At(aware)))
            : Gap(Timeline, "field.aware", "gap.aware");
        yield return answers.AwareBy() ?? Gap(Timeline, "field.aware-by", "gap.aware-by");
        if (answers.ProcessorInformed() is ReportStatement answer)
        {
            yield return answer;
        }

        if (evidence.FileTime is DateTimeOffset saved)
        {
            yield return Said(Timeline, "field.measured", "statement.measured-file", new[] { Iso(saved) }, EvidenceOf.MeasuredFileTime(saved));
            yield return Gap(Timeline, "field.measured", "gap.measured");
        }

        if (!evidence.KnowsFileTimeOnly && evidence.MeasuredFrom is DateTimeOffset from && evidence.MeasuredUntil is DateTimeOffset until)
        {
            yield return Said(Timeline, "field.measured", Measured, new[] { Iso(from), Iso(until) }, EvidenceOf.MeasuredFrom(from), EvidenceOf.MeasuredUntil(until));
        }

        yield return answers.Since() ?? Gap(Timeline, "field.since", "gap.since");
        yield return answers.Closed() ?? Gap(Measures, "field.closed", "gap.closed");
        yield return answers.Verified() ?? Gap(Measures, "field.verified", "gap.verified");
        if (answers.Delay() is ReportStatement delay)
        {
            yield return delay;
        }
        else if (late)
        {
            yield return Gap(Timeline, "field.delay", "gap.delay");
        }
    }

    private static IEnumerable<ReportStatement> Violation(BreachEvidence evidence, IncidentAnswers answers)
    {
        foreach (ReportStatement opening in ExposureStatements.Of(evidence))
        {
            yield return opening;
        }

        foreach (ReportStatement reached in Reached(evidence).DefaultIfEmpty(Gap(Nature, "field.nature", "gap.nature")))
        {
            yield return reached;
        }

        if (evidence.ReachIsDeduced)
        {
            yield return Said(
                Nature,
                "field.nature",
                "statement.deduced",
                Array.Empty<string>(),
                evidence.Router!.Forwards.Where(forward => forward.AllowsEveryone).Select(forward => forward.Seen).ToArray());
        }

        Finding[] sessions = evidence.Findings.Where(finding => finding.RuleId == "router.incoming-session").ToArray();
        if (sessions.Length > 0)
        {
            Evidence[] seen = sessions.SelectMany(finding => finding.Evidence).ToArray();
            yield return evidence.FileTime is DateTimeOffset saved
                ? Said(Nature, "field.access", "statement.session-recorded", new[] { BreachEvidence.Text(sessions.Length), Iso(saved) }, seen)
                : Said(Nature, "field.access", "statement.session", new[] { BreachEvidence.Text(sessions.Length) }, seen);
        }

        if (answers.Access() is ReportStatement access)
        {
            yield return access;
        }
        else if (sessions.Length == 0)
        {
            yield return Gap(Nature, "field.access", "gap.access");
        }
    }

    // Shares that were only readable are named beside those that were writable: the pasted field must name all.
    private static IEnumerable<ReportStatement> Reached(BreachEvidence evidence) => evidence.Reach is BreachReach.None or BreachReach.NetworkAccess
        ? Enumerable.Empty<ReportStatement>()
        : evidence.Reached.GroupBy(Extent).Select(same => OverShares(same.ToArray(), "field.nature", same.Key));

    private static string Extent(SeenShare seen) => seen.UnauthenticatedAccess switch
    {
        ShareAccess.Write => BreachEvidence.MayRead(seen.Share) ? "statement.write" : "statement.change",
        ShareAccess.Read => "statement.read",
        _ => "statement.names",
    };

    private static IEnumerable<ReportStatement> DataAndPersons(BreachEvidence evidence, IncidentAnswers answers)
    {
        Evidence[] counts = evidence.PatientData.Select(Counted).ToArray();
        ReportStatement? answer = answers.Data();
        if (counts.Length > 0)
        {
            yield return Said(Nature, "field.data", DataCounted, evidence.PatientData.SelectMany(count => new[] { count.Category, (count.IsMinimum ? ReportTexts.Minimum : "") + BreachEvidence.Text(count.Count) }).ToArray(), counts);
        }

        if (answer is not null || counts.Length == 0)
        {
            yield return answer ?? Gap(Nature, "field.data", "gap.data");
        }

        yield return answers.Records() ?? Gap(Nature, "field.records", "gap.records");
        yield return answers.Persons() ?? (evidence.LooksLikePatients
            ? Said(Nature, "field.persons", "statement.persons", Array.Empty<string>(), counts)
            : Gap(Nature, "field.persons", "gap.persons"));
        yield return answers.PersonNumber() ?? Gap(Nature, "field.number", "gap.number");
    }

    private static IEnumerable<ReportStatement> After(BreachEvidence evidence, IncidentAnswers answers, BreachIncident? incident)
    {
        yield return answers.Before() ?? Gap(Measures, "field.before", "gap.before");
        ReportStatement? answer = answers.Consequences();
        ReportStatement? measured = evidence.Reach switch
        {
            BreachReach.Write => OverShares(evidence.Reached, "field.consequences", "statement.consequences-write", Consequences),
            BreachReach.Change => OverShares(evidence.Reached, "field.consequences", "statement.consequences-change", Consequences),
            BreachReach.Read => OverShares(evidence.Reached, "field.consequences", "statement.consequences-read", Consequences),
            BreachReach.Names => OverShares(evidence.Reached, "field.consequences", "statement.consequences-names", Consequences),
            _ => null,
        };
        foreach (ReportStatement statement in new[] { measured, answer }.OfType<ReportStatement>().DefaultIfEmpty(Gap(Consequences, "field.consequences", "gap.consequences")))
        {
            yield return statement;
        }

        yield return answers.Risk() ?? Gap(Timeline, "field.risk", "gap.risk");
        if (incident is { Risk: RiskLevel.Unlikely, RiskReasons: not null, Access: not ActualAccess.No } && evidence.LooksLikePatients)
        {
            yield return Gap(Timeline, "field.risk", "gap.risk-unlikely");
        }

        yield return answers.Taken() ?? Gap(Measures, "field.measures-taken", "gap.measures-taken");
        if (answers.Planned() is ReportStatement planned)
        {
            yield return planned;
        }

        foreach (ReportStatement measure in MeasurePlan.Of(evidence, incident))
        {
            yield return measure;
        }
    }

    private static IEnumerable<ReportStatement> Answered(IncidentAnswers answers, BreachIncident? incident)
    {
        yield return answers.Notified() ?? Gap("Art. 33(5)", "field.notified", "gap.notified");
        yield return answers.Patients() ?? Gap("Art. 34(1)", "field.patients", "gap.patients");

        // What was read while it was exposed stays known after the closing: closing alone is no measure of Art. 34(3)(b).
        if (incident is { PatientsExemption: PatientsExemption.LaterMeasures, PatientsReasons: not null, Access: not ActualAccess.No })
        {
            yield return Gap("Art. 34(3)", "field.patients", "gap.later-measures");
        }
    }

    /// <summary>The values of such a statement are pairs of kind and count.</summary>
    internal const string DataCounted = "statement.data";

    /// <summary>The value of such a statement is a number of things.</summary>
    internal const string Numbered = "statement.about";

    /// <summary>A statement whose two values are the start and the end of a period.</summary>
    internal const string Measured = "statement.measured";

    private static ReportStatement OverShares(IReadOnlyList<SeenShare> shares, string field, string text, string article = Nature) => Said(
        article,
        field,
        text,
        new[] { string.Join(", ", shares.Where(seen => seen.UnauthenticatedAccess == shares[0].UnauthenticatedAccess).Select(seen => seen.Path)) },
        shares.Select(seen => EvidenceOf.ShareRightsSeen(
            seen.Path,
            seen.UnauthenticatedAccess.ToString(),
            seen.Share.AnonymousAccess ?? ShareAccess.Undetermined,
            seen.Share.GuestAccess ?? ShareAccess.Undetermined,
            Mask(seen.Share.ShareMask),
            Mask(seen.Share.RootMask),
            seen.Server.Port,
            seen.Server.Vantage)).ToArray());

    private static Evidence Counted(PatientDataCount count) => count.IsMinimum
        ? EvidenceOf.DataCountedAtLeast(count.Category, count.Count)
        : EvidenceOf.DataCounted(count.Category, count.Count);

    private static string Mask(uint? mask) => mask is uint value ? "0x" + value.ToString("x8", CultureInfo.InvariantCulture) : "-";

    private static string Iso(DateTimeOffset time) => ReportStatement.Moment(time);

    private static ReportStatement Said(string article, string field, string text, string[] values, params Evidence[] evidence) =>
        new() { Article = article, Field = field, Text = text, Values = values, Evidence = evidence };

    private static ReportStatement Gap(string article, string field, string text) =>
        new() { Article = article, Field = field, Text = text, IsGap = true };
}
