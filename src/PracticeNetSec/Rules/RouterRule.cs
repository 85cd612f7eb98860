// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Rules;

/// <summary>A rule about a router and what the Internet reaches through it.</summary>
internal abstract class RouterRule : Rule
{
    protected RouterRule(string id)
        : base(id)
    {
    }

    /// <summary>Findings of this rule; none where it does not apply.</summary>
    public abstract IEnumerable<Finding> Evaluate(RouterEvidence evidence);

    /// <inheritdoc/>
    public sealed override bool WasRechecked(Finding gone, Recheck now) => now.Router is RouterExposure router && WasRechecked(gone, router, now);

    /// <summary>The same where a router was measured again. By default: every source was read, and one completely.</summary>
    protected virtual bool WasRechecked(Finding gone, RouterExposure router, Recheck now) => now.AllSourcesRead && router.Sources.Any(source => source.Complete);
}
