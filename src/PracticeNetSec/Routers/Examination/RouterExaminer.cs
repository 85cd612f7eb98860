// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Assessment;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Advisories;
using PracticeNetSec.Routers.Fingerprints;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Examination;

/// <summary>
/// Examines routers: queries every source, measures the ports, and assesses the result. Nothing is changed on the device: the sources
/// only read. One examiner can serve any number of routers at once.
/// </summary>
public sealed class RouterExaminer : IDisposable
{
    private readonly RouterExaminationOptions _options;
    private readonly PortScanner _scanner;
    private readonly PortConfirmation _confirmation;
    private readonly HttpFetcher _fetcher = new();
    private readonly RouterSources _sources;
    private readonly AdvisoryCatalog _advisories;

    /// <summary>Creates an examiner with its own port engine.</summary>
    /// <exception cref="InputException">The file of advisories cannot be used.</exception>
    public RouterExaminer(RouterExaminationOptions options)
    {
        _options = options;
        PortScanOptions scan = new() { Timeout = options.Timeout, Window = options.Window, PerHost = options.PerHost, Time = options.Time };
        _scanner = new PortScanner(scan);
        _confirmation = new PortConfirmation(scan);
        _sources = options.PortsOnly ? new RouterSources() : RouterSources.Of(options, _fetcher);
        _advisories = options.AdvisoryPath is null ? AdvisoryCatalog.Shipped : AdvisoryCatalog.Load(options.AdvisoryPath);
    }

    /// <summary>With substituted sources and ports, so that errors of any of them can be tested.</summary>
    internal RouterExaminer(RouterExaminationOptions options, RouterSources sources, PortScanner scanner) =>
        (_options, _sources, _scanner, _confirmation, _advisories) = (options, sources, scanner, new PortConfirmation(scanner, PortConfirmation.MaxSlowTime), AdvisoryCatalog.Shipped);

    /// <summary>Examines a router over the network.</summary>
    /// <param name="computerName">Address or name of the router.</param>
    /// <param name="practice">The practice it belongs to, when known.</param>
    /// <param name="cancellation">Stops within a second.</param>
    /// <exception cref="InputException">The name cannot be used. A device that does not answer yields a result, not an error.</exception>
    public Task<RouterExposure> ExamineAsync(string computerName, Practice? practice, CancellationToken cancellation) =>
        ExamineAsync(computerName, practice, Vantage.Undetermined, cancellation);

