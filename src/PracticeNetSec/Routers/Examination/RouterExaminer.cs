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
    private readonly HttpFetcher _fetcher;
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
        _fetcher = new HttpFetcher();
        _sources = options.PortsOnly ? new RouterSources() : RouterSources.Of(options, _fetcher);
        _advisories = options.AdvisoryPath is null ? AdvisoryCatalog.Shipped : AdvisoryCatalog.Load(options.AdvisoryPath);
    }

    /// <summary>With substituted sources and ports, so that errors of any of them can be tested.</summary>
    internal RouterExaminer(RouterExaminationOptions options, RouterSources sources, PortScanner scanner, HttpFetcher? fetcher = null) =>
        (_options, _sources, _scanner, _confirmation, _fetcher, _advisories) =
        (options, sources, scanner, new PortConfirmation(scanner, PortConfirmation.MaxSlowTime), fetcher ?? new HttpFetcher(), AdvisoryCatalog.Shipped);

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
    /// <param name="isReportedOnly">True where nothing but a device names the router: no community, user or login is sent there.</param>
    /// <exception cref="InputException">The name cannot be used. A device that does not answer yields a result, not an error.</exception>
    public async Task<RouterExposure> ExamineAsync(string computerName, Practice? practice, Vantage vantage, CancellationToken cancellation, bool isReportedOnly = false)
    {
        IPAddress[] addresses = await HostAddress.ResolveAllAsync(computerName, cancellation).ConfigureAwait(false);
        RouterObservation first = await ConfirmAsync(await ObserveAsync(computerName, addresses[0], practice, vantage, cancellation, isReportedOnly: isReportedOnly).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        return Assess(await WithFurtherAsync(first, addresses.Skip(1).ToArray(), cancellation).ConfigureAwait(false));
    }

    /// <summary>Adds what the other addresses of the examined name show, the practice's other connections, and the machines behind them.</summary>
    internal async Task<RouterObservation> WithFurtherAsync(RouterObservation first, IReadOnlyList<IPAddress> others, CancellationToken cancellation) => await FurtherAddresses.MeasureAsync(
        first,
        await FurtherTargets.FindAsync(others, first.Practice, _options.MachineAddresses, cancellation).ConfigureAwait(false),
        () => OwnNetwork.Current().HasGlobalVersion6,
        async (address, stop) => await ConfirmAsync(await ObserveAsync(address.ToString(), address, first.Practice, first.Vantage, stop, isFurther: true, hostName: first.ComputerName).ConfigureAwait(false), stop).ConfigureAwait(false),
        cancellation).ConfigureAwait(false);

    /// <summary>What observations mean, compared with the advisories of this examiner.</summary>
    internal RouterExposure Assess(RouterObservation observed) => RouterAssessor.Expose(observed, _advisories);

    /// <summary>Observes a router over the network without assessing it.</summary>
    /// <exception cref="InputException">The name cannot be used.</exception>
    internal async Task<RouterObservation> ObserveAsync(string computerName, Practice? practice, Vantage vantage, CancellationToken cancellation) =>
        await ObserveAsync(computerName, await HostAddress.ResolveAsync(computerName, cancellation).ConfigureAwait(false), practice, vantage, cancellation).ConfigureAwait(false);

    private async Task<RouterObservation> ObserveAsync(string computerName, IPAddress address, Practice? practice, Vantage vantage, CancellationToken cancellation, bool isFurther = false, bool isReportedOnly = false, string? hostName = null)
    {
        RouterTarget target = new(computerName, address, _options.Timeout, _scanner) { CertificateFingerprint = practice?.RouterCertificate, HostNames = RouterTarget.NamesOf(hostName ?? computerName) };
        RouterObservation observed = New(computerName, practice, _options.Time.GetLocalNow()) with
        {
            Vantage = VantageRule.Decide(_options.Vantage == Vantage.Undetermined ? vantage : _options.Vantage, address),
            WanAddress = HostAddress.IsPrivate(address) ? practice?.WanAddress : address.ToString(),
        };

        // Management services are queried while the ports are measured; web pages where a port was found open.
        RouterIdentity? certified = _sources.Management.Count == 0 ? null : await CertificateCheck.ReadAsync(_fetcher, target, cancellation).ConfigureAwait(false);
        Evidence? withheld = isReportedOnly && _options.SendsSecrets ? EvidenceOf.SourceSecretReported(address.ToString())
            : await new DeviceConfirmation(_options, _sources, _scanner).WithheldAsync(target, practice, certified, isFurther, cancellation).ConfigureAwait(false);
        IReadOnlyList<IRouterSource> managing = withheld is null ? _sources.Management : _sources.WithoutSecrets;
        Task<SourceResult[]> management = RouterSources.ReadAsync(managing, target, cancellation);
        if (_options.OwnershipCheck is not null && (practice?.RouterSerialNumber ?? practice?.RouterModel) is not null)
        {
            // The device's owner must be known before anything is measured there.
            SourceResult[] reported = await management.ConfigureAwait(false);
            RouterIdentity identity = ObservationMerge.Identity(reported.Select(result => result.Identity).OfType<RouterIdentity>().ToArray());
            if (!_options.OwnershipCheck(practice!, identity))
            {
                return observed with { Identity = identity, EndedAt = _options.Time.GetLocalNow() };
            }
        }

        (observed, SourceReport[] measured) = await MeasureAsync(observed, address, cancellation).ConfigureAwait(false);
        target.Ports = observed.Ports.ToArray();
        bool isAssumed = observed.Vantage == Vantage.Outside && _options.Vantage == Vantage.Undetermined;
        Task<(bool IsInside, Evidence? Failure)> asking = isAssumed ? IsSeenFromInsideAsync(observed, address, cancellation) : Task.FromResult((false, (Evidence?)null));
        SourceResult[] pages = await RouterSources.ReadAsync(_sources.Pages, target, cancellation).ConfigureAwait(false);
        RouterSources.Identify(observed.Ports, pages);
        (bool isInside, Evidence? unasked) = await asking.ConfigureAwait(false);
        observed = isInside ? observed with { Vantage = Vantage.Inside } : observed;

        if (observed.Vantage == Vantage.Outside && !HostAddress.IsPrivate(address))
        {
            // What answers on the way, or inside one network, shows nothing of the way to the Internet.
            int[] ownAnswers = observed.Ports.Where(port => !port.IsAnsweredOnPath).Select(port => port.Port).ToArray();
            _options.Proof.Add(pages.SelectMany(page => page.SpokenPorts).Intersect(ownAnswers), address.ToString(), _options.Time.GetUtcNow());
        }

        SourceResult[] managed = await management.ConfigureAwait(false);
        managed = observed.Vantage == Vantage.Outside ? await RouterSources.ReadSilentAgainAsync(managing, managed, target, cancellation).ConfigureAwait(false) : managed;
        SourceResult[] results = managed.Concat(pages).Append(new SourceResult { Identity = certified }).ToArray();
        if (observed.Vantage == Vantage.Inside && !isInside)
        {
            // Only where the caller asks for it, and where the caller or a private address shows that this is the practice's network: a device could report anyone's address.
            ForwardTargets behind = new(_options.IncludeReportedAddresses ? _scanner : null, _sources.BehindForwards);
            (SourceResult targets, Evidence? failure) = await SourceGuard.TryAsync(
                SourceNames.ForwardTargets, () => behind.ReadAsync(target, results.SelectMany(result => result.Forwards), cancellation), new SourceResult(), cancellation).ConfigureAwait(false);
            results = results.Append(failure is null ? targets : new SourceResult(new SourceReport { Source = SourceNames.ForwardTargets, Failed = true, Detail = failure })).ToArray();
        }

        // A global address of this machine in the router's own network shows that the line has IPv6. Over a VPN, it is of another line.
        IPv6Status inside = new() { Neighbours = observed.Vantage == Vantage.Inside && OwnNetwork.Current().IsOnLink(address) && !IPAddress.IsLoopback(address) ? OwnNetwork.Current().GlobalVersion6.ToArray() : Array.Empty<string>() };
        return ObservationMerge.Of(observed with { IPv6 = inside }, _options, _options.Time.GetLocalNow(), results, measured.Append(VantageReport(observed.Vantage, isInside, unasked)).Concat(RouterSources.Withheld(_options, withheld)));
    }

    /// <summary>True where a public address turns out to be that of the network this machine is in: it then shows nothing of the way to the Internet.</summary>
    private async Task<(bool IsInside, Evidence? Failure)> IsSeenFromInsideAsync(RouterObservation observed, IPAddress address, CancellationToken cancellation)
    {
        if (_options.Proof.IsOwnAddress(address.ToString(), _options.Time.GetUtcNow()))
        {
            return (true, null);
        }

        IEnumerable<int> open = observed.ConclusivePorts.Where(port => port.IsReachable).Select(port => port.Port);
        return await SourceGuard.TryAsync(SourceNames.Vantage, () => NextHop.AnswersAsync(address, open, cancellation), false, cancellation).ConfigureAwait(false);
    }

    /// <summary>Measures the ports. What could not be measured is reported, and does not count as silence.</summary>
    private async Task<(RouterObservation Observed, SourceReport[] Reports)> MeasureAsync(RouterObservation observed, IPAddress address, CancellationToken cancellation)
    {
        // Seen from outside, each silent port that decides is asked again patiently by the confirmation.
        Func<int, bool> isAskedLater = observed.Vantage == Vantage.Outside ? ConfirmationStep.Decides : _ => false;
        (PortResult[] ports, Evidence? failure) = await SourceGuard.TryAsync(
            SourceNames.Ports, () => _scanner.ScanAsync(observed.ComputerName, address, _options.Ports, isAskedLater, null, cancellation), Array.Empty<PortResult>(), cancellation).ConfigureAwait(false);
        (bool acceptsAll, Evidence? unknown) = await SourceGuard.TryAsync(
            SourceNames.ControlPorts, () => PathControl.MarkAsync(_scanner, ports, address, _options.Proof, _options.Time.GetUtcNow(), cancellation), false, cancellation).ConfigureAwait(false);
        SourceReport[] control = unknown is null ? Array.Empty<SourceReport>() : new[] { new SourceReport { Source = SourceNames.ControlPorts, Failed = true, Detail = unknown } };
        return (observed with { Ports = ports, AcceptsAllPorts = acceptsAll }, control.Prepend(PortsReport(ports, failure)).ToArray());
    }

    /// <summary>
    /// Proves that what was silent or refused is so at the host itself, and states what the vantage point was shown to carry. From
    /// inside, ports show nothing about the Internet.
    /// </summary>
    internal Task<RouterObservation> ConfirmAsync(RouterObservation observed, CancellationToken cancellation) =>
        new ConfirmationStep(_options, _scanner, _confirmation, _sources).RunAsync(observed, cancellation);

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
        return AssessRecording(walkPath, SourceNames.Walk, walk, known, isShared);
    }

    /// <summary>Assesses the configuration file of a router, alone or together with what an earlier scan measured. No network access takes place.</summary>
    /// <param name="path">An export of the router; its content shows of which kind.</param>
    /// <param name="known">What is known already: the scan's result, or just names.</param>
    /// <param name="isShared">True where the same file is given for several routers: then it must name each.</param>
    /// <param name="cancellation">Stops before reading.</param>
    /// <exception cref="InputException">The file is no configuration that is known, or it is of another router.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public RouterExposure ReadConfiguration(string path, RouterExposure known, bool isShared, CancellationToken cancellation) =>
        AssessRecording(path, SourceNames.Configuration, ConfigurationSource.Read(path, cancellation), known, isShared);

    private RouterExposure AssessRecording(string path, string source, SourceResult walk, RouterExposure known, bool isShared)
    {
        WalkOwner.ThrowIfAnother(path, walk, known, source, isShared);

        // A recording carries no time of its own: a scan with a usable time supplies it, otherwise the file's time is used.
        DateTimeOffset saved = new FileInfo(path).LastWriteTime;
        DateTimeOffset now = _options.Time.GetLocalNow();
        walk = walk.Dated(source, saved, now);
        bool isDated = known.Ports.Length > 0 && !known.Sources.SelectMany(report => report.Parts).Any(part => part.Code == EvidenceCode.SourceScanUndated);
        (DateTimeOffset started, DateTimeOffset ended) = isDated ? (known.StartedAt, known.EndedAt) : (saved, saved);
        RouterObservation observed = New(known.ComputerName, known.Practice, started) with
        {
            PracticeId = known.PracticeId,
            KonnektorAddresses = known.KonnektorAddresses,
            WanAddress = known.WanAddress,
            Ports = RecordingAge.PortsBeside(known, now),
            AcceptsAllPorts = known.AcceptsAllPorts,
            ProvenPorts = known.ProvenPorts,
            IPv6 = RecordingAge.IsOfLongAgo(known, now) ? new IPv6Status { Machines = known.IPv6.Machines } : known.IPv6,
            MeasuredAddresses = RecordingAge.IsOfLongAgo(known, now) ? Array.Empty<string>() : known.MeasuredAddresses,
            UnmeasuredAddresses = FurtherTargets.NotMeasured(known, RecordingAge.IsOfLongAgo(known, now)),
            Vantage = known.Ports.Length > 0 && (known.Vantage == Vantage.Inside || _options.Vantage == Vantage.Inside) ? Vantage.Inside : Vantage.Recorded,
        };
        SourceResult before = PreviousObservation.Beside(walk, known);
        if (RecordingAge.IsOfLongAgo(known, now))
        {
            (before.ForwardsComplete, before.WanAddresses, before.PrivateWanAddresses) = (false, Array.Empty<string>(), Array.Empty<string>());
        }

        return Assess(ObservationMerge.Of(observed, _options, ended, new[] { walk, before }, known.Sources.Select(report => report.From(known.Vantage))));
    }

    /// <summary>Assesses one host of an nmap scan: as seen from nmap's vantage point.</summary>
    /// <param name="host">A host of <see cref="NmapScan.Read"/>.</param>
    /// <param name="owner">The practice that had the address then; null when none is known.</param>
    /// <param name="stated">nmap's vantage point, when known; a private address can only have been scanned from inside.</param>
    /// <param name="now">The time against which the scan's age is taken; the system's when null.</param>
    public static RouterExposure AssessScan(NmapHost host, Practice? owner, Vantage stated, DateTimeOffset? now = null)
    {
        bool inside = stated == Vantage.Inside || (IPAddress.TryParse(host.Address, out IPAddress? address) && HostAddress.IsPrivate(address));
        SignMatch[] signs = FingerprintCatalog.Shipped.Match(NmapObservations.Of(host.Scripts));
        RouterIdentity identity = FingerprintJudge.Router(signs) ?? new RouterIdentity();
        return RouterAssessor.Expose(New(host.HostName ?? host.Address, owner, host.StartedAt) with
        {
            WanAddress = inside ? owner?.WanAddress : host.Address,
            Vantage = inside ? Vantage.Inside : Vantage.Recorded,
            Ports = host.Ports,
            UnmeasuredAddresses = Others(owner, host.Address),

            // What a scan recognised answered at the address outside, where another customer's device may be.
            TableVantage = inside ? Vantage.Undetermined : Vantage.Outside,
            Sources = ScanReport.OverUdp(host).Prepend(ScanReport.Of(host, now ?? TimeProvider.System.GetLocalNow())).ToArray(),
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

    /// <summary>The practice's addresses that a scan of one of them did not measure.</summary>
    private static string[] Others(Practice? owner, string measured) => owner is null ? Array.Empty<string>()
        : owner.FurtherWanAddresses.Contains(measured) ? owner.FurtherWanAddresses.Append(owner.WanAddress).OfType<string>().Where(address => address != measured).Distinct().ToArray()
        : owner.FurtherWanAddresses;

    private static RouterObservation New(string computerName, Practice? practice, DateTimeOffset startedAt) => new()
    {
        ComputerName = computerName,
        PracticeId = practice?.PracticeId ?? "",
        Practice = practice,
        StartedAt = startedAt,
    };

    private SourceReport VantageReport(Vantage vantage, bool isRecognised, Evidence? failure) => new()
    {
        Source = SourceNames.Vantage,
        Complete = _options.Vantage != Vantage.Undetermined || vantage == Vantage.Inside,
        Failed = failure is not null,
        Detail = failure ?? (isRecognised ? EvidenceOf.SourceVantageOwnAddress(SourceNames.Vantage)
            : _options.Vantage == vantage ? EvidenceOf.SourceVantageStated(vantage, SourceNames.Vantage)
            : vantage == Vantage.Inside ? EvidenceOf.SourceVantageInside(SourceNames.Vantage)
            : EvidenceOf.SourceVantageAssumedOutside(SourceNames.Vantage)),
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
