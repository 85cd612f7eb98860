// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Rules.Router;

/// <summary>Something of the device itself answers from outside.</summary>
internal abstract class OutsideRule : RouterRule
{
    protected OutsideRule(string id)
        : base(id)
    {
    }

    /// <inheritdoc/>
    public override bool RestsOnAnswers => true;

    /// <inheritdoc/>
    protected override bool WasRechecked(Finding gone, RouterExposure router, Recheck now) =>
        now.AllSourcesRead && router.Vantage == Vantage.Outside && now.RefusedOrIdentified(WebEndpoints.Ports);
}
