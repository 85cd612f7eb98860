// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Reporting;

/// <summary>
/// What was exposed, or only forwarded: a forward in the router's table is not a measured port, and is not called open.
/// </summary>
internal static class ExposureStatements
{
    private const string Nature = "Art. 33(3)(a)";
    private const string Field = "field.nature";

    public static IEnumerable<ReportStatement> Of(BreachEvidence evidence)
    {
        foreach (WidenedRange range in evidence.Router?.WidenedRanges ?? Array.Empty<WidenedRange>())
        {
            string[] values = { Text(range.Start), Text(range.End), Text(range.IntendedPort), string.Join(", ", range.OpenPorts.Select(Text)) };
            yield return Said("statement.widened-" + KindOf(range, evidence), values, Basis(evidence, "router.widened", range.Seen, values[0]));
            if (evidence.Practice?.IntendedPorts.Contains(range.IntendedPort) != true)
            {
                yield return Said("statement.intended-inferred", new[] { values[2], values[0], values[1] }, range.Seen);
            }
        }

        int[] open = evidence.DangerousOpen;
        if (open.Length > 0)
        {
            yield return Dangerous(evidence, "statement.ports-open", open, EvidenceOf.PortsOpen);
        }

        int[] forwarded = evidence.DangerousPorts.Except(open).ToArray();
        if (forwarded.Length > 0)
        {
            yield return Dangerous(evidence, "statement.ports-forwarded", forwarded, EvidenceOf.PortsForwarded);
        }
    }

    private static string KindOf(WidenedRange range, BreachEvidence evidence)
    {
        bool looked = evidence.Router!.Vantage.SeesTheInternet() && evidence.Router.Ports.Any(port => port.Port >= range.Start && port.Port <= range.End);
        bool inTable = evidence.Router.Forwards.Any(forward => forward.AllowsEveryone && forward.ExternalStart == range.Start && forward.ExternalEnd == range.End);
        return (inTable, range.OpenPorts.Length > 0) switch
        {
            (false, _) => "measured",
            (true, true) => "both",
            _ => looked ? "silent" : "table",
        };
    }

    private static ReportStatement Dangerous(BreachEvidence evidence, string text, int[] ports, Func<string, string?, DateTimeOffset?, Evidence> otherwise)
    {
        string list = string.Join(", ", ports.Select(Text));
        return Said(text, new[] { list }, Basis(evidence, "router.dangerous", otherwise(list, null, null)));
    }

    private static Evidence[] Basis(BreachEvidence evidence, string rule, Evidence otherwise, string? start = null)
    {
        Evidence[] lines = evidence.Findings
            .Where(finding => finding.RuleId.StartsWith(rule, StringComparison.Ordinal) && (start is null || finding.Value("start") == start))
            .SelectMany(finding => finding.Evidence).Distinct().ToArray();
        return lines.Length > 0 ? lines : new[] { otherwise };
    }

    private static string Text(int port) => BreachEvidence.Text(port);

    private static ReportStatement Said(string text, string[] values, params Evidence[] evidence) =>
        new() { Article = Nature, Field = Field, Text = text, Values = values, Evidence = evidence };
}
