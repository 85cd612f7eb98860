// SPDX-License-Identifier: MIT
using System;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Examination;

/// <summary>Whether a device shows the TLS certificate that the inventory gives for it, as evidence of its identity.</summary>
internal static class CertificateCheck
{
    private const int SecureWebPort = 443;

    /// <summary>Gets the device's page over TLS and accepts the inventory's certificate alone. Nothing of the page is used.</summary>
    /// <param name="fetcher">Reads the page.</param>
    /// <param name="target">The device, with the fingerprint of the inventory.</param>
    /// <param name="cancellation">Stops at once.</param>
    /// <param name="port">TCP port, another only in tests.</param>
    /// <returns>An identity with that evidence alone, empty where no certificate was shown; null where the inventory gives none.</returns>
    public static async Task<RouterIdentity?> ReadAsync(HttpFetcher fetcher, RouterTarget target, CancellationToken cancellation, int port = SecureWebPort)
    {
        if (CertificatePin.Normalized(target.CertificateFingerprint) is not string fingerprint)
        {
            return null;
        }

        string page = new UriBuilder("https", WebEndpoints.Literal(target.Address), port, "/").Uri.ToString();
        using HttpFetcher pinned = fetcher.WithPin(fingerprint);
        (HttpReply? reply, _) = await SourceGuard.TryAsync(SourceNames.Fingerprint, () => pinned.GetAsync(new Uri(page), target.Timeout, cancellation), null, cancellation).ConfigureAwait(false);
        return new RouterIdentity
        {
            Evidence = pinned.HasRefusedCertificate ? new[] { EvidenceOf.IdentityCertificateDiffers(page, SourceNames.Fingerprint) }
                : reply is not null ? new[] { EvidenceOf.IdentityCertificateShown(page, SourceNames.Fingerprint) }
                : Array.Empty<Evidence>(),
        };
    }
}
