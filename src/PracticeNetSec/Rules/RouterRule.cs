// SPDX-License-Identifier: MIT
using System.Collections.Generic;
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

    /// <summary>True for a rule about what answered at the address that was asked.</summary>
    public virtual bool RestsOnAnswers => false;

    /// <summary>True for a finding that the router's own table alone shows: behind another router it lets nobody in by itself.</summary>
    /// <param name="finding">A finding of this rule.</param>
    /// <param name="evidence">What it was found in.</param>
    public virtual bool RestsOnTable(Finding finding, RouterEvidence evidence) => false;

    /// <inheritdoc/>
    public sealed override bool WasRechecked(Finding gone, Recheck now) => now.Router is RouterExposure { IsUnconfirmed: false } router && WasRechecked(gone, router, now);

    /// <summary>The same where a router was measured again.</summary>
    protected abstract bool WasRechecked(Finding gone, RouterExposure router, Recheck now);
}
