// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;
using PracticeNetSec.Rules;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting;

/// <summary>Compares a report with the one before it. What was not checked again is marked as such, never taken for fixed.</summary>
internal static class ReportComparison
{
    private static readonly string[] Findable = { "field.measured", "field.nature", "field.data", "field.persons", "field.consequences" };

    private const string Open = "Open";
    private const string NotOpen = "NotOpen";

    public static IEnumerable<ReportChange> Of(BreachReport report, PreviousReport before)
    {
        if (report.Verdict.ToString() != before.Verdict)
        {
            yield return new ReportChange { Subject = ChangeSubject.Verdict, Before = before.Verdict, After = report.Verdict.ToString() };
        }

        foreach (ReportChange change in Ports(report, before).Concat(Rights(report, before)).Concat(Findings(report, before)).Concat(Fields(report, before)))
        {
            yield return change;
        }
    }

    /// <summary>Statements of the earlier report fill what this one cannot answer; their evidence names their origin.</summary>
    /// <param name="now">The statements of this report.</param>
    /// <param name="before">The earlier report.</param>
    /// <param name="wasWorse">True when the earlier one found wider unauthenticated access: its findings then stay beside the present ones.</param>
    public static IEnumerable<ReportStatement> CarryOver(IReadOnlyList<ReportStatement> now, PreviousReport before, bool wasWorse)
    {
        ILookup<string, ReportStatement> earlier = before.Statements.Where(statement => !statement.IsGap).ToLookup(statement => statement.Field);
        HashSet<string> answered = new(now.Where(statement => !statement.IsGap).Select(statement => statement.Field), StringComparer.Ordinal);
        HashSet<string> carried = new(StringComparer.Ordinal);
        foreach (ReportStatement statement in now)
        {
            bool weaker = IsWeaker(statement, earlier[statement.Field]);
            bool missing = (statement.IsGap && !answered.Contains(statement.Field)) || weaker;
            bool found = wasWorse && Findable.Contains(statement.Field, StringComparer.Ordinal);
            if ((missing || found) && carried.Add(statement.Field))
            {
                foreach (ReportStatement old in earlier[statement.Field].Where(old => weaker || !now.Any(today => !today.IsGap && today.Field == old.Field && Line(today) == Line(old))))
                {
                    yield return Dated(old, before.CreatedAt);
                }
            }

            if (!weaker && (!statement.IsGap || !earlier.Contains(statement.Field) || (answered.Contains(statement.Field) && !found)))
            {
                yield return statement;
            }
        }
    }

    // Earlier incident file values take precedence over what only the inventory provides today.
    private static bool IsWeaker(ReportStatement statement, IEnumerable<ReportStatement> earlier) =>
        statement.Evidence.Length > 0
        && statement.Evidence.All(line => line.Code is EvidenceCode.InventoryEntry or EvidenceCode.InventoryContact)
        && earlier.Any(old => old.Evidence.Any(line => line.Code == EvidenceCode.IncidentAnswer));

    /// <summary>A statement of an earlier report, with the report that first made it.</summary>
    internal static ReportStatement Dated(ReportStatement old, DateTimeOffset at) => new()
    {
        Article = old.Article,
        Field = old.Field,
        Text = old.Text,
        Values = old.Values,
        Evidence = old.Evidence.Any(line => line.Code == EvidenceCode.ReportEarlier)
            ? old.Evidence
            : old.Evidence.Prepend(EvidenceOf.ReportEarlier(GermanTime.At(at))).ToArray(),
    };

    private static IEnumerable<ReportChange> Ports(BreachReport report, PreviousReport before)
    {
        // Only what proves something about the Internet counts as checked again.
        bool sees = report.Router is not null && report.Router.Vantage.SeesTheInternet();
        Recheck recheck = new(report.Router, report.Shares, before.OpenPorts);
        HashSet<int> open = new(sees ? report.Router!.Ports.Where(port => port.IsReachable).Select(port => port.Port) : Enumerable.Empty<int>());
        foreach (int port in before.OpenPorts.Union(open).OrderBy(port => port))
        {
            bool was = before.OpenPorts.Contains(port);
            if (was != open.Contains(port))
            {
                // What is silent now may be blocked anywhere: only the refusal of the host itself shows that nothing is open any more.
                bool isKnown = !was || recheck.Asked(new[] { port });
                yield return new ReportChange
                {
                    Subject = ChangeSubject.Port,
                    Name = BreachEvidence.Text(port),
                    Before = was ? Open : null,
                    After = !isKnown ? null : was ? NotOpen : Open,
                    CheckedAgain = isKnown,
                };
            }
        }
    }

