// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A source that must not be reachable was read from outside.</summary>
internal abstract class SourceRule : OutsideRule
{
    private readonly string _source;

    protected SourceRule(string id, string source)
        : base(id) => _source = source;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence)
    {
        SourceReport[] answers = Answers(evidence).ToArray();
        if (answers.Length > 0)
        {
            yield return Texts.Create(evidence.Host, evidence.Observed.EndedAt, answers.Select(answer => EvidenceOf.SourceSaid(answer.Source, new[] { answer.Detail })), evidence.Host);
        }
    }

    /// <summary>What shows that the source answers the Internet.</summary>
    protected virtual IEnumerable<SourceReport> Answers(RouterEvidence evidence) => evidence.Observed.Sources.Where(report =>
        report.Source == _source && report.Complete && (report.Vantage == Vantage.Undetermined ? evidence.Observed.Vantage : report.Vantage) == Vantage.Outside);
}
