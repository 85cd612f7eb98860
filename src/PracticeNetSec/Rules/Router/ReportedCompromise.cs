// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules.Router;

/// <summary>A feed reports a host at the address, or a machine behind it, as controlled by an attacker: the question of Art. 33 GDPR arises.</summary>
internal sealed class ReportedCompromise : RouterRule
{
    public ReportedCompromise()
        : base("router.reported-compromise")
    {
    }

    /// <inheritdoc/>
    public override bool Exposes => true;

    /// <inheritdoc/>
    public override bool RestsOnAnswers => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence) =>
        FeedAnswers.With(evidence.Observed, EvidenceCode.ShadowserverCompromised, EvidenceCode.ShadowserverEventFromInside)
            .GroupBy(found => found.Statement.Get<string>("compromise") ?? "", StringComparer.OrdinalIgnoreCase)
            .Select(same => Create(evidence, same.Key, same.Select(found => found.Report).Distinct().ToArray()));

    /// <summary>Feeds list what they observed: that they are silent later shows no repair, only an examination of the device does.</summary>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => false;

    private Finding Create(RouterEvidence evidence, string compromise, SourceReport[] reports) =>
        Texts.Create(evidence.Host, evidence.Observed.EndedAt, reports.Select(report => report.Detail), evidence.Host, compromise).At(reports);
}
