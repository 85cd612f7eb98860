// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers;

namespace PracticeNetSec.Fleet.Audit;

/// <summary>What several machines observed of one router, as one observation.</summary>
internal sealed class RouterMerge
{
    private readonly (string VantagePoint, RouterExposure Router)[] _seen;
    private readonly RouterExposure[] _routers;
    private readonly RouterExposure _main;
    private readonly HashSet<RouterExposure> _interrupted;

    /// <summary>The views that saw the Internet; all where none did.</summary>
    private readonly RouterExposure[] _measured;

    /// <summary>The views whose tables are the practice's.</summary>
    private readonly RouterExposure[] _readers;

    /// <param name="audits">The audits; at least one of them examined the router.</param>
    /// <param name="main">The view that the merged one takes its names from.</param>
    public RouterMerge(IReadOnlyList<(string VantagePoint, PracticeAudit Audit)> audits, RouterExposure main)
    {
        (string VantagePoint, PracticeAudit Audit)[] examined = audits.Where(audit => audit.Audit.RouterExposure is not null).ToArray();
        _seen = examined.Select(audit => (audit.VantagePoint, audit.Audit.RouterExposure!)).ToArray();
        _routers = _seen.Select(seen => seen.Router).ToArray();
        _main = main;

        // A view that did not reach its end may show what is open, and clears nothing, unless no view reached it.
        _interrupted = new HashSet<RouterExposure>(examined.Where(audit => audit.Audit.Interrupted).Select(audit => audit.Audit.RouterExposure!));
        if (_interrupted.Count == _routers.Length)
        {
            _interrupted.Clear();
        }

        // From inside, ports show nothing of the Internet.
        RouterExposure[] outside = _routers.Where(router => router.Vantage.SeesTheInternet()).ToArray();
        _measured = outside.Length > 0 ? outside : _routers;

        // At a shared address, only a view from inside asks the practice's own router.
        RouterExposure[] inside = _routers.Where(router => router.Vantage == Vantage.Inside).ToArray();
        _readers = inside.Length > 0 && _routers.Any(router => router.Line.AnswersMayBeAnothers) ? inside : _routers;
    }

    /// <summary>The merged observation.</summary>
    public RouterObservation Observation()
    {
        // A middlebox that answers for every port at one vantage point shows nothing where another one reaches the host itself.
        bool everywhere = _measured.All(router => router.AcceptsAllPorts);
        RouterExposure reader = Reader();
        IPv6Status version6 = IPv6Status.Join(_readers.Select(router => router.IPv6).Concat(_measured.Select(router => router.IPv6.Measured)));
        version6.KnownMachines = _measured.Concat(_readers).Where(router => !_interrupted.Contains(router)).SelectMany(router => router.IPv6.KnownMachines).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        string[] further = _measured.Where(router => router.Vantage.SeesTheInternet() && !_interrupted.Contains(router)).SelectMany(router => router.MeasuredAddresses).Distinct().ToArray();
        (RouterExposure Router, PortResult Port)[] ports = Ports(everywhere, further);
        return RouterObservation.Of(reader) with
        {
            PracticeId = _main.PracticeId,
            ComputerName = _main.ComputerName,
            WanAddress = _main.WanAddress,

            // An older inventory does not make a shared address the practice's own.
            Practice = _routers.Select(router => router.Practice).OfType<Practice>().OrderBy(practice => practice.Line == LineKind.SharedAddress ? 0 : practice.IsAddressContested() ? 1 : 2).FirstOrDefault(practice => practice.Line == LineKind.SharedAddress || practice.IsAddressContested()) ?? _main.Practice,
            Vantage = !_measured[0].Vantage.SeesTheInternet() ? _main.Vantage : _measured.Any(router => router.Vantage == Vantage.Outside) ? Vantage.Outside : Vantage.Recorded,
            TableVantage = reader.Vantage,
            InsideAddress = reader.Vantage == Vantage.Inside ? reader.ComputerName : null,
            Forwards = PortForward.Distinct(_readers.SelectMany(router => router.Forwards)).ToArray(),
            ForwardsComplete = reader.ForwardsComplete && !_interrupted.Contains(reader),
            Sessions = _readers.SelectMany(router => router.Sessions).ToArray(),
            Devices = _routers.SelectMany(router => router.Devices.Where(device => device.Address is not null || _measured.Contains(router))).ToArray(),
            IsKonnektor = _main.IsKonnektor,
            Ports = ports.Select(seen => seen.Port).ToArray(),
            ProvenPorts = ports.Where(seen => seen.Router.ProvenPorts.Contains(seen.Port.Port)).Select(seen => seen.Port.Port).Distinct().ToArray(),
            AcceptsAllPorts = everywhere,

            // A view that lacks an address says less about each port, and would hide what another one saw there.
            ReportedWanAddresses = _readers.SelectMany(router => router.ReportedWanAddresses).Distinct().ToArray(),
            PrivateWanAddresses = _readers.SelectMany(router => router.PrivateWanAddresses()).Distinct().ToArray(),
            IPv6 = version6,
            MeasuredAddresses = further,
            UnmeasuredAddresses = _routers.SelectMany(router => router.UnmeasuredAddresses).Distinct().Except(version6.KnownMachines).Except(further).ToArray(),
            Sources = _seen.SelectMany(seen => seen.Router.Sources.Select(source => Named(seen.VantagePoint, seen.Router, source))).ToArray(),
            StartedAt = _routers.Min(router => router.StartedAt),
            EndedAt = _routers.Max(router => router.EndedAt),
        };
    }

