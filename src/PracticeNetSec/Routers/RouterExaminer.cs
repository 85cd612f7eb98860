// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Fingerprints;
using PracticeNetSec.Routers.Judging;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers;

/// <summary>
/// Examines routers: asks every source, measures the ports, and judges. Nothing is changed on the device: the sources
/// only read. One examiner serves any number of routers at once.
/// </summary>
public sealed class RouterExaminer : IDisposable
{
    private readonly RouterExaminationOptions _options;
    private readonly PortScanner _scanner;
    private readonly HttpFetcher _fetcher = new();
    private readonly RouterSources _sources;
    private readonly AdvisoryCatalog _advisories;

    /// <summary>Makes an examiner with its own port engine.</summary>
    /// <exception cref="InputException">The file of advisories cannot be used.</exception>
    public RouterExaminer(RouterExaminationOptions options)
    {
        _options = options;
        _scanner = new PortScanner(new PortScanOptions { Timeout = options.Timeout, Window = options.Window, PerHost = options.PerHost, Time = options.Time });
        _sources = options.PortsOnly ? new RouterSources() : RouterSources.Of(options, _fetcher);
        _advisories = options.AdvisoryPath is null ? AdvisoryCatalog.Shipped : AdvisoryCatalog.Load(options.AdvisoryPath);
    }

    /// <summary>Over other sources and ports than those of the network, so that an error of any of them can be tried.</summary>
    internal RouterExaminer(RouterExaminationOptions options, RouterSources sources, PortScanner scanner) =>
        (_options, _sources, _scanner, _advisories) = (options, sources, scanner, AdvisoryCatalog.Shipped);

    /// <summary>Examines a router over the network.</summary>
    /// <param name="computerName">Address or name of the router.</param>
    /// <param name="practice">The practice it belongs to, when known.</param>
    /// <param name="cancellation">Stops within a second.</param>
    /// <exception cref="InputException">The name cannot be used. A device that does not answer is a result, not an error.</exception>
    public Task<RouterExposure> ExamineAsync(string computerName, Practice? practice, CancellationToken cancellation) =>
        ExamineAsync(computerName, practice, Vantage.Undetermined, cancellation);

    /// <summary>Examines a router over the network, where more is known of this machine's place than its address shows.</summary>
    /// <param name="computerName">Address or name of the router.</param>
    /// <param name="practice">The practice it belongs to, when known.</param>
    /// <param name="vantage">Inside where this machine is known to stand in the practice; Undetermined leaves it to the options and the address.</param>
    /// <param name="cancellation">Stops within a second.</param>
    /// <exception cref="InputException">The name cannot be used. A device that does not answer is a result, not an error.</exception>
    public async Task<RouterExposure> ExamineAsync(string computerName, Practice? practice, Vantage vantage, CancellationToken cancellation)
    {
        IPAddress address = await HostAddress.ResolveAsync(computerName, cancellation).ConfigureAwait(false);
        RouterTarget target = new(computerName, address, _options.Timeout, _scanner);
        RouterExposure exposure = New(computerName, practice, _options.Time.GetLocalNow());
        exposure.Vantage = VantageRule.Decide(_options.Vantage == Vantage.Undetermined ? vantage : _options.Vantage, address);
        exposure.WanAddress = HostAddress.IsPrivate(address) ? practice?.WanAddress : address.ToString();

        // Management is asked while the ports are measured; web pages are asked where a port was found open.
        Task<RouterReading[]> management = RouterSources.ReadAsync(_sources.Management, target, cancellation);
        if (_options.IsTheirs is not null && (practice?.RouterSerialNumber ?? practice?.RouterModel) is not null)
        {
            // Whose device it is must be known before anything is measured there.
            RouterReading[] said = await management.ConfigureAwait(false);
            exposure.Identity = Merge(said.Select(reading => reading.Identity).OfType<RouterIdentity>().ToArray());
            if (!_options.IsTheirs(practice!, exposure.Identity))
            {
                exposure.EndedAt = _options.Time.GetLocalNow();
                return exposure;
            }
        }

        SourceReport[] measured = await MeasureAsync(exposure, address, cancellation).ConfigureAwait(false);
        target.Ports = exposure.Ports;
        RouterReading[] pages = await RouterSources.ReadAsync(_sources.Pages, target, cancellation).ConfigureAwait(false);
        RouterReading[] readings = (await management.ConfigureAwait(false)).Concat(pages).ToArray();
        if (exposure.Vantage == Vantage.Inside)
        {
            ForwardTargets behind = new(_scanner, _sources.BehindForwards);
            (RouterReading targets, Evidence? failure) = await SourceGuard.TryAsync(
                SourceNames.ForwardTargets, () => behind.ReadAsync(target, readings.SelectMany(reading => reading.Forwards), cancellation), new RouterReading(), cancellation).ConfigureAwait(false);
            readings = readings.Append(failure is null ? targets : new RouterReading(new SourceReport { Source = SourceNames.ForwardTargets, Failed = true, Detail = failure })).ToArray();
        }

        return Finish(exposure, _options.Time.GetLocalNow(), readings, measured.Append(VantageReport(exposure.Vantage)).ToArray());
    }

