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
using PracticeNetSec.Sanitizing;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// Recognises the device by what its open ports show without a login: start page, favicon, certificate, Telnet greeting.
/// Only ports that were measured open are queried, no login takes place, and Telnet is only read.
/// </summary>
internal sealed class FingerprintSource : IRouterSource
{
    private const int MaxFaviconSize = 64 * 1024;

    private readonly HttpFetcher _fetcher;
    private readonly FingerprintCatalog _catalog;

    public FingerprintSource(HttpFetcher fetcher, FingerprintCatalog? catalog = null)
    {
        _fetcher = fetcher;
        _catalog = catalog ?? FingerprintCatalog.Shipped;
    }

    public string Name => SourceNames.Fingerprint;

    public async Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        int[] open = target.Ports.Where(port => port.IsReachable).Select(port => port.Port).ToArray();
        List<Task<(IEnumerable<Observation> Seen, Evidence? Failure)>> looks = new();
        void Look(int port, Func<Task<IEnumerable<Observation>>> look) => looks.Add(InspectAsync(port, look, cancellation));

        foreach (int port in open)
        {
            if (_catalog.HttpPorts.Contains(port))
            {
                Look(port, () => PageAsync(target, "http", port, cancellation));
            }

            if (_catalog.HttpsPorts.Contains(port))
            {
                Look(port, () => PageAsync(target, "https", port, cancellation));
                Look(port, () => CertificateAsync(target, port, cancellation));
            }

            if (_catalog.TelnetPorts.Contains(port))
            {
                Look(port, () => GreetingAsync(target, port, cancellation));
            }
        }

        (IEnumerable<Observation> Seen, Evidence? Failure)[] looked = await Task.WhenAll(looks).ConfigureAwait(false);
        Evidence[] failures = looked.Select(look => look.Failure).OfType<Evidence>().Distinct().ToArray();
        Observation[] seen = looked.SelectMany(look => look.Seen).ToArray();
        return Read(_catalog.Match(seen), seen.Select(one => one.Port).Distinct().ToArray(), looks.Count, failures);
    }

    /// <summary>One query; what it throws affects this query and none of the others.</summary>
    private static async Task<(IEnumerable<Observation> Seen, Evidence? Failure)> InspectAsync(int port, Func<Task<IEnumerable<Observation>>> look, CancellationToken cancellation)
    {
        (IEnumerable<Observation> seen, Evidence? failure) = await SourceGuard.TryAsync<IEnumerable<Observation>>(
            SourceNames.Fingerprint, async () => (await look().ConfigureAwait(false)).ToArray(), Enumerable.Empty<Observation>(), cancellation).ConfigureAwait(false);
        return (seen, failure is null ? null : EvidenceOf.SourcePortFailed(port, new[] { failure }, SourceNames.Fingerprint));
    }

    private static SourceResult Read(SignMatch[] signs, int[] spoken, int looks, Evidence[] failures)
    {
        RouterIdentity? identity = FingerprintJudge.Router(signs);
        DeviceFingerprint[] devices = FingerprintJudge.Devices(signs);
        Evidence found = signs.Length > 0 ? EvidenceOf.FingerprintRecognised(signs.Length, Recognised(identity, devices), SourceNames.Fingerprint)
            : looks == 0 ? EvidenceOf.FingerprintNoPort(SourceNames.Fingerprint)
            : EvidenceOf.FingerprintNoKnownSign(SourceNames.Fingerprint);
        return new SourceResult(new SourceReport
        {
            Source = SourceNames.Fingerprint,
            Complete = signs.Length > 0 && failures.Length == 0,
            Failed = failures.Length > 0,
            Detail = SourceReport.Join(SourceNames.Fingerprint, failures.Prepend(found)),
        })
        {
            Identity = identity,
            Firmware = FingerprintJudge.Firmware(signs, identity),
            Devices = devices,
            SpokenPorts = spoken,
        };
    }

    private static IEnumerable<Evidence> Recognised(RouterIdentity? router, DeviceFingerprint[] devices)
    {
        if (router is not null)
        {
            yield return router.Model is null
                ? EvidenceOf.FingerprintRouterUnknown(router.Confidence)
                : EvidenceOf.FingerprintRouter(router.ToString(), router.Confidence);
        }

        foreach (DeviceFingerprint device in devices)
        {
            yield return EvidenceOf.FingerprintDevice(device.Name, device.Role.ToString());
        }
    }

    private async Task<IEnumerable<Observation>> PageAsync(RouterTarget target, string scheme, int port, CancellationToken cancellation)
    {
        Task<HttpReply?> picture = _fetcher.GetAsync(Address(target, scheme, port, "/favicon.ico"), target.Timeout, cancellation);
        HttpReply? page = await _fetcher.GetAsync(Address(target, scheme, port, "/"), target.Timeout, cancellation).ConfigureAwait(false);
        HttpReply? next = page is not null && NextPage(page) is Uri address
            ? await _fetcher.GetAsync(address, target.Timeout, cancellation).ConfigureAwait(false)
            : null;
        return OfPage(page, port).Concat(OfPage(next, port)).Concat(OfPicture(await picture.ConfigureAwait(false), port));
    }

    private static async Task<IEnumerable<Observation>> CertificateAsync(RouterTarget target, int port, CancellationToken cancellation) =>
        await DeviceConnection.HandshakeAsync(new IPEndPoint(target.Address, port), target.Timeout, cancellation).ConfigureAwait(false) is { Subject: string subject, Issuer: string issuer }
            ? new[] { new Observation(port, SignPlace.Subject, subject), new Observation(port, SignPlace.Issuer, issuer) }
            : Array.Empty<Observation>();

    private static async Task<IEnumerable<Observation>> GreetingAsync(RouterTarget target, int port, CancellationToken cancellation)
    {
        string words = await DeviceConnection.GreetingAsync(new IPEndPoint(target.Address, port), target.Timeout, cancellation).ConfigureAwait(false);
        return words.Length == 0 ? Array.Empty<Observation>() : new[] { new Observation(port, SignPlace.Greeting, words) };
    }

    /// <summary>Where the start page redirects to, on the same port of the same device; one step, so that no redirect loop is followed.</summary>
    private static Uri? NextPage(HttpReply page) =>
        page.Status is 301 or 302 or 303 or 307 or 308
        && page.Headers.TryGetValue("Location", out string? location)
        && Uri.TryCreate(page.Address, location, out Uri? next)
        && Uri.Compare(page.Address, next, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? next
            : null;

    private static IEnumerable<Observation> OfPage(HttpReply? reply, int port)
    {
        if (reply is null)
        {
            yield break;
        }

        string page = PageText.Bounded(reply.Body);
        yield return new Observation(port, SignPlace.Body, page);
        if (PageText.Title(page) is string title)
        {
            yield return new Observation(port, SignPlace.Title, title);
        }

        foreach ((string field, SignPlace place) in new[] { ("Server", SignPlace.Server), ("WWW-Authenticate", SignPlace.Realm) })
        {
            if (reply.Headers.TryGetValue(field, out string? value))
            {
                yield return new Observation(port, place, DeviceText.Line(value));
            }
        }
    }

    private static IEnumerable<Observation> OfPicture(HttpReply? reply, int port)
    {
        if (reply is { Status: 200, Truncated: false, Bytes.Length: > 0 and <= MaxFaviconSize })
        {
            yield return new Observation(port, SignPlace.Favicon, MurmurHash3.OfFavicon(reply.Bytes).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static Uri Address(RouterTarget target, string scheme, int port, string path) =>
        new UriBuilder(scheme, target.Address.ToString().Split('%')[0], port, path).Uri;
}