    /// <summary>Examines a router over the network, where this machine's vantage point is known beyond what its address shows.</summary>
    /// <param name="computerName">Address or name of the router.</param>
    /// <param name="practice">The practice it belongs to, when known.</param>
    /// <param name="vantage">Inside where this machine is known to be in the practice; Undetermined leaves it to the options and the address.</param>
    /// <param name="cancellation">Stops within a second.</param>
    /// <exception cref="InputException">The name cannot be used. A device that does not answer yields a result, not an error.</exception>
    public async Task<RouterExposure> ExamineAsync(string computerName, Practice? practice, Vantage vantage, CancellationToken cancellation) =>
        Assess(await ConfirmAsync(await ObserveAsync(computerName, practice, vantage, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false));

    /// <summary>What observations mean, compared with the advisories of this examiner.</summary>
    internal RouterExposure Assess(RouterObservation observed) => RouterAssessor.Expose(observed, _advisories);

    /// <summary>Observes a router over the network without assessing it.</summary>
    /// <exception cref="InputException">The name cannot be used.</exception>
    internal async Task<RouterObservation> ObserveAsync(string computerName, Practice? practice, Vantage vantage, CancellationToken cancellation)
    {
        IPAddress address = await HostAddress.ResolveAsync(computerName, cancellation).ConfigureAwait(false);
        RouterTarget target = new(computerName, address, _options.Timeout, _scanner);
        RouterObservation observed = New(computerName, practice, _options.Time.GetLocalNow()) with
        {
            Vantage = VantageRule.Decide(_options.Vantage == Vantage.Undetermined ? vantage : _options.Vantage, address),
            WanAddress = HostAddress.IsPrivate(address) ? practice?.WanAddress : address.ToString(),
        };

        // Management services are queried while the ports are measured; web pages where a port was found open.
        Task<SourceResult[]> management = RouterSources.ReadAsync(_sources.Management, target, cancellation);
        if (_options.OwnershipCheck is not null && (practice?.RouterSerialNumber ?? practice?.RouterModel) is not null)
        {
            // The device's owner must be known before anything is measured there.
            SourceResult[] reported = await management.ConfigureAwait(false);
            RouterIdentity identity = Merge(reported.Select(result => result.Identity).OfType<RouterIdentity>().ToArray());
            if (!_options.OwnershipCheck(practice!, identity))
            {
                return observed with { Identity = identity, EndedAt = _options.Time.GetLocalNow() };
            }
        }

        (observed, SourceReport[] measured) = await MeasureAsync(observed, address, cancellation).ConfigureAwait(false);
        target.Ports = observed.Ports.ToArray();
        SourceResult[] pages = await RouterSources.ReadAsync(_sources.Pages, target, cancellation).ConfigureAwait(false);
        Identify(observed.Ports, pages);

        if (observed.Vantage == Vantage.Outside && !HostAddress.IsPrivate(address))
        {
            // What answers on the way, or inside one network, shows nothing of the way to the Internet.
            int[] ownAnswers = observed.Ports.Where(port => !port.IsAnsweredOnPath).Select(port => port.Port).ToArray();
            _options.Proof.Add(pages.SelectMany(page => page.SpokenPorts).Intersect(ownAnswers), address.ToString(), _options.Time.GetUtcNow());
        }

        SourceResult[] results = (await management.ConfigureAwait(false)).Concat(pages).ToArray();
        if (observed.Vantage == Vantage.Inside)
        {
            ForwardTargets behind = new(_scanner, _sources.BehindForwards);
            (SourceResult targets, Evidence? failure) = await SourceGuard.TryAsync(
                SourceNames.ForwardTargets, () => behind.ReadAsync(target, results.SelectMany(result => result.Forwards), cancellation), new SourceResult(), cancellation).ConfigureAwait(false);
            results = results.Append(failure is null ? targets : new SourceResult(new SourceReport { Source = SourceNames.ForwardTargets, Failed = true, Detail = failure })).ToArray();
        }

        return Merge(observed, _options.Time.GetLocalNow(), results, measured.Append(VantageReport(observed.Vantage)));
    }

    /// <summary>Measures the ports. What could not be measured is reported, and does not count as silence.</summary>
    private async Task<(RouterObservation Observed, SourceReport[] Reports)> MeasureAsync(RouterObservation observed, IPAddress address, CancellationToken cancellation)
    {
        (PortResult[] ports, Evidence? failure) = await SourceGuard.TryAsync(
            SourceNames.Ports, () => _scanner.ScanAsync(observed.ComputerName, address, _options.Ports, null, cancellation), Array.Empty<PortResult>(), cancellation).ConfigureAwait(false);
        (bool acceptsAll, Evidence? unknown) = await SourceGuard.TryAsync(
            SourceNames.ControlPorts, () => PathControl.MarkAsync(_scanner, ports, address, _options.Proof, _options.Time.GetUtcNow(), cancellation), false, cancellation).ConfigureAwait(false);
        SourceReport[] control = unknown is null ? Array.Empty<SourceReport>() : new[] { new SourceReport { Source = SourceNames.ControlPorts, Failed = true, Detail = unknown } };
        return (observed with { Ports = ports, AcceptsAllPorts = acceptsAll }, control.Prepend(PortsReport(ports, failure)).ToArray());
    }

    /// <summary>
    /// Proves that what was silent or refused is so at the host itself, and states what the vantage point was shown to carry. From
    /// inside, ports show nothing about the Internet.
    /// </summary>
    internal async Task<RouterObservation> ConfirmAsync(RouterObservation observed, CancellationToken cancellation)
    {
        if (observed.Vantage != Vantage.Outside || observed.AcceptsAllPorts || observed.Ports.Count == 0)
        {
            return observed;
        }

        string address = observed.Ports[0].Address;
        int[] proven = _options.Proof.PortsFor(address, _options.Time.GetUtcNow());
        (ConfirmedPorts? confirmed, Evidence? failure) = await SourceGuard.TryAsync<ConfirmedPorts?>(
            SourceNames.Confirmation, async () => await _confirmation.ConfirmAsync(IPAddress.Parse(address), observed.Ports, Decides, proven, cancellation).ConfigureAwait(false), null, cancellation).ConfigureAwait(false);
        observed = observed with { ProvenPorts = proven };
        observed = proven.Length == 0 ? observed : observed.With(new SourceReport { Source = SourceNames.Vantage, Complete = true, Detail = EvidenceOf.SourceVantageProof(proven.Length, SourceNames.Vantage) });
        return confirmed is null ? observed.With(new SourceReport { Source = SourceNames.Confirmation, Failed = true, Detail = failure! })
            : confirmed.Asked == 0 ? observed
            : (await InspectOpenedAsync(observed with { Ports = confirmed.Ports }, observed.Ports, cancellation).ConfigureAwait(false) with { EndedAt = _options.Time.GetLocalNow() }).With(ConfirmationReport(confirmed));
    }

    /// <summary>What only the confirmation found open is asked what it is, as any other open port was before.</summary>
    private async Task<RouterObservation> InspectOpenedAsync(RouterObservation observed, IReadOnlyList<PortResult> before, CancellationToken cancellation)
    {
        PortResult[] opened = observed.Ports.Where(port => port.IsReachable && !before.Any(known => known.Port == port.Port && known.IsReachable)).ToArray();
        if (opened.Length == 0)
        {
            return observed;
        }

        IPAddress address = IPAddress.Parse(opened[0].Address);
        (_, Evidence? unknown) = await SourceGuard.TryAsync(
            SourceNames.ControlPorts, () => PathControl.MarkAsync(_scanner, opened, address, _options.Proof, _options.Time.GetUtcNow(), cancellation), false, cancellation).ConfigureAwait(false);
        RouterTarget target = new(observed.ComputerName, address, _options.Timeout, _scanner) { Ports = opened };
        SourceResult[] pages = await RouterSources.ReadAsync(_sources.Pages, target, cancellation).ConfigureAwait(false);
        Identify(opened, pages);
        IEnumerable<SourceReport> reports = pages.SelectMany(page => page.Reports).Where(report => report.Failed);
        return observed with
        {
            Devices = observed.Devices.Concat(pages.SelectMany(page => page.Devices)).ToArray(),
            IsKonnektor = observed.IsKonnektor || pages.Any(page => page.IsKonnektor),
            Sources = observed.Sources.Concat(unknown is null ? reports : reports.Append(new SourceReport { Source = SourceNames.ControlPorts, Failed = true, Detail = unknown })).ToArray(),
        };
    }

    private static void Identify(IEnumerable<PortResult> ports, SourceResult[] pages)
    {
        foreach (PortResult port in ports)
        {
            port.IdentifiedService = pages.Select(page => page.Services.TryGetValue(port.Port, out string? service) ? service : null).FirstOrDefault(service => service is not null);
        }
    }

    private static bool Decides(int port) => UnresolvedChecks.DecidingPorts.Contains(port);

    private static SourceReport ConfirmationReport(ConfirmedPorts confirmed) => new()
    {
        Source = SourceNames.Confirmation,
        Complete = confirmed.Unconfirmed == 0,
        Detail = confirmed.IsSlow ? EvidenceOf.SourcePortsOneByOne(confirmed.Asked, confirmed.Answered, confirmed.Unconfirmed, SourceNames.Confirmation)
            : confirmed.Unconfirmed > 0 ? EvidenceOf.SourcePortsUnconfirmed(confirmed.Asked, confirmed.Answered, confirmed.Unconfirmed, SourceNames.Confirmation)
            : EvidenceOf.SourcePortsConfirmed(confirmed.Asked, confirmed.Answered, SourceNames.Confirmation),
    };

    /// <summary>Assesses a recorded walk of one router, alone or together with what an earlier scan measured. No network access takes place.</summary>
    /// <param name="walkPath">Recorded <c>snmpwalk -On</c> of the router.</param>
    /// <param name="known">What is known already: the scan's result, or just names.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="InputException">The file is not a walk, or it is of another router.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Task<RouterExposure> ReadWalkAsync(string walkPath, RouterExposure known, CancellationToken cancellation) => ReadWalkAsync(walkPath, known, false, cancellation);

    /// <summary>Assesses a recorded walk, alone or together with what an earlier scan measured. No network access takes place.</summary>
    /// <param name="walkPath">Recorded <c>snmpwalk -On</c> of the router.</param>
    /// <param name="known">What is known already: the scan's result, or just names.</param>
    /// <param name="isShared">True where the same walk is given for several routers: then it must name each.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="InputException">The file is not a walk, or it is of another router.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<RouterExposure> ReadWalkAsync(string walkPath, RouterExposure known, bool isShared, CancellationToken cancellation)
    {
        SourceResult walk = await WalkSource.ReadAsync(walkPath, cancellation).ConfigureAwait(false);
        WalkOwner.ThrowIfAnother(walkPath, walk, known, isShared);

        // A walk carries no time of its own: the accompanying scan supplies it, otherwise the file's time is used.
        DateTimeOffset saved = new FileInfo(walkPath).LastWriteTime;
        (DateTimeOffset started, DateTimeOffset ended) = known.Ports.Length > 0 ? (known.StartedAt, known.EndedAt) : (saved, saved);
        RouterObservation observed = New(known.ComputerName, known.Practice, started) with
        {
            PracticeId = known.PracticeId,
            KonnektorAddresses = known.KonnektorAddresses,
            WanAddress = known.WanAddress,
            Ports = known.Ports,
            AcceptsAllPorts = known.AcceptsAllPorts,
            ProvenPorts = known.ProvenPorts,
            Vantage = known.Ports.Length > 0 && (known.Vantage == Vantage.Inside || _options.Vantage == Vantage.Inside) ? Vantage.Inside : Vantage.Recorded,
        };
        return Assess(Merge(observed, ended, new[] { walk, PreviousObservation.Beside(walk, known) }, known.Sources));
    }

    /// <summary>Assesses one host of an nmap scan: as seen from nmap's vantage point.</summary>
    /// <param name="host">A host of <see cref="NmapScan.Read"/>.</param>
    /// <param name="owner">The practice that had the address then; null when none is known.</param>
    /// <param name="stated">nmap's vantage point, when known; a private address can only have been scanned from inside.</param>
    public static RouterExposure AssessScan(NmapHost host, Practice? owner, Vantage stated)
    {
        bool inside = stated == Vantage.Inside || (IPAddress.TryParse(host.Address, out IPAddress? address) && HostAddress.IsPrivate(address));
        SignMatch[] signs = FingerprintCatalog.Shipped.Match(NmapObservations.Of(host.Scripts));
        RouterIdentity identity = FingerprintJudge.Router(signs) ?? new RouterIdentity();
        return RouterAssessor.Expose(New(host.HostName ?? host.Address, owner, host.StartedAt) with
        {
            WanAddress = inside ? owner?.WanAddress : host.Address,
            Vantage = inside ? Vantage.Inside : Vantage.Recorded,
            Ports = host.Ports,
            Sources = new[]
            {
                new SourceReport
                {
                    Source = SourceNames.Nmap,
                    Complete = true,
                    Detail = EvidenceOf.SourcePortsInScan(host.Ports.Count, host.Ports.Count(port => port.IsReachable), SourceNames.Nmap, host.EndedAt),
                },
            },
            Identity = identity,
            Firmware = FingerprintJudge.Firmware(signs, identity),
            Devices = FingerprintJudge.Devices(signs),
            EndedAt = host.EndedAt,
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _scanner.Dispose();
        _confirmation.Dispose();
        _fetcher.Dispose();
    }

    private static RouterObservation New(string computerName, Practice? practice, DateTimeOffset startedAt) => new()
    {
        ComputerName = computerName,
        PracticeId = practice?.PracticeId ?? "",
        Practice = practice,
        StartedAt = startedAt,
    };

    /// <summary>Everything that the sources reported, added to what was measured.</summary>
    private RouterObservation Merge(RouterObservation observed, DateTimeOffset ended, SourceResult[] results, IEnumerable<SourceReport> more)
    {
        string[] addresses = results.Select(result => result.WanAddress)
            .Concat(results.SelectMany(result => result.WanAddresses))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        return observed with
        {
            Identity = Merge(results.Select(result => result.Identity).OfType<RouterIdentity>().ToArray()),
            Firmware = results.Select(result => result.Firmware).OfType<RouterFirmware>().OrderBy(firmware => firmware.Version is null).FirstOrDefault(),

            // TR-064 and UPnP show the same table twice: it counts as one forward, under the first source's name.
            Forwards = results.SelectMany(result => result.Forwards)
                .GroupBy(forward => (forward.ToString(), forward.RemoteAddress, forward.Enabled))
                .Select(same => same.OrderBy(ByFirewall).First())
                .ToArray(),
            Sessions = results.SelectMany(result => result.Sessions).ToArray(),
            Management = results.SelectMany(result => result.Management).ToArray(),
            NatInterfaces = results.SelectMany(result => result.Interfaces).ToArray(),
            DynamicPortMapping = results.SelectMany(result => result.DynamicPortMapping).ToArray(),
            KonnektorAddresses = observed.KonnektorAddresses.Union(_options.KonnektorAddresses).ToArray(),
            ReportedWanAddresses = addresses,
            PrivateWanAddress = results.Select(result => result.PrivateWanAddress).FirstOrDefault(address => address is not null),

            // The practice's inventory has precedence: a router that reports false data must not choose the next cmdlet's target.
            WanAddress = observed.WanAddress ?? addresses.FirstOrDefault(),
            Devices = results.SelectMany(result => result.Devices).ToArray(),
            IsKonnektor = results.Any(result => result.IsKonnektor),
            Sources = results.SelectMany(result => result.Reports).Concat(more).ToArray(),
            EndedAt = ended,
            ForwardsComplete = results.Any(result => result.ForwardsComplete),
        };
    }

    /// <summary>
    /// Of two observations of one forward, the one that allows it has precedence: they may be of different days. A source that
    /// read no firewall yields to one that did.
    /// </summary>
    private static int ByFirewall(PortForward forward) => forward.Firewall switch
    {
        FirewallDecision.LetThrough => 0,
        FirewallDecision.Denied => 2,
        _ => forward.FirewallReason is null ? 3 : 1,
    };

    /// <summary>The source with the highest confidence names the device; the others fill gaps and add their evidence.</summary>
    private static RouterIdentity Merge(RouterIdentity[] identities)
    {
        RouterIdentity[] surest = identities.OrderByDescending(identity => identity.Confidence).ToArray();
        return new RouterIdentity
        {
            // Vendor and model of one device come from one source: parts of two would name a device that does not exist.
            Vendor = (surest.FirstOrDefault(identity => identity.Model is not null) ?? surest.FirstOrDefault(identity => identity.Vendor is not null))?.Vendor,
            Model = First(surest, identity => identity.Model),
            SerialNumber = First(surest, identity => identity.SerialNumber),
            SystemName = First(surest, identity => identity.SystemName),
            SystemDescription = First(surest, identity => identity.SystemDescription),
            Confidence = surest.Length == 0 ? Confidence.None : surest[0].Confidence,
            Evidence = surest.SelectMany(identity => identity.Evidence).ToArray(),
        };
    }

    private static string? First(IEnumerable<RouterIdentity> identities, Func<RouterIdentity, string?> part) =>
        identities.Select(part).FirstOrDefault(text => text is not null);

    private SourceReport VantageReport(Vantage vantage) => new()
    {
        Source = SourceNames.Vantage,
        Complete = _options.Vantage != Vantage.Undetermined || vantage == Vantage.Inside,
        Detail = _options.Vantage == vantage ? EvidenceOf.SourceVantageStated(vantage, SourceNames.Vantage)
            : vantage == Vantage.Inside ? EvidenceOf.SourceVantageInside(SourceNames.Vantage)
            : EvidenceOf.SourceVantageAssumedOutside(SourceNames.Vantage),
    };

    private static SourceReport PortsReport(PortResult[] ports, Evidence? failure)
    {
        PortResult[] measured = ports.Where(port => port.Failure is null).ToArray();
        DateTimeOffset? ended = measured.Select(port => (DateTimeOffset?)port.EndedAt).Max();
        Evidence counted = EvidenceOf.SourcePortsMeasured(measured.Length, measured.Count(port => port.IsReachable), SourceNames.Ports, ended);
        IEnumerable<Evidence> missing = ports.Where(port => port.Failure is not null)
            .GroupBy(port => port.Failure!)
            .Select(same => EvidenceOf.SourcePortsNotMeasured(same.Count(), same.Key, SourceNames.Ports))
            .Concat(failure is null ? Array.Empty<Evidence>() : new[] { failure });
        return new SourceReport
        {
            Source = SourceNames.Ports,
            Complete = failure is null && measured.Length == ports.Length,
            Failed = failure is not null || measured.Length < ports.Length,
            Detail = SourceReport.Join(SourceNames.Ports, missing.Prepend(counted)),
        };
    }
}
