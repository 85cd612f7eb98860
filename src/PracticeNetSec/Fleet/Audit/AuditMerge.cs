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

        RouterExposure router = RouterAssessor.Expose(MergeRouters(audits.Where(audit => audit.Audit.RouterExposure is not null).ToArray(), main.RouterExposure!));
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
                .Where(server => router.Line.Kind != LineKind.SharedAddress || server.Vantage == Vantage.Inside || HostAddress.IsVersion6(server.ComputerName))
                .GroupBy(server => (server.ComputerName, server.Port))
                .Select(same => same.OrderByDescending(server => Verdicts.Rank(server.Verdict)).First())
                .ToArray(),
            Notes = DifferentPorts(audits).ToArray(),

            // Where one view reached its end, it observed what the others did not.
            Interrupted = inspected.All(audit => audit.Interrupted),
            StartedAt = inspected.Min(audit => audit.StartedAt),
            EndedAt = inspected.Max(audit => audit.EndedAt),
        });
    }

    private static RouterObservation MergeRouters((string VantagePoint, PracticeAudit Audit)[] audits, RouterExposure main)
    {
        RouterExposure[] routers = audits.Select(audit => audit.Audit.RouterExposure!).ToArray();

        // From inside, ports show nothing of the Internet.
        RouterExposure[] outside = routers.Where(router => router.Vantage.SeesTheInternet()).ToArray();
        RouterExposure[] measured = outside.Length > 0 ? outside : routers;

        // A middlebox that answers for every port at one vantage point shows nothing where another one reaches the host itself.
        bool everywhere = measured.All(router => router.AcceptsAllPorts);

        // A view that did not reach its end may show what is open, and clears nothing, unless no view reached it.
        HashSet<RouterExposure> interrupted = new(audits.Where(audit => audit.Audit.Interrupted).Select(audit => audit.Audit.RouterExposure!));
        interrupted = interrupted.Count == audits.Length ? new HashSet<RouterExposure>() : interrupted;

        // Open from any vantage point is open, and a service that one of them recognised is known; of the rest, what proves most counts.
        (RouterExposure Router, PortResult Port)[] best = measured
            .SelectMany(router => PortEvidence.Doubted(everywhere ? router.Ports : router.ConclusivePorts, RouterExposure.HasNothingOpen(router.ConclusivePorts, router.Identity))
                .Where(port => port.IsReachable || !interrupted.Contains(router)).Select(port => (Router: router, Port: port)))
            .GroupBy(seen => seen.Port.Port)
            .Select(same => same.OrderBy(seen => PortEvidence.OpenOrder(seen.Port)).ThenBy(seen => seen.Port.IdentifiedService is null).ThenByDescending(seen => PortEvidence.StateOf(seen.Port, seen.Router.ProvenPorts)).First())
            .OrderBy(seen => seen.Port.Port)
            .ToArray();

        // At a shared address, only a view from inside asks the practice's own router.
        RouterExposure[] inside = routers.Where(router => router.Vantage == Vantage.Inside).ToArray();
        RouterExposure[] readers = inside.Length > 0 && routers.Any(router => router.Line.Kind == LineKind.SharedAddress) ? inside : routers;

        // The tables of one view belong together: the one that read the most of them.
        RouterExposure reader = readers.OrderByDescending(router => router.ForwardsComplete && !interrupted.Contains(router)).ThenByDescending(router => router.Forwards.Length)
            .ThenByDescending(router => router.Identity.Confidence).ThenByDescending(router => router == main).First();
        return RouterObservation.Of(reader) with
        {
            PracticeId = main.PracticeId,
            ComputerName = main.ComputerName,
            WanAddress = main.WanAddress,

            // An older inventory does not make a shared address the practice's own.
            Practice = routers.Select(router => router.Practice).FirstOrDefault(practice => practice?.Line == LineKind.SharedAddress) ?? main.Practice,
            Vantage = outside.Length == 0 ? main.Vantage : outside.Any(router => router.Vantage == Vantage.Outside) ? Vantage.Outside : Vantage.Recorded,
            TableVantage = reader.Vantage,
            Forwards = readers.SelectMany(router => router.Forwards).GroupBy(forward => (forward.ToString(), forward.RemoteAddress, forward.Enabled)).Select(same => same.First()).ToArray(),
            ForwardsComplete = reader.ForwardsComplete && !interrupted.Contains(reader),
            Sessions = readers.SelectMany(router => router.Sessions).ToArray(),
            Devices = routers.SelectMany(router => router.Devices.Where(device => device.Address is not null || measured.Contains(router))).ToArray(),
            IsKonnektor = main.IsKonnektor,
            Ports = best.Select(seen => seen.Port).ToArray(),
            ProvenPorts = best.Where(seen => seen.Router.ProvenPorts.Contains(seen.Port.Port)).Select(seen => seen.Port.Port).ToArray(),
            AcceptsAllPorts = everywhere,

            // A view that lacks an address says less about each port, and would hide what another one saw there.
            ReportedWanAddresses = readers.SelectMany(router => router.ReportedWanAddresses).Distinct().ToArray(),
            PrivateWanAddress = readers.Select(router => router.PrivateWanAddress).FirstOrDefault(address => address is not null),
            UnmeasuredAddresses = routers.SelectMany(router => router.UnmeasuredAddresses).Distinct().ToArray(),
            Sources = audits
                .SelectMany(audit => audit.Audit.RouterExposure!.Sources.Select(source => new SourceReport
                {
                    Source = source.Source,
                    Complete = source.Complete,
                    Failed = source.Failed,
                    Vantage = source.From(audit.Audit.RouterExposure!.Vantage).Vantage,
                    Detail = EvidenceOf.AuditFromVantage(audit.VantagePoint, new[] { source.Detail }),
                }))
                .ToArray(),
            StartedAt = routers.Min(router => router.StartedAt),
            EndedAt = routers.Max(router => router.EndedAt),
        };
    }

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