    /// <summary>Measures the ports. What could not be measured is reported, and is no silence.</summary>
    private async Task<SourceReport[]> MeasureAsync(RouterExposure exposure, IPAddress address, CancellationToken cancellation)
    {
        (exposure.Ports, Evidence? failure) = await SourceGuard.TryAsync(
            SourceNames.Ports, () => _scanner.ScanAsync(exposure.ComputerName, address, _options.Ports, null, cancellation), Array.Empty<PortResult>(), cancellation).ConfigureAwait(false);
        (exposure.EveryPortAnswers, Evidence? unknown) = await SourceGuard.TryAsync(
            SourceNames.ControlPorts, () => ControlPorts.AnswerTooAsync(_scanner, exposure.Ports, address, cancellation), false, cancellation).ConfigureAwait(false);
        SourceReport[] control = unknown is null ? Array.Empty<SourceReport>() : new[] { new SourceReport { Source = SourceNames.ControlPorts, Failed = true, Detail = unknown } };
        return control.Prepend(PortsReport(exposure.Ports, failure)).ToArray();
    }

    /// <summary>Judges a recorded walk, alone or together with what an earlier scan measured. Nothing is asked over the network.</summary>
    /// <param name="walkPath">Recorded <c>snmpwalk -On</c> of the router.</param>
    /// <param name="known">What is known already: the scan's result, or just names.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="InputException">The file is not a walk.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<RouterExposure> ReadWalkAsync(string walkPath, RouterExposure known, CancellationToken cancellation)
    {
        RouterReading walk = await WalkSource.ReadAsync(walkPath, cancellation).ConfigureAwait(false);
        RouterExposure exposure = New(known.ComputerName, known.Practice, known.StartedAt);
        exposure.PracticeId = known.PracticeId;
        exposure.KonnektorAddresses = known.KonnektorAddresses;
        exposure.WanAddress = known.WanAddress;
        exposure.Ports = known.Ports;
        exposure.EveryPortAnswers = known.EveryPortAnswers;
        exposure.Vantage = known.Ports.Length > 0 && (known.Vantage == Vantage.Inside || _options.Vantage == Vantage.Inside) ? Vantage.Inside : Vantage.Recorded;

        // A walk carries no time of its own: the scan that came with it tells it, else the file's time stands in.
        DateTimeOffset saved = new FileInfo(walkPath).LastWriteTime;
        (exposure.StartedAt, DateTimeOffset ended) = known.Ports.Length > 0 ? (known.StartedAt, known.EndedAt) : (saved, saved);
        return Finish(exposure, ended, new[] { walk, EarlierReading.Beside(walk, known) }, known.Sources);
    }

    /// <summary>Judges one host of an nmap scan: the view from wherever nmap stood.</summary>
    /// <param name="host">A host of <see cref="NmapScan.Read"/>.</param>
    /// <param name="owner">The practice that had the address then; null when none is known.</param>
    /// <param name="said">Where nmap stood, when that is known; a private address can only have been seen from inside.</param>
    public static RouterExposure JudgeScan(NmapHost host, Practice? owner, Vantage said)
    {
        bool inside = said == Vantage.Inside || (IPAddress.TryParse(host.Address, out IPAddress? address) && HostAddress.IsPrivate(address));
        RouterExposure exposure = New(host.HostName ?? host.Address, owner, host.StartedAt);
        exposure.WanAddress = inside ? owner?.WanAddress : host.Address;
        exposure.Vantage = inside ? Vantage.Inside : Vantage.Recorded;
        exposure.Ports = host.Ports.ToArray();
        exposure.Sources = new[]
        {
            new SourceReport
            {
                Source = SourceNames.Nmap,
                Complete = true,
                Detail = EvidenceOf.SourcePortsInScan(host.Ports.Count, host.Ports.Count(port => port.IsReachable), SourceNames.Nmap, host.EndedAt),
            },
        };
        SignMatch[] signs = FingerprintCatalog.Shipped.Match(NmapObservations.Of(host.Scripts));
        exposure.Identity = FingerprintJudge.Router(signs) ?? exposure.Identity;
        exposure.Firmware = FingerprintJudge.Firmware(signs, exposure.Identity);
        exposure.Devices = FingerprintJudge.Devices(signs);
        exposure.EndedAt = host.EndedAt;
        RouterJudge.Judge(exposure);
        return exposure;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _scanner.Dispose();
        _fetcher.Dispose();
    }

