// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Routers.Fingerprints;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// Tells a TI Konnektor apart, which is not affected and must not be flagged for the router's fault. A server that
/// refuses to tell, or talks to visitors with a certificate only, may be one: that is said, and never taken for "none".
/// </summary>
internal sealed class KonnektorSource : IRouterSource
{
    private const string Vendor = "gematik";

    private readonly HttpFetcher _fetcher;

    public KonnektorSource(HttpFetcher fetcher) => _fetcher = fetcher;

    public string Name => SourceNames.Konnektor;

    public async Task<RouterReading> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        IReadOnlyList<WebAnswer> asked = await WebEndpoints.AskAllAsync(_fetcher, target, KonnektorService.Path, cancellation).ConfigureAwait(false);
        List<string> refusals = new();
        List<string> failures = new();
        foreach ((Uri address, HttpReply? reply, string? failure) in asked)
        {
            KonnektorService? service = reply is null ? null : KonnektorService.TryParse(reply);
            if (service is { IsCertain: true })
            {
                return Read(service, address);
            }

            if (service is not null)
            {
                refusals.Add(string.Format(CultureInfo.InvariantCulture, "{0}: HTTP status {1}", address, reply!.Status));
            }
            else if (reply is null && address.Scheme == "https")
            {
                (bool wants, string? broken) = await SourceGuard.TryAsync(() => WantsCertificateAsync(target, address.Port, cancellation), false, cancellation).ConfigureAwait(false);
                if (wants)
                {
                    refusals.Add($"{address}: the server asks for a client certificate and does not answer without");
                }
                else if (failure is not null || broken is not null)
                {
                    failures.Add(failure ?? $"{address}: {broken}");
                }
            }
            else if (failure is not null)
            {
                failures.Add(failure);
            }
        }

        bool answered = asked.Any(one => one.Reply is not null);
        string seen = refusals.Count > 0 ? $"refused to tell, so a Konnektor is possible ({string.Join("; ", refusals)})" : answered ? "not a Konnektor" : "no web server answered";
        return new RouterReading(new SourceReport
        {
            Source = SourceNames.Konnektor,
            Failed = failures.Count > 0,
            Detail = string.Join("; ", failures.Prepend(seen)),
        })
        {
            Devices = refusals.Count == 0 ? Array.Empty<DeviceFingerprint>() : new[] { Possible(asked, refusals) },
        };
    }

    private static async Task<bool> WantsCertificateAsync(RouterTarget target, int port, CancellationToken cancellation) =>
        (await DeviceConnection.HandshakeAsync(new IPEndPoint(target.Address, port), target.Timeout, cancellation).ConfigureAwait(false)).AsksForCertificate;

    private static DeviceFingerprint Possible(IEnumerable<WebAnswer> asked, List<string> refusals) => new()
    {
        Role = DeviceRole.Konnektor,
        Vendor = Vendor,
        Ports = asked.Select(one => one.Address).Where(address => refusals.Exists(refusal => refusal.StartsWith(address + ":", StringComparison.Ordinal))).Select(address => address.Port).ToArray(),
        Confidence = Confidence.Low,
        Evidence = refusals.ToArray(),
    };

    private static RouterReading Read(KonnektorService service, Uri address)
    {
        string model = $"TI Konnektor {service.Product}".Trim();
        string[] evidence = { $"{address}: ConnectorServices of gematik{(service.Evidence.Length == 0 ? "" : $" ({service.Evidence})")}" };
        return new RouterReading(new SourceReport { Source = SourceNames.Konnektor, Complete = true, Detail = $"read from {address}" })
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
