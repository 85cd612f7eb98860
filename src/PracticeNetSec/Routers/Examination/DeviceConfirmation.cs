// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Examination;

/// <summary>
/// Whether a community or a login may be sent to a device at a public address, or behind a name. A dynamic name that is no longer updated, or an address
/// that the carrier gave to somebody else, leads to another customer's device: it must not get the practice's secrets.
/// </summary>
internal sealed class DeviceConfirmation
{
    // Where a device identifies itself without a login; the sources of pages read no others of them.
    private static readonly int[] WebPorts = { 80, 443 };

    private readonly RouterExaminationOptions _options;
    private readonly RouterSources _sources;
    private readonly PortScanner _scanner;

    /// <param name="options">Which secrets would be sent.</param>
    /// <param name="sources">What identifies a device without a login.</param>
    /// <param name="scanner">Measures the web ports.</param>
    public DeviceConfirmation(RouterExaminationOptions options, RouterSources sources, PortScanner scanner) =>
        (_options, _sources, _scanner) = (options, sources, scanner);

    /// <summary>Why no secret is sent; null where there is none, or where it may be sent.</summary>
    /// <param name="target">The device.</param>
    /// <param name="practice">The practice, when known.</param>
    /// <param name="certified">What <see cref="CertificateCheck"/> found; null where the inventory gives no certificate.</param>
    /// <param name="isFurther">True where the address is not the one that the caller named, but another of the same name or practice.</param>
    /// <param name="cancellation">Stops at once.</param>
    public async Task<Evidence?> WithheldAsync(RouterTarget target, Practice? practice, RouterIdentity? certified, bool isFurther, CancellationToken cancellation)
    {
        if (!_options.SendsSecrets || _options.AllowUnconfirmedDevice || _sources.Management.Count == 0)
        {
            return null;
        }

        string address = target.Address.ToString();
        bool isNamed = !isFurther && !IsOfName(target, practice);
        if (practice is null || !RouterIdentityCheck.CanConfirm(practice))
        {
            return isNamed || HostAddress.IsInternal(target.Address) ? null : EvidenceOf.SourceSecretNothingToConfirm(address);
        }

        RouterIdentity[] shown = certified is null ? Array.Empty<RouterIdentity>() : new[] { certified };
        bool? isPractices = RouterIdentityCheck.IsPracticesDevice(practice, ObservationMerge.Identity(shown));
        if (isPractices is null && isNamed && HostAddress.IsInternal(target.Address))
        {
            return null;
        }

        // No page replaces a certificate, so none is read for it.
        isPractices ??= certified is null && await IdentifiesItselfAsync(target, practice, cancellation).ConfigureAwait(false);
        return isPractices == true ? null : EvidenceOf.SourceSecretUnconfirmed(address, practice.RouterCertificate ?? practice.RouterSerialNumber ?? practice.RouterModel!);
    }

    /// <summary>True where a name was looked up, by the caller or by an audit: it may lead to another device than yesterday. An address that the inventory names is none.</summary>
    private static bool IsOfName(RouterTarget target, Practice? practice)
    {
        if (!IPAddress.TryParse(target.ComputerName, out _))
        {
            return true;
        }

        string[] named = new[] { practice?.WanAddress, practice?.RouterAddress }.Concat(practice?.FurtherWanAddresses ?? Array.Empty<string>()).Where(name => !string.IsNullOrEmpty(name)).ToArray()!;
        return !named.Any(name => IPAddress.TryParse(name, out IPAddress? known) && known.Equals(target.Address)) && named.Any(name => !IPAddress.TryParse(name, out _));
    }

    private async Task<bool> IdentifiesItselfAsync(RouterTarget target, Practice practice, CancellationToken cancellation)
    {
        (PortResult[] ports, _) = await SourceGuard.TryAsync(
            SourceNames.Ports, () => _scanner.ScanAsync(target.ComputerName, target.Address, WebPorts, null, cancellation), Array.Empty<PortResult>(), cancellation).ConfigureAwait(false);
        RouterTarget web = new(target.ComputerName, target.Address, target.Timeout, _scanner) { Ports = ports };
        SourceResult[] results = await RouterSources.ReadAsync(_sources.Confirming, web, cancellation).ConfigureAwait(false);
        return RouterIdentityCheck.IsPracticesDevice(practice, ObservationMerge.Identity(results.Select(result => result.Identity).OfType<RouterIdentity>().ToArray())) == true;
    }
}