    /// <summary>Each port once: open from any vantage point is open, and a service that one of them recognised is known; of the rest, what proves most counts. A view that lacks one of the further addresses proves no silence of all.</summary>
    private (RouterExposure Router, PortResult Port)[] Ports(bool everywhere, string[] further)
    {
        (RouterExposure Router, PortResult Port)[] all = _measured
            .SelectMany(router => PortEvidence.Doubted(everywhere ? router.Ports : router.ConclusivePorts, RouterExposure.HasNothingOpen(router.ConclusivePorts, router.Identity) || further.Except(router.MeasuredAddresses).Any())
                .Where(port => port.IsReachable || !_interrupted.Contains(router))
                .Select(port => (Router: router, Port: port)))
            .ToArray();
        IEnumerable<(RouterExposure Router, PortResult Port)> once = all
            .GroupBy(seen => seen.Port.Port)
            .Select(same => same
                .OrderBy(seen => PortEvidence.OpenOrder(seen.Port))
                .ThenBy(seen => seen.Port.IdentifiedService is null || seen.Port.IsPageUnread)
                .ThenByDescending(seen => PortEvidence.StateOf(seen.Port, seen.Router.ProvenPorts))
                .First());

        // Each machine behind the router has ports of its own, and what another view saw open at the line's IPv4 address, which may be another customer's, does not take their place.
        return once.Concat(all.Where(seen => seen.Port.IsReachable && HostAddress.IsVersion6(seen.Port.Address)))
            .GroupBy(seen => (seen.Port.Port, HostAddress.IsVersion6(seen.Port.Address) ? seen.Port.Address : ""))
            .Select(same => same.First())
            .OrderBy(seen => seen.Port.Port)
            .ToArray();
    }

    /// <summary>The tables of one view belong together: the view that read the most of them.</summary>
    private RouterExposure Reader() => _readers
        .OrderByDescending(router => router.ForwardsComplete && !_interrupted.Contains(router))
        .ThenByDescending(router => router.Forwards.Length)
        .ThenByDescending(router => router.Identity.Confidence)
        .ThenByDescending(router => router == _main)
        .First();

    private static SourceReport Named(string vantagePoint, RouterExposure router, SourceReport source) => new()
    {
        Source = source.Source,
        Complete = source.Complete,
        Failed = source.Failed,
        Vantage = source.From(router.Vantage).Vantage,
        Detail = EvidenceOf.AuditFromVantage(vantagePoint, new[] { source.Detail }),
    };
}