    private static RouterExposure New(string computerName, Practice? practice, DateTimeOffset startedAt) => new()
    {
        ComputerName = computerName,
        PracticeId = practice?.PracticeId ?? "",
        Practice = practice,
        StartedAt = startedAt,
    };

    private RouterExposure Finish(RouterExposure exposure, DateTimeOffset ended, RouterReading[] readings, params SourceReport[] more)
    {
        exposure.Identity = Merge(readings.Select(reading => reading.Identity).OfType<RouterIdentity>().ToArray());
        exposure.Firmware = readings.Select(reading => reading.Firmware).OfType<RouterFirmware>().OrderBy(firmware => firmware.Version is null).FirstOrDefault();

        // TR-064 and UPnP show the same table twice: one door is one forward, and the first source names it.
        exposure.Forwards = readings.SelectMany(reading => reading.Forwards)
            .GroupBy(forward => (forward.ToString(), forward.RemoteAddress, forward.Enabled))
            .Select(same => same.OrderBy(ByFirewall).First())
            .ToArray();
        exposure.Sessions = readings.SelectMany(reading => reading.Sessions).ToArray();
        exposure.Management = readings.SelectMany(reading => reading.Management).ToArray();
        exposure.NatInterfaces = readings.SelectMany(reading => reading.Interfaces).ToArray();
        exposure.SelfOpening = readings.SelectMany(reading => reading.SelfOpening).ToArray();
        exposure.KonnektorAddresses = exposure.KonnektorAddresses.Union(_options.KonnektorAddresses).ToArray();
        exposure.ToldWanAddresses = readings.Select(reading => reading.WanAddress)
            .Concat(readings.SelectMany(reading => reading.WanAddresses))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();

        exposure.PrivateWanAddress = readings.Select(reading => reading.PrivateWanAddress).FirstOrDefault(address => address is not null);

        // What the practice's list says goes first: a router that lies must not choose whom the next cmdlet measures.
        exposure.WanAddress ??= exposure.ToldWanAddresses.FirstOrDefault();
        exposure.Devices = readings.SelectMany(reading => reading.Devices).ToArray();
        exposure.IsKonnektor = readings.Any(reading => reading.IsKonnektor);
        exposure.Sources = readings.SelectMany(reading => reading.Reports).Concat(more).ToArray();
        exposure.EndedAt = ended;
        exposure.ForwardsComplete = readings.Any(reading => reading.ForwardsComplete);
        RouterJudge.Judge(exposure, _advisories);
        return exposure;
    }

    /// <summary>
    /// Of two views of one forward the one goes first that lets it through: the views may be of different days. A source that
    /// read no firewall yields to one that did.
    /// </summary>
    private static int ByFirewall(PortForward forward) => forward.Firewall switch
    {
        FirewallDecision.LetThrough => 0,
        FirewallDecision.Denied => 2,
        _ => forward.FirewallReason is null ? 3 : 1,
    };

    /// <summary>The surest source names the device; the others fill its gaps and add their evidence.</summary>
    private static RouterIdentity Merge(RouterIdentity[] identities)
    {
        RouterIdentity[] surest = identities.OrderByDescending(identity => identity.Confidence).ToArray();
        return new RouterIdentity
        {
            // Maker and model of one device come from one source: parts of two would name a device that does not exist.
            Vendor = (surest.FirstOrDefault(identity => identity.Model is not null) ?? surest.FirstOrDefault(identity => identity.Vendor is not null))?.Vendor,
            Model = First(surest, identity => identity.Model),
            SerialNumber = First(surest, identity => identity.SerialNumber),
            SystemName = First(surest, identity => identity.SystemName),
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