    private static IEnumerable<ReportChange> Rights(BreachReport report, PreviousReport before)
    {
        Dictionary<string, string> now = new(StringComparer.OrdinalIgnoreCase);
        foreach (SeenShare seen in report.Shares.SelectMany(SeenShare.WithFiles))
        {
            now[SafeText.Clean(seen.Path)] = seen.UnauthenticatedAccess.ToString();
        }

        HashSet<string> servers = new(report.Shares.Select(server => SafeText.Clean(server.ComputerName)), StringComparer.OrdinalIgnoreCase);
        foreach (string path in before.Shares.Keys.Union(now.Keys, StringComparer.OrdinalIgnoreCase).OrderBy(path => path, StringComparer.OrdinalIgnoreCase))
        {
            before.Shares.TryGetValue(path, out string? was);
            now.TryGetValue(path, out string? access);
            bool listed = access is not null || servers.Contains(path.TrimStart('\\').Split('\\')[0]);
            if (was != access && (access is not null || !string.IsNullOrEmpty(was)))
            {
                yield return new ReportChange { Subject = ChangeSubject.Share, Name = path, Before = NullIfEmpty(was), After = access, CheckedAgain = access is not null && listed };
            }
        }
    }

    private static IEnumerable<ReportChange> Findings(BreachReport report, PreviousReport before)
    {
        HashSet<(string, string)> now = new(report.Findings.Select(finding => (SafeText.Clean(finding.RuleId), SafeText.Clean(finding.Target))));
        HashSet<(string, string)> then = new(before.Findings.Select(finding => (finding.RuleId, finding.Target)));
        Recheck recheck = new(report.Router, report.Shares, before.OpenPorts);
        foreach (Finding gone in before.Findings.Where(finding => !now.Contains((finding.RuleId, finding.Target))))
        {
            yield return new ReportChange
            {
                Subject = ChangeSubject.Finding,
                Name = gone.Title,
                RuleId = gone.RuleId,
                Values = gone.Values,
                Before = gone.Target,
                CheckedAgain = RuleCatalog.WasRechecked(gone, recheck),
            };
        }

        foreach (Finding finding in report.Findings.Where(finding => !then.Contains((SafeText.Clean(finding.RuleId), SafeText.Clean(finding.Target)))))
        {
            yield return new ReportChange { Subject = ChangeSubject.Finding, Name = finding.RuleId, After = finding.Target };
        }
    }

    private static IEnumerable<ReportChange> Fields(BreachReport report, PreviousReport before)
    {
        ILookup<string, ReportStatement> earlier = before.Statements.ToLookup(statement => statement.Field);
        foreach (IGrouping<string, ReportStatement> field in report.Statements.GroupBy(statement => statement.Field))
        {
            bool wasGap = earlier[field.Key].All(statement => statement.IsGap);
            bool isGap = field.All(statement => statement.IsGap);
            if (wasGap != isGap)
            {
                yield return new ReportChange { Subject = ChangeSubject.Field, Name = field.Key, Before = wasGap ? null : field.Key, After = isGap ? null : field.Key };
            }
            else if (!isGap && !Same(earlier[field.Key], field))
            {
                yield return new ReportChange { Subject = ChangeSubject.Field, Name = field.Key, Before = field.Key, After = field.Key };
            }
        }
    }

    private static bool Same(IEnumerable<ReportStatement> one, IEnumerable<ReportStatement> other) =>
        one.Where(statement => !statement.IsGap).Select(Line).OrderBy(line => line, StringComparer.Ordinal)
            .SequenceEqual(other.Where(statement => !statement.IsGap).Select(Line).OrderBy(line => line, StringComparer.Ordinal), StringComparer.Ordinal);

    internal static string Line(ReportStatement statement) => statement.Text + "|" + string.Join("|", statement.Values.Select(value => SafeText.Entered(value)));

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
