// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Fleet.Audit;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fixtures;

/// <summary>Snapshots and records as audits make them, for tests of what is done with them.</summary>
public static class SnapshotSamples
{
    public static readonly DateTimeOffset Night = new(2026, 11, 1, 2, 0, 0, TimeSpan.FromHours(1));

    public static ExposureSnapshot Of(string id, int night, params string[] rules) => Of(id, night, rules.Length > 0 ? Verdict.Exposed : Verdict.NotExposed, rules);

    public static ExposureSnapshot Of(string id, int night, Verdict verdict, params string[] rules) => new()
    {
        PracticeId = id,
        Name = $"Praxis {id}",
        Land = "NI",
        Address = "203.0.113.7",
        Verdict = verdict,
        SharesChecked = verdict != Verdict.Undetermined,
        Scope = ScopeState.InScope,
        Findings = rules.Select(rule => new SnapshotFinding { RuleId = rule, Key = rule + " @", Title = "Title of " + rule, Severity = Severity.High, Target = "203.0.113.7" }).ToArray(),
        Reasons = new[] { Evidence.Of("a reason") },
        StartedAt = Night.AddDays(night).AddMinutes(-1),
        EndedAt = Night.AddDays(night),
    };

    /// <summary>A check in which everything was known.</summary>
    public static SnapshotCoverage Covered() => new()
    {
        IsComplete = true,
        ForwardsRead = true,
        IPv6 = IPv6Coverage.NothingSeen,
        AnsweredPorts = [443],
        RefusedPorts = [22, 80],
        FilteredPorts = [445],
    };

    public static PracticeAudit Audit(string id, Verdict verdict = Verdict.NotExposed) => new()
    {
        PracticeId = id,
        Practice = new Practice { PracticeId = id, Name = "Praxis Ümläut", WanAddress = "203.0.113.7", AuthorizedBy = "Dr. Muster" },
        Address = "203.0.113.7",
        Scope = new AuditScope { State = ScopeState.InScope },
        Verdict = verdict,
        Reasons = new[] { Evidence.Of("a reason") },
        StartedAt = Night,
        EndedAt = Night,
    };
}
