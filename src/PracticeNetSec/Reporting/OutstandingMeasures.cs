// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;
using PracticeNetSec.Privacy;
using PracticeNetSec.Rules;

namespace PracticeNetSec.Reporting;

/// <summary>
/// What an earlier report proposed and was not shown to be done: measures for findings that were not checked again,
/// and those about the time of the breach, which no new measurement can resolve.
/// </summary>
internal sealed class OutstandingMeasures
{
    private const string Field = "field.measures-proposed";
    private const string Taken = "field.measures-taken";
    private const string Traces = "preserve";

    private readonly BreachReport _report;
    private readonly BreachEvidence _evidence;
    private readonly PreviousReport _before;
    private readonly Recheck _recheck;
    private readonly HashSet<(string, string)> _found;

    public OutstandingMeasures(BreachReport report, BreachEvidence evidence, PreviousReport before)
    {
        _report = report;
        _evidence = evidence;
        _before = before;
        _recheck = new Recheck(report.Router, report.Shares, before.OpenPorts);
        _found = new(report.Findings.Select(finding => (SafeText.Clean(finding.RuleId), SafeText.Clean(finding.Target))));
    }

    /// <summary>The statements including the outstanding measures, all in the one order of steps.</summary>
    public IEnumerable<ReportStatement> Among(IReadOnlyList<ReportStatement> statements)
    {
        ReportStatement[] own = statements.Where(statement => statement.Field == Field).ToArray();
        HashSet<string> listed = new(own.Select(Sentence), StringComparer.Ordinal);
        ReportStatement[] due = _before.Statements
            .Where(statement => statement.Field == Field && IsDue(statement) && listed.Add(Sentence(statement)))
            .Select(statement => ReportComparison.Dated(statement, _before.CreatedAt))
            .ToArray();
        if (due.Length == 0)
        {
            return statements;
        }

        // What people planned has no step and comes first, as it does without an earlier report.
        ReportStatement[] all = own.Concat(due).OrderBy(statement => MeasurePlan.MeasureOf(statement) is Measure measure ? MeasureCatalog.Shipped.Rank(measure) : -1).ToArray();
        List<ReportStatement> rest = statements.Where(statement => statement.Field != Field).ToList();
        rest.InsertRange(rest.FindLastIndex(statement => statement.Field == Taken) + 1, all);
        return rest;
    }

    private bool IsDue(ReportStatement statement)
    {
        if (statement.Text != MeasurePlan.Known || MeasurePlan.MeasureOf(statement) is not Measure measure)
        {
            return false;
        }

        // Where the access was investigated, the incident file states the result.
        if (measure.Step == Traces)
        {
            return _report.Incident?.Access is null;
        }

        Finding finding = FindingOf(statement);
        bool lookedAtAgain = _found.Contains((finding.RuleId, finding.Target)) || RuleCatalog.WasRechecked(finding, _recheck);
        return (measure.Past || !lookedAtAgain) && !MeasurePlan.IsDone(measure, _evidence, _report.Incident);
    }

    private static Finding FindingOf(ReportStatement statement) => new()
    {
        RuleId = statement.Values[0],
        Target = Array.Find(statement.Evidence, each => each.Code == EvidenceCode.FindingBasis)?.Get<string>("target") ?? "",
        Values = statement.Values.Skip(2).ToArray(),
    };

    private static string Sentence(ReportStatement statement) => MeasurePlan.Sentence(statement, "en") ?? ReportComparison.Line(statement);
}
