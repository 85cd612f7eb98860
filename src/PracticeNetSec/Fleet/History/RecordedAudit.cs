// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.History;

/// <summary>A check as the ledger has it, in the form of an audit: what a resumed run had found before belongs to its output.</summary>
internal static class RecordedAudit
{
    private static readonly ConditionalWeakTable<PracticeAudit, ExposureSnapshot> Checks = new();

    /// <summary>The audit. Routers and servers as they were examined are not in a ledger.</summary>
    /// <param name="check">The check.</param>
    /// <param name="practice">The practice as the inventory has it now.</param>
    /// <param name="openSince">Since when a finding has been open, by its key; null where that is not known.</param>
    public static PracticeAudit Of(ExposureSnapshot check, Practice practice, Func<string, DateTimeOffset?> openSince)
    {
        Evidence earlier = EvidenceOf.AuditCheckedEarlier(check.EndedAt);
        PracticeAudit audit = new()
        {
            PracticeId = practice.PracticeId,
            Practice = practice,
            Address = check.Address,
            Scope = new AuditScope { State = check.Scope },
            Verdict = check.Verdict,
            Findings = check.Findings.Select(finding => FindingOf(finding, check.EndedAt, openSince(finding.Key))).ToArray(),
            Coverage = new Coverage
            {
                Ports = PortsOf(check.Coverage).OrderBy(port => port.Port).ToArray(),
                Parts = new[] { new PartCoverage { Name = "ledger", Complete = check.Coverage?.IsComplete == true, Statement = earlier } },
                IPv6 = check.Coverage?.IPv6,
            },
            Reasons = check.Reasons.Prepend(earlier).ToArray(),
            VantagePoints = check.VantagePoints,
            StartedAt = check.StartedAt,
            EndedAt = check.EndedAt,
        };
        Checks.Add(audit, check);
        return audit;
    }

    /// <summary>What the ledger has of an audit that was made from it; null for any other.</summary>
    public static ExposureSnapshot? CheckOf(PracticeAudit audit) => Checks.TryGetValue(audit, out ExposureSnapshot? check) ? check : null;

    private static Finding FindingOf(SnapshotFinding kept, DateTimeOffset at, DateTimeOffset? since)
    {
        Finding finding = TryCreate(kept, at) ?? new Finding { RuleId = kept.RuleId, Severity = kept.Severity, Title = kept.Title, Target = kept.Target, Values = kept.Values, LastSeen = at };
        finding.FirstSeen = since ?? at;
        return finding;
    }

    /// <summary>With the rule's texts; null where a ledger of another version has a rule, or values of one, that this version does not have.</summary>
    private static Finding? TryCreate(SnapshotFinding kept, DateTimeOffset at)
    {
        try
        {
            return FindingRule.Catalog.TryGetValue(kept.RuleId, out FindingRule? rule) ? rule.Create(kept.Target, at, Array.Empty<Evidence>(), kept.Values) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<PortCoverage> PortsOf(SnapshotCoverage? coverage) => coverage is null
        ? Enumerable.Empty<PortCoverage>()
        : new[]
        {
            (coverage.AnsweredPorts, PortCoverageState.Answered), (coverage.RefusedPorts, PortCoverageState.Refused),
            (coverage.FilteredPorts, PortCoverageState.Filtered), (coverage.UnknownPorts, PortCoverageState.NotMeasured),
        }.SelectMany(kind => kind.Item1.Select(port => new PortCoverage { Port = port, State = kind.Item2 }));
}
