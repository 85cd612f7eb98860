// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Fingerprints;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// Recognises a TI Konnektor, which is not affected and must not be flagged for the router's vulnerability. A server that
/// refuses an answer, or answers only clients with a certificate, may be one: that is reported, and never counts as "none".
/// </summary>
internal sealed class KonnektorSource : IRouterSource
{
    private const string Vendor = "gematik";

    private readonly HttpFetcher _fetcher;

    public KonnektorSource(HttpFetcher fetcher) => _fetcher = fetcher;

    public string Name => SourceNames.Konnektor;

    public async Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        IReadOnlyList<WebAnswer> asked = await WebEndpoints.AskAllAsync(Name, _fetcher, target, KonnektorService.Path, cancellation).ConfigureAwait(false);
        List<(int Port, Evidence Reason)> refusals = new();
        List<Evidence> failures = new();
        foreach ((Uri address, HttpReply? reply, Evidence? failure) in asked)
        {
            KonnektorService? service = reply is null ? null : KonnektorService.TryParse(reply);
            if (service is { IsCertain: true })
            {
                return Read(service, address);
            }

            if (service is not null)
            {
                refusals.Add((address.Port, EvidenceOf.KonnektorRefused(address.ToString(), reply!.Status, Name)));
            }
            else if (reply is null && address.Scheme == "https")
            {
                (bool wants, Evidence? broken) = await SourceGuard.TryAsync(Name, () => WantsCertificateAsync(target, address.Port, cancellation), false, cancellation).ConfigureAwait(false);
                if (wants)
                {
                    refusals.Add((address.Port, EvidenceOf.KonnektorWantsCertificate(address.ToString(), Name)));
                }
                else if (failure is not null)
                {
                    failures.Add(failure);
                }
                else if (broken is not null)
                {
                    failures.Add(EvidenceOf.SourceAddressFailed(address.ToString(), new[] { broken }, Name));
                }
            }
            else if (failure is not null)
            {
                failures.Add(failure);
            }
        }

        bool answered = asked.Any(one => one.Reply is not null);
        Evidence seen = refusals.Count > 0 ? EvidenceOf.KonnektorPossible(refusals.Select(refusal => refusal.Reason), Name)
            : answered ? EvidenceOf.KonnektorNone(Name)
            : EvidenceOf.SourceNoWebServer(Name);
        return new SourceResult(new SourceReport
        {
            Source = SourceNames.Konnektor,
            Failed = failures.Count > 0,
            Detail = SourceReport.Join(SourceNames.Konnektor, failures.Prepend(seen)),
        })
        {
            Devices = refusals.Count == 0 ? Array.Empty<DeviceFingerprint>() : new[] { Possible(refusals) },
        };
    }

    private static async Task<bool> WantsCertificateAsync(RouterTarget target, int port, CancellationToken cancellation) =>
        (await DeviceConnection.HandshakeAsync(new IPEndPoint(target.Address, port), target.Timeout, cancellation).ConfigureAwait(false)).AsksForCertificate;

    private static DeviceFingerprint Possible(List<(int Port, Evidence Reason)> refusals) => new()
    {
        Role = DeviceRole.Konnektor,
        Vendor = Vendor,
        Ports = refusals.Select(refusal => refusal.Port).ToArray(),
        Confidence = Confidence.Low,
        Evidence = refusals.Select(refusal => refusal.Reason).ToArray(),
    };

    private static SourceResult Read(KonnektorService service, Uri address)
    {
        string model = $"TI Konnektor {service.Product}".Trim();
        Evidence[] evidence =
        {
            service.Evidence is Evidence details
                ? EvidenceOf.KonnektorDirectoryDetails(address.ToString(), new[] { details }, SourceNames.Konnektor)
                : EvidenceOf.KonnektorDirectory(address.ToString(), SourceNames.Konnektor),
        };
        return new SourceResult(new SourceReport { Source = SourceNames.Konnektor, Complete = true, Detail = EvidenceOf.SourceReadFrom(address.ToString(), SourceNames.Konnektor) })
        {
            IsKonnektor = true,
            Identity = new RouterIdentity { Vendor = Vendor, Model = model, Confidence = Confidence.High, Evidence = evidence },
            Devices = new[]
            {
                new DeviceFingerprint { Role = DeviceRole.Konnektor, Vendor = Vendor, Model = model, Ports = new[] { address.Port }, Confidence = Confidence.High, Evidence = evidence },
            },
        };
    }
}
