// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using PracticeNetSec.Model;

namespace PracticeNetSec.Fleet.History;

/// <summary>A finding as the ledger keeps it: enough to recognise it again, and to name it.</summary>
public sealed class SnapshotFinding
{
    internal const string ManyPorts = "router.unintended-port";
    private const int MaxParts = 64;

    /// <summary>Stable id of the rule.</summary>
    public string RuleId { get; set; } = "";

    /// <summary>How urgent it is.</summary>
    public Severity Severity { get; set; }

    /// <summary>One sentence, in English.</summary>
    public string Title { get; set; } = "";

    /// <summary>What it is about: host, host:port or \\host\share.</summary>
    public string Target { get; set; } = "";

    /// <summary>
    /// What makes it the same finding in the next check: the rule, the target without the address (a dynamic address
    /// must not turn an old exposure into a new one), and the ports it names. Texts such as a firmware version are no
    /// part of it.
    /// </summary>
    public string Key { get; set; } = "";

    /// <summary>The values that fill the rule's texts in other languages.</summary>
    public string[] Values { get; set; } = Array.Empty<string>();

    /// <inheritdoc/>
    public override string ToString() => $"{Severity}: {Title}";

    /// <summary>The title in a language where this version has the rule.</summary>
    internal string TitleIn(string language)
    {
        try
        {
            return FindingRule.Catalog.TryGetValue(RuleId, out FindingRule? rule) ? rule.Fill(rule.Title, language, Values) : Title;
        }
        catch (FormatException)
        {
            // A ledger of another version may contain fewer values than the rule's text requires.
            return Title;
        }
    }

    /// <summary>
    /// The findings of a check as a ledger keeps them: each unintended port is a finding of its own, so that one more or one less
    /// changes nothing about the others. A device that opens everything stays one finding.
    /// </summary>
    internal static Finding[] PartsOf(Finding finding)
    {
        string[] ports = finding.RuleId == ManyPorts && finding.Value("intended") is not null ? finding.Value("ports")!.Split(',') : Array.Empty<string>();
        return ports.Length is < 2 or > MaxParts ? new[] { finding } : ports.Select(port => Part(finding, port.Trim())).ToArray();
    }

    private static Finding Part(Finding finding, string port)
    {
        FindingRule rule = FindingRule.Get(finding.RuleId);
        return rule.Create(finding.Target, finding.LastSeen ?? default, finding.Evidence, rule.With(finding.Values, "ports", port));
    }

    /// <summary>Creates a snapshot of a finding.</summary>
    /// <param name="finding">As a rule made it.</param>
    /// <param name="names">Names and addresses that denote the practice itself.</param>
    internal static SnapshotFinding From(Finding finding, string?[] names) => new()
    {
        RuleId = finding.RuleId,
        Severity = finding.Severity,
        Title = finding.Title,
        Target = finding.Target,
        Values = finding.Values,
        Key = KeyOf(finding, names),
    };

    /// <summary>See <see cref="Key"/>.</summary>
    internal static string KeyOf(Finding finding, string?[] names)
    {
        string target = names
            .Where(name => !string.IsNullOrEmpty(name))
            .OrderByDescending(name => name!.Length)
            .Aggregate(finding.Target, (text, name) => WithoutName(text, name!));
        return string.Join(" ", new[] { finding.RuleId, target.ToLowerInvariant() }.Concat(finding.Values.Where(IsPort)));
    }

    /// <summary>Only where the name is delimited: 203.0.113.1 is no part of 203.0.113.10.</summary>
    private static string WithoutName(string target, string name) =>
        target.Equals(name, StringComparison.OrdinalIgnoreCase) ? "@"
        : target.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase) ? "@" + target.Substring(name.Length)
        : target.StartsWith($@"\\{name}\", StringComparison.OrdinalIgnoreCase) ? @"\\@" + target.Substring(name.Length + 2)
        : target;

    private static bool IsPort(string value) => value.Length > 0 && value.All(c => char.IsDigit(c) || c == '-');
}
