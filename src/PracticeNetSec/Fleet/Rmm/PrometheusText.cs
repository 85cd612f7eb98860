// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using PracticeNetSec.Fleet.History;
using PracticeNetSec.Model;
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Fleet.Rmm;

/// <summary>
/// Metrics in the Prometheus text exposition format, version 0.0.4. A time series keeps its value when nothing writes the file any more:
/// <c>practicenetsec_oldest_measurement_timestamp_seconds</c> is what an alert on age compares with <c>time()</c>.
/// </summary>
internal static class PrometheusText
{
    /// <summary>The metrics, lines ended by a line feed.</summary>
    /// <param name="state">The state of all together.</param>
    /// <param name="comments">Lines for readers.</param>
    /// <param name="practices">The practices.</param>
    /// <param name="errors">How many failures there were.</param>
    /// <param name="stateOf">The state of a practice.</param>
    public static string Of(RmmState state, IEnumerable<string> comments, IReadOnlyList<ExposureSnapshot> practices, int errors, Func<ExposureSnapshot, RmmState> stateOf)
    {
        StringBuilder text = new();
        foreach (string comment in comments)
        {
            text.Append("# ").Append(comment).Append('\n');
        }

        Add(text, "state", "0 nothing is exposed, 1 at risk, 2 exposed, 3 unknown.", new[] { ("", (double)(int)state) });
        Add(text, "practices", "Practices by verdict.", Enum.GetValues(typeof(Verdict)).Cast<Verdict>().Select(verdict => (Label("verdict", verdict.ToString()), (double)practices.Count(practice => practice.Verdict == verdict))));
        Add(text, "complete_coverage_practices", "Practices of which everything that decides was examined.", new[] { ("", (double)practices.Count(practice => practice.Coverage?.IsComplete ?? false)) });
        Add(text, "failures", "What failed in the check; with any the state is unknown or exposed.", new[] { ("", (double)errors) });
        Add(text, "practice_state", "State of each practice, as of practicenetsec_state.", practices.OrderBy(practice => practice.PracticeId, StringComparer.Ordinal)
            .GroupBy(practice => RmmLine.Clean(practice.PracticeId)).Select(same => (Label("practice", same.Key), (double)(int)same.Select(stateOf).OrderByDescending(found => found == RmmState.Critical).ThenByDescending(found => found).First())));
        Add(text, "oldest_measurement_timestamp_seconds", "When the oldest of the results was measured, in seconds since 1970.", practices.Count == 0 || RmmWords.OldestOf(practices) is not DateTimeOffset oldest
            ? Enumerable.Empty<(string, double)>() : new[] { ("", (double)oldest.ToUnixTimeSeconds()) });
        return text.ToString().TrimEnd('\n');
    }

    private static void Add(StringBuilder text, string name, string help, IEnumerable<(string Labels, double Value)> series)
    {
        (string Labels, double Value)[] all = series.ToArray();
        if (all.Length == 0)
        {
            return;
        }

        text.Append($"# HELP practicenetsec_{name} {help}\n# TYPE practicenetsec_{name} gauge\n");
        foreach ((string labels, double value) in all)
        {
            text.Append($"practicenetsec_{name}{labels} {value.ToString("R", CultureInfo.InvariantCulture)}\n");
        }
    }

    private static string Label(string name, string value) => $"{{{name}=\"{AsciiText.Of(value).Replace("\\", "\\\\").Replace("\"", "\\\"")}\"}}";
}
