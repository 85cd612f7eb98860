// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Assessment;

/// <summary>
/// The findings about a server, by the rules. From inside the network no finding is rated above <see cref="Severity.High"/>:
/// critical is reserved for what the Internet reaches.
/// </summary>
internal static class ShareFindings
{
    public static IEnumerable<Finding> Of(ServerObservation seen) => RuleCatalog.Server.SelectMany(rule => rule.Evaluate(seen)).Select(finding =>
    {
        if (seen.Vantage == Vantage.Inside && finding.Severity > Severity.High)
        {
            finding.Severity = Severity.High;
        }

        return finding;
    });
}
