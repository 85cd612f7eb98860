// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>Merges the observations of several machines into one audit of the practice: open from any vantage point is open.</summary>
public static class AuditMerge
{
    /// <summary>Merges; each audit comes with the name of the machine that made it.</summary>
    /// <param name="audits">At least one.</param>
    /// <param name="asked">How many there should be: what fewer found clear is Undetermined.</param>
    public static PracticeAudit Merge(IReadOnlyList<(string VantagePoint, PracticeAudit Audit)> audits, int asked)
    {
        PracticeAudit whole = Merge(audits);

        // A result without a router, or of an outage, is no view: the name did not resolve there, or nothing was measured.
        int views = audits.Count(audit => audit.Audit.RouterExposure is RouterExposure router && HasMeasured(router) && RunPopulation.IsMeasured(audit.Audit));
        if (views < asked && (views > 0 || audits.Count < asked))
        {
            whole.Verdict = whole.Verdict == Verdict.NotExposed ? Verdict.Undetermined : whole.Verdict;
            whole.Reasons = whole.Reasons.Prepend(EvidenceOf.AuditFewerViews(views, asked)).ToArray();
        }

        return whole;
    }

    /// <summary>The same of as many as were asked for.</summary>
    /// <param name="audits">At least one.</param>
    public static PracticeAudit Merge(IReadOnlyList<(string VantagePoint, PracticeAudit Audit)> audits)
    {
        PracticeAudit[] inspected = audits.Select(audit => audit.Audit).Where(audit => audit.RouterExposure is not null).ToArray();

        // A device that reports another identity ends the check, whichever machine observed it.
        PracticeAudit main = inspected.FirstOrDefault(audit => audit.Identity == IdentityState.Differs)
            ?? inspected.OrderByDescending(audit => Verdicts.Rank(audit.Verdict)).FirstOrDefault()
            ?? audits[0].Audit;
        string[] vantagePoints = audits.Select(audit => audit.VantagePoint).Distinct().ToArray();
        if (inspected.Length < 2 || main.Identity == IdentityState.Differs || inspected.Any(audit => audit.Address != main.Address))
        {
            // Different addresses are different lines (a name that changed in between): they are not mixed.
            main.VantagePoints = vantagePoints;
            main.Reasons = main.Reasons.Concat(audits.Where(audit => audit.Audit != main).Select(AnotherView)).ToArray();
            return main;
        }

        RouterExposure router = RouterAssessor.Expose(new RouterMerge(audits, main.RouterExposure!).Observation());
        return AuditAssessor.Assess(new AuditObservation
        {
            PracticeId = main.PracticeId,
            Practice = main.Practice,
            Address = main.Address,
            Scope = main.Scope,
            Identity = main.Identity,
            VantagePoints = vantagePoints,
            Router = router,

            // What one view asked at an address that another one shows to be shared is none of the practice's.
            Servers = inspected.SelectMany(audit => audit.ShareReachability)
                .Where(server => !router.Line.AnswersMayBeAnothers || server.Vantage == Vantage.Inside || HostAddress.IsVersion6(server.ComputerName))
                .GroupBy(server => (server.ComputerName, server.Port))
                .Select(same => same.OrderByDescending(server => Verdicts.Rank(server.Verdict)).First())
                .ToArray(),
            Notes = Outages(inspected).Concat(DifferentPorts(audits)).ToArray(),

            // Where one view reached its end, it observed what the others did not.
            Interrupted = inspected.All(audit => audit.Interrupted),
            StartedAt = inspected.Min(audit => audit.StartedAt),
            EndedAt = inspected.Max(audit => audit.EndedAt),
        });
    }

    /// <summary>True where a port gave an answer or stayed silent, or the table was read: a route that is missing measures nothing.</summary>
    private static bool HasMeasured(RouterExposure router) => router.ForwardsComplete || router.Vantage == Vantage.Inside || router.Ports.Any(port => port.Failure is null && port.State != PortState.Unreachable);

    /// <summary>Where no view was measured but in an outage, neither is what they show together.</summary>
    private static IEnumerable<Evidence> Outages(IReadOnlyCollection<PracticeAudit> inspected) => inspected.Any(RunPopulation.IsMeasured)
        ? Enumerable.Empty<Evidence>()
        : inspected.SelectMany(audit => audit.Reasons).Where(reason => reason.Code == EvidenceCode.AuditOutageUnresolved).Take(1);

    private static Evidence AnotherView((string VantagePoint, PracticeAudit Audit) seen) => seen.Audit.Address is string address
        ? EvidenceOf.AuditOtherView(seen.VantagePoint, address, seen.Audit.Verdict, seen.Audit.Reasons.Take(1))
        : EvidenceOf.AuditOtherViewNoAddress(seen.VantagePoint, seen.Audit.Verdict, seen.Audit.Reasons.Take(1));

    private static IEnumerable<Evidence> DifferentPorts(IReadOnlyList<(string VantagePoint, PracticeAudit Audit)> audits)
    {
        foreach (IGrouping<int, (string VantagePoint, PortResult Port)> same in audits
            .Where(audit => audit.Audit.RouterExposure is not null)
            .SelectMany(audit => audit.Audit.RouterExposure!.Ports.Select(port => (audit.VantagePoint, Port: port)))
            .GroupBy(seen => seen.Port.Port))
        {
            string[] open = same.Where(seen => seen.Port.IsReachable).Select(seen => seen.VantagePoint).Distinct().ToArray();
            string[] shut = same.Where(seen => !seen.Port.IsReachable && seen.Port.Failure is null).Select(seen => seen.VantagePoint).Distinct().Except(open).ToArray();
            if (open.Length > 0 && shut.Length > 0)
            {
                yield return EvidenceOf.AuditPortDiffers(same.Key, string.Join(", ", open), string.Join(", ", shut));
            }
        }
    }
}
