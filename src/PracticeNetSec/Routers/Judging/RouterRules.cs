// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PracticeNetSec.Findings;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Judging;

/// <summary>The rules that turn evidence about a router into findings. Texts and weights are in <c>Data/rules-router.json</c>.</summary>
internal static class RouterRules
{
    /// <summary>Applies every rule.</summary>
    public static IEnumerable<Finding> Apply(RouterEvidence evidence) => WidenedForwards(evidence)
        .Concat(SettingsNotCorrected(evidence))
        .Concat(DangerousServices(evidence))
        .Concat(IncomingSessions(evidence))
        .Concat(FirmwareAffected(evidence))
        .Concat(ReachableFromOutside(evidence))
        .Concat(DeviceRules.Apply(evidence))
        .Concat(KonnektorRules.Apply(evidence))
        .Concat(SettingRules.Apply(evidence))
        .Concat(UnintendedPorts(evidence))
        .OrderByDescending(finding => finding.Severity);

    private static IEnumerable<Finding> WidenedForwards(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
        foreach (WidenedRange range in router.WidenedRanges)
        {
            bool dangerous = Enumerable.Range(range.Start, range.End - range.Start + 1).Any(port => ServiceNames.Dangerous(port) is not null);
            List<Evidence> seen = TablesLines(evidence, forward => WidenedRangeFinder.IsBlock(forward, range.Start)).ToList();
            if (range.OpenPorts.Length > 0)
            {
                seen.Add(EvidenceOf.PortsOpenInRange(router.Vantage, string.Join(", ", range.OpenPorts)));
            }

            yield return FindingRule.Get(dangerous ? "router.widened-forward" : "router.widened-forward-web")
                .Create(Host(router), router.EndedAt, seen, Text(range.Start), Text(range.End), Text(range.IntendedPort));
        }
    }

    /// <summary>
    /// The state after the "first update": a firmware that was built after the maker knew of the fault, or that even
    /// has the fix, and still the old block. No version number of that first update is known, so the build date decides.
    /// </summary>
    private static IEnumerable<Finding> SettingsNotCorrected(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
        if (router.WidenedRanges.Length == 0 || router.Firmware is null)
        {
            yield break;
        }

        foreach (AdvisoryMatch match in router.Advisories)
        {
            Advisory advisory = evidence.Advisories.Get(match);
            bool builtAfter = router.Firmware.BuildDate is DateTime built && advisory.KnownSince is DateTime known && built >= known;
            if (advisory.Widens && (match.Status == AdvisoryStatus.Fixed || (match.Status == AdvisoryStatus.Affected && builtAfter)))
            {
                string ranges = string.Join(", ", router.WidenedRanges.Select(range => $"{range.Start}-{range.End}"));
                yield return FindingRule.Get("router.settings-not-corrected").Create(
                    Host(router),
                    router.EndedAt,
                    new[] { EvidenceOf.FirmwareInstalled(router.Firmware.Text), EvidenceOf.FirmwareFix(match.FixedIn ?? "", match.Source ?? ""), EvidenceOf.FirmwareStillWidened(ranges) },
                    router.Firmware.ToString(),
                    ranges,
                    match.FixedIn ?? "");
            }
        }
    }

    private static IEnumerable<Finding> DangerousServices(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
        HashSet<int> explained = new();
        foreach (PortForward forward in evidence.TcpForwards)
        {
            (int Outside, int Inside)[] pairs = DangerousPortsOf(forward).ToArray();
            if (pairs.Length == 0)
            {
                continue;
            }

            PortResult[] open = pairs.Select(pair => evidence.OpenPort(pair.Outside)).OfType<PortResult>().ToArray();
            explained.UnionWith(open.Select(port => port.Port));
            string ports = string.Join(", ", pairs.Select(pair => pair.Outside));
            string labels = string.Join(", ", pairs.Select(pair => ServiceNames.Dangerous(pair.Inside)!.Label).Distinct());
            yield return FindingRule.Get(forward.IsForEveryone ? "router.dangerous-forward" : "router.restricted-forward").Create(
                $"{Host(router)}:{pairs[0].Outside}",
                router.EndedAt,
                new[] { forward.Seen }.Concat(open.Select(port => Line(port, router.Vantage))),
                ports,
                labels,
                (forward.IsForEveryone ? null : forward.RemoteAddress) ?? forward.InternalAddress ?? Host(router));
        }

        foreach (PortResult open in evidence.PortsFromOutside.Where(port => port.IsReachable && !explained.Contains(port.Port)))
        {
            if (ServiceNames.Dangerous(open.Port) is PortService service)
            {
                yield return FindingRule.Get("router.dangerous-port-open").Create(
                    $"{Host(router)}:{open.Port}", router.EndedAt, new[] { Line(open, router.Vantage) }, Text(open.Port), service.Label);
            }
        }
    }

