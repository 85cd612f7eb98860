// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// From inside: identifies the machines that the router's forwards lead to. A TI Konnektor needs no forward at all, a
/// network store none to its login page. Only private addresses are queried, so that false router data cannot direct
/// queries elsewhere.
/// </summary>
internal sealed class ForwardTargets
{
    private const int MaxHosts = 16; // a real practice has only a few
    private const int LinkLocal = 169;

    // Where Konnektors and network stores answer; only these are measured and queried.
    private static readonly int[] WebPorts = { 80, 443, 5000, 5001, 8080, 8443 };

    private readonly PortScanner? _scanner;
    private readonly IReadOnlyList<IRouterSource> _sources;

    /// <param name="scanner">Measures the ports; null to contact none of the machines, and to report that.</param>
    /// <param name="sources">What recognises a device at its open ports.</param>
    public ForwardTargets(PortScanner? scanner, IReadOnlyList<IRouterSource> sources) => (_scanner, _sources) = (scanner, sources);

    /// <summary>Queries the machines behind the forwards.</summary>
    /// <param name="router">The router itself, which is not queried again.</param>
    /// <param name="forwards">Its forwards.</param>
    /// <param name="cancellation">Stops at once.</param>
    public async Task<SourceResult> ReadAsync(RouterTarget router, IEnumerable<PortForward> forwards, CancellationToken cancellation)
    {
        IPAddress[] hosts = Hosts(router.Address, forwards);
        if (_scanner is not PortScanner scanner)
        {
            return hosts.Length == 0 ? new SourceResult() : new SourceResult(new SourceReport
            {
                Source = SourceNames.ForwardTargets,
                Detail = EvidenceOf.TargetsNotContacted(hosts.Length, string.Join(", ", hosts.Take(MaxHosts).Select(host => host.ToString())), SourceNames.ForwardTargets),
            });
        }

        (DeviceFingerprint[] Devices, Evidence[] Failures)[] seen =
            await Task.WhenAll(hosts.Take(MaxHosts).Select(host => InspectAsync(scanner, host, router.Timeout, cancellation))).ConfigureAwait(false);
        DeviceFingerprint[] devices = seen.SelectMany(found => found.Devices).ToArray();
        Evidence[] failures = seen.SelectMany(found => found.Failures).ToArray();
        return hosts.Length == 0
            ? new SourceResult()
            : new SourceResult(new SourceReport
            {
                Source = SourceNames.ForwardTargets,
                Complete = hosts.Length <= MaxHosts && failures.Length == 0,
                Failed = failures.Length > 0,
                Detail = SourceReport.Join(SourceNames.ForwardTargets, failures.Prepend(
                    EvidenceOf.TargetsInspected(Math.Min(hosts.Length, MaxHosts), hosts.Length, Identified(devices), SourceNames.ForwardTargets))),
            })
            { Devices = devices };
    }

    /// <summary>The single private addresses that forwards in force lead to, each once.</summary>
    internal static IPAddress[] Hosts(IPAddress router, IEnumerable<PortForward> forwards) => forwards
        .Where(forward => forward.IsInForce)
        .Select(forward => IPAddress.TryParse(forward.InternalAddress, out IPAddress? address) ? address : null)
        .OfType<IPAddress>()
        .Where(address => IsInside(address) && !address.Equals(router))
        .Distinct()
        .ToArray();

    private static IEnumerable<Evidence> Identified(DeviceFingerprint[] devices) => devices.Length == 0
        ? new[] { EvidenceOf.TargetsNoneIdentified() }
        : devices.Select(device => EvidenceOf.TargetsDevice(device.Address ?? "", device.Name, device.Role.ToString()));

    private static bool IsInside(IPAddress address) => HostAddress.IsPrivate(address) && !IPAddress.IsLoopback(address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 ? !address.IsIPv6LinkLocal : address.GetAddressBytes()[0] != LinkLocal);

    private async Task<(DeviceFingerprint[] Devices, Evidence[] Failures)> InspectAsync(PortScanner scanner, IPAddress host, TimeSpan timeout, CancellationToken cancellation)
    {
        string name = host.ToString();
        (PortResult[] ports, Evidence? failure) = await SourceGuard.TryAsync(
            SourceNames.ForwardTargets, () => scanner.ScanAsync(name, host, WebPorts, null, cancellation), Array.Empty<PortResult>(), cancellation).ConfigureAwait(false);
        RouterTarget target = new(name, host, timeout) { Ports = ports };
        SourceResult[] readings = await Task.WhenAll(_sources.Select(source => SourceGuard.ReadAsync(source, target, cancellation))).ConfigureAwait(false);
        IEnumerable<Evidence> failures = ports.Select(port => port.Failure).OfType<Evidence>().Select(cause => EvidenceOf.SourceEnded(cause)).Append(failure).OfType<Evidence>()
            .Select(detail => EvidenceOf.SourceAddressFailed(name, new[] { detail }, SourceNames.ForwardTargets))
            .Concat(readings.SelectMany(reading => reading.Reports).Where(report => report.Failed)
                .Select(report => EvidenceOf.TargetsSourceFailed(name, report.Source, report.Parts, SourceNames.ForwardTargets)));
        DeviceFingerprint[] devices = readings.SelectMany(reading => reading.Devices).ToArray();
        foreach (DeviceFingerprint device in devices)
        {
            device.Address = name;
        }

        return (devices, failures.Distinct().ToArray());
    }
}
