// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Rules.Router;

/// <summary>A forward leads to a service that must stay inside.</summary>
internal abstract class ForwardRule : RouterRule
{
    private readonly bool _forEveryone;

    /// <param name="id">Id of the rule.</param>
    /// <param name="forEveryone">Whether it is about forwards for everyone, or about those for one remote address.</param>
    protected ForwardRule(string id, bool forEveryone)
        : base(id) => _forEveryone = forEveryone;

    /// <inheritdoc/>
    public override bool RestsOnTable(Finding finding, RouterEvidence evidence) => evidence.Line.Kind != LineKind.Cascade
        || !ForwardToDanger.All(evidence).Any(found => found.Open.Count > 0 && finding.Target == $"{evidence.Host}:{found.Pairs[0]}");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(RouterEvidence evidence) =>
        from found in ForwardToDanger.All(evidence)
        where found.IsForEveryone == _forEveryone
        select Texts.Create(
            $"{evidence.Host}:{found.Pairs[0]}",
            evidence.Observed.EndedAt,
            found.Open.Select(evidence.Measured).Prepend(found.Forward.Seen),
            string.Join(", ", found.Pairs),
            string.Join(", ", found.Pairs.Select(pair => pair.Service.Label).Distinct()),
            (_forEveryone ? null : found.Forward.RemoteAddress) ?? found.Forward.InternalAddress ?? evidence.Host);
}