    /// <summary>Evidence of access: who, since when, to where.</summary>
    private static IEnumerable<Finding> IncomingSessions(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
        foreach (NatSession session in router.Sessions.Where(session => session.Direction == "incoming" && session.Protocol == "tcp"))
        {
            if (ServiceNames.Dangerous(session.InternalPort) is not PortService service)
            {
                continue;
            }

            DateTimeOffset? since = session.Age is TimeSpan age && age < router.EndedAt - DateTimeOffset.MinValue ? router.EndedAt - age : null;
            Finding finding = FindingRule.Get("router.incoming-session").Create(
                $"{Host(router)}:{session.ExternalPort}",
                router.EndedAt,
                new[] { SessionSeen(session, since) },
                session.RemoteAddress,
                service.Label,
                Text(session.InternalPort));
            finding.FirstSeen = since ?? finding.FirstSeen;
            yield return finding;
        }
    }

    private static IEnumerable<Finding> FirmwareAffected(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
        foreach (AdvisoryMatch match in router.Advisories.Where(match => match.Status == AdvisoryStatus.Affected))
        {
            List<Evidence> seen = new() { EvidenceOf.FirmwareInstalled(router.Firmware!.Text), EvidenceOf.AdvisoryApplies(match.Id, match.Title ?? "", match.Source ?? "") };
            if (match.Precondition is not null)
            {
                seen.Add(EvidenceOf.AdvisoryPrecondition(match.Precondition));
            }

            yield return FindingRule.Get(evidence.Advisories.Get(match).FindingRule)
                .Create(Host(router), router.EndedAt, seen, router.Firmware.ToString(), match.FixedIn ?? "", match.Id);
        }
    }

    private static IEnumerable<Finding> ReachableFromOutside(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
        if (router.Vantage != Vantage.Outside)
        {
            yield break;
        }

        if (router.IsKonnektor)
        {
            yield return FindingRule.Get("router.konnektor-reachable").Create(Host(router), router.EndedAt, router.Identity.Evidence, Host(router));
        }

        foreach ((string source, string rule) in new[] { (SourceNames.Snmp, "router.snmp-reachable"), (SourceNames.StatusPage, "router.status-page-reachable") })
        {
            SourceReport[] answers = router.Sources.Where(report => report.Source == source && report.Complete).ToArray();
            if (answers.Length > 0)
            {
                yield return FindingRule.Get(rule).Create(Host(router), router.EndedAt, answers.Select(answer => EvidenceOf.SourceSaid(answer.Source, new[] { answer.Detail })), Host(router));
            }
        }
    }

    /// <summary>Applies where somebody wrote down which ports are meant; what graver rules explain is left to them.</summary>
    private static IEnumerable<Finding> UnintendedPorts(RouterEvidence evidence)
    {
        RouterExposure router = evidence.Exposure;
        int[] intended = router.Practice?.IntendedPorts ?? Array.Empty<int>();
        PortResult[] others = evidence.PortsFromOutside
            .Where(port => port.IsReachable && intended.Length > 0 && !intended.Contains(port.Port) && ServiceNames.Dangerous(port.Port) is null)
            .Where(port => !router.WidenedRanges.Any(range => port.Port >= range.Start && port.Port <= range.End))
            .ToArray();
        if (others.Length > 0)
        {
            yield return FindingRule.Get("router.unintended-port").Create(
                Host(router),
                router.EndedAt,
                others.Select(port => Line(port, router.Vantage)),
                string.Join(", ", others.Select(port => port.Port)),
                string.Join(", ", intended));
        }
    }

    /// <summary>Pairs of outside and inside port where the inside (or, untranslated, the outside) one is dangerous.</summary>
    private static IEnumerable<(int Outside, int Inside)> DangerousPortsOf(PortForward forward) =>
        from inside in ServiceNames.DangerousPorts
        let outside = forward.OutsideOf(inside)
        where outside is not null
        select (outside.Value, inside);

    private static IEnumerable<Evidence> TablesLines(RouterEvidence evidence, Func<PortForward, bool> which) =>
        evidence.TcpForwards.Where(which).Select(forward => forward.Seen);

    private static Evidence Line(PortResult port, Vantage vantage) => EvidenceOf.PortMeasured(vantage, port.Port, port.State, port.EndedAt, SourceNames.Ports, port.EndedAt);

    private static Evidence SessionSeen(NatSession session, DateTimeOffset? since)
    {
        string path = $"{session.Protocol} {session.RemoteAddress}:{session.RemotePort} -> {session.InternalAddress}:{session.InternalPort}";
        string outside = $"{session.ExternalAddress}:{Text(session.ExternalPort)}";
        return (session.ExternalAddress is null, since) switch
        {
            (true, null) => EvidenceOf.SessionSeenPort(path, session.ExternalPort),
            (true, DateTimeOffset start) => EvidenceOf.SessionSeenPortSince(path, session.ExternalPort, start),
            (false, null) => EvidenceOf.SessionSeen(path, outside),
            (false, DateTimeOffset start) => EvidenceOf.SessionSeenSince(path, outside, start),
        };
    }

    private static string Host(RouterExposure router) => router.WanAddress ?? router.ComputerName;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
