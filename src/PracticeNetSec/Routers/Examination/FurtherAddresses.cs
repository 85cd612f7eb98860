// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Examination;

/// <summary>
/// The other addresses of an examined name, and the global IPv6 addresses of machines behind the router. A line is as open as the most
/// open of them: each is measured, and what proves least about a port counts. One that is not measured is named.
/// </summary>
internal static class FurtherAddresses
{
    private const int MaxMeasured = 8; // beside the first; a practice has two or three lines, each over IPv4 and IPv6
    private const int MaxMachines = 64;
    private const int AtOnce = 32;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(150);

    /// <summary>Measures them and adds what they show.</summary>
    /// <param name="first">The observation of the first address.</param>
    /// <param name="targets">The others, and machines.</param>
    /// <param name="hasVersion6">Whether this machine reaches the Internet over IPv6.</param>
    /// <param name="measure">Observes one address, with its confirmation.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static async Task<RouterObservation> MeasureAsync(
        RouterObservation first, FurtherTargets targets, Func<bool> hasVersion6, Func<IPAddress, CancellationToken, Task<RouterObservation>> measure, CancellationToken cancellation)
    {
        IPAddress[] lines = targets.Lines.Where(line => first.Ports.All(port => port.Address != line.ToString()) && line.ToString() != first.WanAddress).ToArray();
        IPAddress[] all = lines.Concat(targets.Machines).Distinct().ToArray();
        if (all.Length + targets.Unresolved.Count + targets.Unknown.Count == 0)
        {
            return first;
        }

        first = first with { IPv6 = IPv6Status.Join(new[] { first.IPv6, new IPv6Status { Machines = targets.Machines.Select(machine => machine.ToString()).Concat(targets.Unknown).ToArray() } }) };
        first = targets.Unknown.Count == 0 ? first
            : first.With(new SourceReport { Source = SourceNames.Ports, Detail = EvidenceOf.SourceMachinesUnknown(string.Join(", ", targets.Unknown), SourceNames.Ports) });
        if (first.Vantage != Vantage.Outside)
        {
            // From inside, ports show nothing of the Internet. Another private address is another way to the same device.
            return first with { UnmeasuredAddresses = all.Where(address => !HostAddress.IsPrivate(address)).Select(address => address.ToString()).Concat(targets.Unresolved).ToArray() };
        }

        bool asksVersion6 = hasVersion6();
        IPAddress[] reachable = lines.Take(MaxMeasured).Concat(targets.Machines.Take(MaxMachines)).Distinct().Where(address => asksVersion6 || address.AddressFamily != AddressFamily.InterNetworkV6).ToArray();
        using SemaphoreSlim room = new(AtOnce);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(MaxTime);
        (RouterObservation? Seen, Evidence? Failure)[] views = await Task.WhenAll(reachable.Select(address => TryAsync(address, room, measure, limit.Token, cancellation))).ConfigureAwait(false);
        RouterObservation[] seen = views.Select(view => view.Seen).OfType<RouterObservation>().Where(IsConclusive).ToArray();
        RouterObservation[] unconfirmed = seen.Where(view => IsUnconfirmed(first.Practice, view)).ToArray();
        string[] measured = seen.Except(unconfirmed).Select(view => view.ComputerName).ToArray();

        // What accepts every port at the first address hides nothing that is open at another one.
        bool isHidden = first.AcceptsAllPorts && seen.Any(view => view.Ports.Any(port => port.IsReachable));
        return Join(isHidden ? first with { AcceptsAllPorts = false, Ports = Array.Empty<PortResult>() } : first, seen) with
        {
            IPv6 = IPv6Status.Join(new[] { first.IPv6, new IPv6Status { KnownMachines = seen.Where(IsKnown).Select(view => view.ComputerName).Intersect(first.IPv6.Machines).ToArray() } }),
            MeasuredAddresses = first.MeasuredAddresses.Concat(measured.Intersect(lines.Select(line => line.ToString()))).Distinct().ToArray(),
            UnmeasuredAddresses = all.Select(address => address.ToString()).Except(measured).Concat(targets.Unresolved).Concat(isHidden ? new[] { first.WanAddress ?? first.ComputerName } : Array.Empty<string>()).ToArray(),
            Sources = first.Sources
                .Concat(seen.Select(view => new SourceReport
                {
                    Source = SourceNames.Ports,
                    Complete = true,
                    Detail = EvidenceOf.SourceAtAddress(view.ComputerName, view.Ports.Count(port => port.IsReachable), view.Ports.Count, SourceNames.Ports),
                }))
                .Concat(unconfirmed.Select(view => new SourceReport { Source = SourceNames.Ports, Detail = EvidenceOf.SourceAddressUnconfirmed(view.ComputerName, SourceNames.Ports) }))
                .Concat(views.Select(view => view.Failure).OfType<Evidence>().Select(failure => new SourceReport { Source = SourceNames.Ports, Failed = true, Detail = failure }))
                .ToArray(),
        };
    }

    /// <summary>A further connection by a dynamic name may be another customer's by now, as the first one's: its device did not say what it is, although the inventory could tell.</summary>
    private static bool IsUnconfirmed(Practice? practice, RouterObservation view) => practice is not null
        && !HostAddress.IsVersion6(view.ComputerName) && !practice.FurtherWanAddresses.Contains(view.ComputerName) && practice.FurtherWanAddresses.Any(name => !IPAddress.TryParse(name, out _))
        && RouterObservation.IsUnconfirmed(practice, view.Identity);

    private static bool IsConclusive(RouterObservation view) => view.Vantage == Vantage.Outside && !view.AcceptsAllPorts && view.Ports.Count > 0;

    /// <summary>True where the state of every deciding port is known: a machine of which none is open may be another's, or behind a block.</summary>
    private static bool IsKnown(RouterObservation view)
    {
        PortResult[] ports = PortEvidence.Doubted(view.ConclusivePorts, RouterExposure.HasNothingOpen(view.ConclusivePorts.ToArray(), view.Identity)).ToArray();
        return UnresolvedChecks.DecidingPorts.All(deciding => ports.Any(port => port.Port == deciding && PortEvidence.StateOf(port, view.ProvenPorts) >= PortCoverageState.Filtered));
    }

    private static async Task<(RouterObservation? Seen, Evidence? Failure)> TryAsync(
        IPAddress address, SemaphoreSlim room, Func<IPAddress, CancellationToken, Task<RouterObservation>> measure, CancellationToken limit, CancellationToken cancellation)
    {
        try
        {
            await room.WaitAsync(limit).ConfigureAwait(false);
            try
            {
                return await SourceGuard.TryAsync<RouterObservation?>(SourceNames.Ports, async () => await measure(address, limit).ConfigureAwait(false), null, limit).ConfigureAwait(false);
            }
            finally
            {
                room.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It stays among the addresses that were not measured.
            return (null, null);
        }
    }

    /// <summary>A service that must stay inside is named at each machine that offers it, not at the first one alone.</summary>
    private static IEnumerable<PortResult> AlsoOpen(IEnumerable<PortResult> named, RouterObservation[] others) => others
        .Where(view => HostAddress.IsVersion6(view.ComputerName))
        .SelectMany(view => view.ConclusivePorts)
        .Where(port => port.IsReachable && ServiceNames.Dangerous(port) is not null)
        .Except(named);

    /// <summary>Of each port, what proves least: open at one address is open, and only a refusal at all of them is one.</summary>
    private static RouterObservation Join(RouterObservation first, RouterObservation[] others)
    {
        (RouterObservation View, PortResult Port)[] worst = others.Prepend(first)
            .SelectMany(view => PortEvidence.Doubted(view.Ports, RouterExposure.HasNothingOpen(view.ConclusivePorts.ToArray(), view.Identity)).Select(port => (View: view, Port: port)))
            .GroupBy(seen => seen.Port.Port)
            .Select(same => same.OrderBy(seen => PortEvidence.OpenOrder(seen.Port)).ThenBy(seen => seen.Port.IdentifiedService is not null && !seen.Port.IsPageUnread)
                // Of two that are as open, the one over IPv6 is the line's own, also where its IPv4 address is shared.
                .ThenByDescending(seen => seen.Port.IsReachable && HostAddress.IsVersion6(seen.Port.Address)).ThenBy(seen => PortEvidence.StateOf(seen.Port, seen.View.ProvenPorts)).First())
            .ToArray();
        return first with
        {
            Ports = worst.Select(seen => seen.Port).Concat(AlsoOpen(worst.Select(seen => seen.Port), others)).ToArray(),
            ProvenPorts = worst.Where(seen => seen.View.ProvenPorts.Contains(seen.Port.Port)).Select(seen => seen.Port.Port).ToArray(),
            Devices = others.SelectMany(view => view.Devices).Concat(first.Devices).ToArray(),
            EndedAt = others.Select(view => view.EndedAt).Append(first.EndedAt).Max(),
        };
    }
}
