// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Fleet.History;

namespace PracticeNetSec.Fleet.Rmm;

/// <summary>
/// A line of a Checkmk local check (docs.checkmk.com, "Local checks"): <c>STATUS "SERVICE" METRIC=VALUE|… TEXT</c>. What follows a
/// <c>\n</c> of the text is the service's long output.
/// </summary>
internal static class CheckmkLine
{
    private const int MaxIdLength = 100;

    /// <summary>The line.</summary>
    /// <param name="state">The state; its number is that of Checkmk.</param>
    /// <param name="head">The summary.</param>
    /// <param name="details">Worst first, each a line of the long output.</param>
    /// <param name="counts">The metrics: names of letters and underscores, and their values.</param>
    /// <param name="practices">The practices; one alone gives the service its id.</param>
    public static string Of(RmmState state, string head, IEnumerable<string> details, IEnumerable<(string Name, int Value)> counts, IReadOnlyList<ExposureSnapshot> practices)
    {
        string service = practices.Count == 1 ? "Practice " + RmmLine.Cut(RmmLine.Clean(practices[0].PracticeId), MaxIdLength) : "Practices";
        string metrics = string.Join("|", counts.Select(count => $"{count.Name}={count.Value.ToString(CultureInfo.InvariantCulture)}"));
        return $"{(int)state} \"{Plain(service)}\" {metrics} {string.Join("\\n", new[] { head }.Concat(details).Select(Plain))}";
    }

    /// <summary>A backslash or a quotation mark of a device's text would end the service's name or begin another line.</summary>
    private static string Plain(string text) => Sanitizing.AsciiText.Of(text).Replace('\\', '/').Replace('"', '\'');
}
