// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Assessment;
using PracticeNetSec.Model;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Examination;

/// <summary>The step of an examination after the first observation: silent and refused ports are measured again beside ports that are known to answer.</summary>
internal sealed class ConfirmationStep
{
    private readonly RouterExaminationOptions _options;
    private readonly PortScanner _scanner;
    private readonly PortConfirmation _confirmation;
    private readonly RouterSources _sources;

    public ConfirmationStep(RouterExaminationOptions options, PortScanner scanner, PortConfirmation confirmation, RouterSources sources) =>
        (_options, _scanner, _confirmation, _sources) = (options, scanner, confirmation, sources);

    /// <summary>
    /// Proves that what was silent or refused is so at the host itself, and states what the vantage point was shown to carry. From
    /// inside, ports show nothing about the Internet.
    /// </summary>
    public async Task<RouterObservation> RunAsync(RouterObservation observed, CancellationToken cancellation)
    {
        if (observed.Vantage != Vantage.Outside || observed.AcceptsAllPorts || observed.Ports.Count == 0)
        {
            return observed;
        }

        string address = observed.Ports[0].Address;
        int[] proven = _options.Proof.PortsFor(address, _options.Time.GetUtcNow());
        (ConfirmedPorts? confirmed, Evidence? failure) = await SourceGuard.TryAsync<ConfirmedPorts?>(
            SourceNames.Confirmation, async () => await _confirmation.ConfirmAsync(IPAddress.Parse(address), observed.Ports, Decides, proven, cancellation).ConfigureAwait(false), null, cancellation).ConfigureAwait(false);
        if (confirmed is not null && _options.Vantage == Vantage.Undetermined)
        {
            confirmed = await DoubtRefusalsAsync(confirmed, IPAddress.Parse(address), cancellation).ConfigureAwait(false);
        }

        observed = observed with { ProvenPorts = proven };
        observed = proven.Length == 0 ? observed : observed.With(new SourceReport { Source = SourceNames.Vantage, Complete = true, Detail = EvidenceOf.SourceVantageProof(proven.Length, SourceNames.Vantage) });
        return confirmed is null ? observed.With(new SourceReport { Source = SourceNames.Confirmation, Failed = true, Detail = failure! })
            : confirmed.Asked == 0 ? observed
            : (await InspectOpenedAsync(observed with { Ports = confirmed.Ports }, observed.Ports, cancellation).ConfigureAwait(false) with { EndedAt = _options.Time.GetLocalNow() }).With(ConfirmationReport(confirmed));
    }

    /// <summary>Refusals that the next router on the way sends are not the host's; where that could not be asked, they prove nothing either.</summary>
    private static async Task<ConfirmedPorts> DoubtRefusalsAsync(ConfirmedPorts confirmed, IPAddress address, CancellationToken cancellation)
    {
        PortResult[] refused = confirmed.Ports.Where(port => port.State == PortState.Closed && port.HostAnsweredAt is not null).ToArray();
        int[] asked = refused.Select(port => port.Port).ToArray();

        // Each by itself: a rule of that router may be about one port alone. Where it could not be asked, all are doubtful.
        (int[] answering, _) = await SourceGuard.TryAsync(SourceNames.Confirmation, () => NextHop.AnsweringAsync(address, asked, cancellation), asked, cancellation).ConfigureAwait(false);
        PortResult[] doubtful = refused.Where(port => answering.Contains(port.Port)).ToArray();
        if (doubtful.Length == 0)
        {
            return confirmed;
        }

        foreach (PortResult port in doubtful)
        {
            port.HostAnsweredAt = null;
        }

        return confirmed with { Unconfirmed = confirmed.Unconfirmed + doubtful.Count(port => Decides(port.Port)) };
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
        RouterSources.Identify(opened, pages);
        IEnumerable<SourceReport> reports = pages.SelectMany(page => page.Reports).Where(report => report.Failed);
        return observed with
        {
            Devices = observed.Devices.Concat(pages.SelectMany(page => page.Devices)).ToArray(),
            IsKonnektor = observed.IsKonnektor || pages.Any(page => page.IsKonnektor),
            Sources = observed.Sources.Concat(unknown is null ? reports : reports.Append(new SourceReport { Source = SourceNames.ControlPorts, Failed = true, Detail = unknown })).ToArray(),
        };
    }

    /// <summary>True for a port that is measured again where it was silent or refused.</summary>
    public static bool Decides(int port) => UnresolvedChecks.DecidingPorts.Contains(port);

    private static SourceReport ConfirmationReport(ConfirmedPorts confirmed) => new()
    {
        Source = SourceNames.Confirmation,
        Complete = confirmed.Unconfirmed == 0,
        Detail = confirmed.IsSlow ? EvidenceOf.SourcePortsOneByOne(confirmed.Asked, confirmed.Answered, confirmed.Unconfirmed, SourceNames.Confirmation)
            : confirmed.Unconfirmed > 0 ? EvidenceOf.SourcePortsUnconfirmed(confirmed.Asked, confirmed.Answered, confirmed.Unconfirmed, SourceNames.Confirmation)
            : EvidenceOf.SourcePortsConfirmed(confirmed.Asked, confirmed.Answered, SourceNames.Confirmation),
    };
}
