// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Sources;

namespace PracticeNetSec.Routers.Examination;

/// <summary>Joins what the sources reported about one router into one observation.</summary>
internal static class ObservationMerge
{
    /// <summary>Everything that the sources reported, added to what was measured.</summary>
    /// <param name="observed">What was measured.</param>
    /// <param name="options">Names further addresses of a Konnektor.</param>
    /// <param name="ended">When the examination ended.</param>
    /// <param name="results">What the sources reported.</param>
    /// <param name="more">Reports of what is no source of its own.</param>
    public static RouterObservation Of(RouterObservation observed, RouterExaminationOptions options, DateTimeOffset ended, SourceResult[] results, IEnumerable<SourceReport> more)
    {
        string[] addresses = results.Select(result => result.WanAddress)
            .Concat(results.SelectMany(result => result.WanAddresses))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        return observed with
        {
            Identity = Identity(results.Select(result => result.Identity).OfType<RouterIdentity>().ToArray()),
            Firmware = results.Select(result => result.Firmware).OfType<RouterFirmware>().OrderBy(firmware => firmware.Version is null).FirstOrDefault(),

            Forwards = PortForward.Distinct(results.SelectMany(result => result.Forwards)).ToArray(),
            Sessions = results.SelectMany(result => result.Sessions).ToArray(),
            Management = results.SelectMany(result => result.Management).ToArray(),
            NatInterfaces = results.SelectMany(result => result.Interfaces).ToArray(),
            DynamicPortMapping = results.SelectMany(result => result.DynamicPortMapping).ToArray(),
            KonnektorAddresses = observed.KonnektorAddresses.Union(options.KonnektorAddresses).ToArray(),
            ReportedWanAddresses = addresses,
            IPv6 = IPv6Status.Join(results.Select(result => result.IPv6).OfType<IPv6Status>().Prepend(observed.IPv6)),
            PrivateWanAddresses = results.SelectMany(result => result.PrivateWanAddresses).Distinct().ToArray(),

            // The practice's inventory has precedence: a router that reports false data must not choose the next cmdlet's target.
            WanAddress = observed.WanAddress ?? results.Select(LeadingOut).FirstOrDefault(address => address is not null),
            Devices = results.SelectMany(result => result.Devices).ToArray(),
            IsKonnektor = results.Any(result => result.IsKonnektor),
            Sources = results.SelectMany(result => result.Reports).Concat(more).ToArray(),
            EndedAt = ended,
            ForwardsComplete = results.Any(result => result.ForwardsComplete),
        };
    }

    /// <summary>The public address of the interface that leads out: beside a private one there, another interface's is for instance that of a tunnel.</summary>
    private static string? LeadingOut(SourceResult result) => result.WanAddress ?? (result.PrivateWanAddresses.Count > 0 || result.WanAddresses.Count == 0 ? null : result.WanAddresses[0]);

    /// <summary>The source with the highest confidence names the device; the others fill gaps and add their evidence.</summary>
    public static RouterIdentity Identity(RouterIdentity[] identities)
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
}
