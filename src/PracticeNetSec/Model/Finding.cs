// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Model;

/// <summary>One vulnerability or misconfiguration, its evidence, and what to do about it. Every rule emits this one type.</summary>
public sealed class Finding
{
    /// <summary>Stable id of the rule, for instance <c>router.widened-forward</c>.</summary>
    public string RuleId { get; set; } = "";

    /// <summary>How urgent it is.</summary>
    public Severity Severity { get; set; }

    /// <summary>One sentence, in English; reports render it again in their own language from <see cref="Values"/>.</summary>
    public string Title { get; set; } = "";

    /// <summary>What was observed, one observation per line, in technical notation.</summary>
    public Evidence[] Evidence { get; set; } = Array.Empty<Evidence>();

    /// <summary>What to do, in English.</summary>
    public string Remediation { get; set; } = "";

    /// <summary>Norms, KBV requirement numbers and advisories the finding is based on.</summary>
    public string[] References { get; set; } = Array.Empty<string>();

    /// <summary>What the finding is about: host, host:port or \\host\share.</summary>
    public string Target { get; set; } = "";

    /// <summary>The values that the rule's texts name, in the order of <see cref="FindingRule.ValueNames"/>.</summary>
    public string[] Values { get; set; } = Array.Empty<string>();

    /// <summary>When this was first observed.</summary>
    public DateTimeOffset? FirstSeen { get; set; }

    /// <summary>When this was last observed.</summary>
    public DateTimeOffset? LastSeen { get; set; }

    /// <summary>The title as evidence of a verdict: its code is the rule's id, its arguments are the values by name.</summary>
    internal Evidence Statement => new()
    {
        Code = RuleId,
        Arguments = EvidenceTable.Shipped.Named(RuleId, Values),
        ObservedAt = LastSeen,
        Text = Title,
    };

    /// <summary>The value of a name; null where this version's rule has no such name, or an older version saved fewer values.</summary>
    internal string? Value(string name) => FindingRule.ValueOf(RuleId, Values, name);

    /// <inheritdoc/>
    public override string ToString() => $"{Severity}: {Title}";
}
