// SPDX-License-Identifier: MIT
using PracticeNetSec.Model;

namespace PracticeNetSec.Rules;

/// <summary>
/// One rule: a condition under which a finding is reported. Its texts and its severity have the rule's id in
/// <c>Data/rules-*.json</c>, the measures against it in <c>Data/measures.json</c>. docs/decisions/rules.md shows how one is added.
/// </summary>
internal abstract class Rule
{
    protected Rule(string id) => Id = id;

    /// <summary><c>subject.what-is-wrong</c>; stable, because ledgers and reports keep it.</summary>
    public string Id { get; }

    /// <summary>How urgent its findings are.</summary>
    public Severity Severity => Texts.Severity;

    /// <summary>True when a finding of this rule shows that the Internet reaches what it must not reach: the verdict is then Exposed.</summary>
    public virtual bool Exposes => false;

    /// <summary>True when a finding of this rule shows a service on the Internet that only its credentials protect: the verdict is AtRisk at least.</summary>
    public virtual bool Endangers => false;

    protected FindingRule Texts => FindingRule.Get(Id);

    /// <summary>What ledgers note when something was observed again: rules that rest on the same observation share a key.</summary>
    public virtual string RecheckKey => Id;

    /// <summary>
    /// True when a later measurement observed again what a finding was based on, so that its absence means that it is fixed. A
    /// finding that is gone because nothing was observed is not fixed.
    /// </summary>
    /// <param name="gone">The finding of an earlier report.</param>
    /// <param name="now">The later measurement.</param>
    public abstract bool WasRechecked(Finding gone, Recheck now);
}
