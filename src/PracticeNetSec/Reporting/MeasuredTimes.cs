// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Breach;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Reporting;

/// <summary>
/// Times that people stated against those of the measurements. A recorded file's time is no measured time: it contradicts nothing.
/// </summary>
internal static class MeasuredTimes
{
    /// <summary>Checks the incident file's times against the measurements that found something reachable from outside.</summary>
    /// <param name="evidence">What was measured.</param>
    /// <param name="incident">The incident file's values; null has no contradictions.</param>
    /// <param name="awareness">The time of awareness that was given beside the file; may be null.</param>
    /// <exception cref="InputException"><c>InvalidIncidentValue</c>: the message names the field and the measurement.</exception>
    public static void RefuseContradictions(BreachEvidence evidence, BreachIncident? incident, DateTimeOffset? awareness)
    {
        if (incident is null)
        {
            return;
        }

        if (IncidentContradictions.Notice(incident.ProcessorToldAt, awareness) is (true, string late))
        {
            throw new InputException("InvalidIncidentValue", late + " Correct one of them.");
        }

        (DateTimeOffset From, DateTimeOffset Until)[] open = MeasuredOpen(evidence).ToArray();
        if (open.Length == 0)
        {
            return;
        }

        DateTimeOffset last = open.Max(measurement => measurement.From);
        DateTimeOffset first = open.Min(measurement => measurement.Until);
        Refuse(incident.ClosedAt < last, "timeline.closedAt", incident.ClosedAt, last, "Give the time of the last closing, and name an earlier one under measures.taken.");
        Refuse(incident.VerifiedAt < last, "timeline.verifiedAt", incident.VerifiedAt, last, "Give the time of the measurement that found it closed since.");
        Refuse(incident.OpenSince > first, "timeline.openSince", incident.OpenSince, first, "Correct it, or leave it empty.");
    }

    /// <summary>A closing that an earlier report states, and that a new measurement found open since, is stated no more: it becomes a gap again.</summary>
    /// <param name="evidence">What was measured now.</param>
    /// <param name="previous">The earlier report; null has nothing to withdraw.</param>
    public static void WithdrawContradicted(BreachEvidence evidence, PreviousReport? previous)
    {
        (DateTimeOffset From, DateTimeOffset Until)[] open = MeasuredOpen(evidence).ToArray();
        if (open.Length > 0)
        {
            previous?.WithdrawClosing(open.Max(measurement => measurement.From));
        }
    }

    // What a vantage point on the Internet found reachable that must not be; what follows from a forward table alone has no such time.
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> MeasuredOpen(BreachEvidence evidence)
    {
        if (evidence.Router is { } router && router.StartedAt != default && evidence.MeasuredOpen.Intersect(evidence.ReachableByMistake).Any())
        {
            yield return (router.StartedAt, router.EndedAt);
        }

        foreach (ShareReachability server in evidence.Servers.Where(server => server.Vantage.SeesTheInternet() && server.State is PortState.Open or PortState.OpenReset && server.StartedAt != default))
        {
            yield return (server.StartedAt, server.EndedAt);
        }
    }

    private static void Refuse(bool contradicts, string field, DateTimeOffset? stated, DateTimeOffset measured, string advice)
    {
        if (contradicts)
        {
            throw new InputException(
                "InvalidIncidentValue",
                FormattableString.Invariant($"{field} ({stated:yyyy-MM-dd HH:mm}) contradicts the measurement of {GermanTime.At(measured):yyyy-MM-dd HH:mm}, which found it reachable from outside. {advice}"));
        }
    }
}
