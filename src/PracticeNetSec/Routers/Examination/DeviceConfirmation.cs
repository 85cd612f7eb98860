// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Examination;

/// <summary>
/// Whether a community or a login may be sent to the device at a public address. A dynamic name that is no longer updated, or an address
/// that the carrier gave to somebody else, leads to another customer's device: it must not get the practice's secrets.
/// </summary>
internal sealed class DeviceConfirmation
{
    private const int SecureWebPort = 443;

    // Where a device identifies itself without a login; the sources of pages read no others of them.
    private static readonly int[] WebPorts = { 80, SecureWebPort };

    private readonly RouterExaminationOptions _options;
    private readonly RouterSources _sources;
    private readonly PortScanner _scanner;
    private readonly HttpFetcher _fetcher;

    /// <param name="options">Which secrets would be sent.</param>
    /// <param name="sources">What identifies a device without a login.</param>
    /// <param name="scanner">Measures the web ports.</param>
    /// <param name="fetcher">Reads the certificate.</param>
    public DeviceConfirmation(RouterExaminationOptions options, RouterSources sources, PortScanner scanner, HttpFetcher fetcher) =>
        (_options, _sources, _scanner, _fetcher) = (options, sources, scanner, fetcher);

    /// <summary>Why no secret is sent; null where there is none, or where it may be sent.</summary>
    /// <param name="target">The device.</param>
    /// <param name="practice">The practice, when known.</param>
    /// <param name="isFurther">True where the address is not the one that the caller named, but another of the same name or practice.</param>
    /// <param name="cancellation">Stops at once.</param>
    public async Task<Evidence?> WithheldAsync(RouterTarget target, Practice? practice, bool isFurther, CancellationToken cancellation)
    {
        bool isKnown = (practice?.RouterSerialNumber ?? practice?.RouterModel ?? practice?.RouterCertificate) is not null;
        if (!_options.SendsSecrets || _options.AllowUnconfirmedDevice || _sources.Management.Count == 0
            || HostAddress.IsPrivate(target.Address) || !(isKnown || isFurther || IsName(target, practice)))
        {
            return null;
        }

        string address = target.Address.ToString();
        if (!isKnown)
        {
            return EvidenceOf.SourceSecretNothingToConfirm(address);
        }

        return await ShowsCertificateAsync(target, practice!, cancellation).ConfigureAwait(false) || await IdentifiesItselfAsync(target, practice!, cancellation).ConfigureAwait(false)
            ? null
            : EvidenceOf.SourceSecretUnconfirmed(address, practice!.RouterSerialNumber ?? practice.RouterModel ?? "TLS");
    }

    /// <summary>True where a name was looked up: it may lead to another device than yesterday.</summary>
    private static bool IsName(RouterTarget target, Practice? practice) =>
        new[] { target.ComputerName, practice?.WanAddress }.Any(named => named is not null && !IPAddress.TryParse(named, out _));

    private async Task<bool> ShowsCertificateAsync(RouterTarget target, Practice practice, CancellationToken cancellation)
    {
        if (practice.RouterCertificate is not string fingerprint)
        {
            return false;
        }

        Uri page = new UriBuilder("https", WebEndpoints.Literal(target.Address), SecureWebPort, "/").Uri;
        using HttpFetcher pinned = _fetcher.WithPin(fingerprint);
        (HttpReply? reply, _) = await SourceGuard.TryAsync(SourceNames.Fingerprint, () => pinned.GetAsync(page, target.Timeout, cancellation), null, cancellation).ConfigureAwait(false);
        return reply is not null;
    }

    private async Task<bool> IdentifiesItselfAsync(RouterTarget target, Practice practice, CancellationToken cancellation)
    {
        (PortResult[] ports, _) = await SourceGuard.TryAsync(
            SourceNames.Ports, () => _scanner.ScanAsync(target.ComputerName, target.Address, WebPorts, null, cancellation), Array.Empty<PortResult>(), cancellation).ConfigureAwait(false);
        RouterTarget web = new(target.ComputerName, target.Address, target.Timeout, _scanner) { Ports = ports };
        SourceResult[] results = await RouterSources.ReadAsync(_sources.Confirming, web, cancellation).ConfigureAwait(false);
        return RouterIdentityCheck.IsSame(practice, ObservationMerge.Identity(results.Select(result => result.Identity).OfType<RouterIdentity>().ToArray())) == true;
    }
}
