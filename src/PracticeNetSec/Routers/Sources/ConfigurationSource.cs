// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Configuration;

namespace PracticeNetSec.Routers.Sources;

/// <summary>What the configuration file of a router shows: what was meant when it was saved, which is what the router then did.</summary>
internal static class ConfigurationSource
{
    /// <exception cref="InputException"><c>NotAConfiguration</c>: the file is none.</exception>
    /// <exception cref="System.IO.IOException">The file cannot be read.</exception>
    public static SourceResult Read(string path, CancellationToken cancellation) => From(ConfigurationFile.Load(path, cancellation));

    /// <summary>The same of what was read.</summary>
    internal static SourceResult From(ConfigurationReading file)
    {
        const string Source = SourceNames.Configuration;
        Evidence read = EvidenceOf.ConfigurationRead(file.Format, file.Forwards.Count, file.Openings.Count, Source);
        Evidence[] limits = file.Format == FritzConfiguration.Format ? new[] { EvidenceOf.ConfigurationFormatNotPublished(Source) } : Array.Empty<Evidence>();
        return new SourceResult(new SourceReport
        {
            Source = Source,
            Complete = file.Unread.Count == 0,
            Detail = SourceReport.Join(Source, file.Unread.Prepend(read).Concat(file.Notes).Concat(limits)),
        })
        {
            Identity = new RouterIdentity
            {
                Vendor = file.Vendor,
                Model = file.Model,
                SerialNumber = file.SerialNumber,
                Confidence = file.Model is null ? Confidence.Low : Confidence.High,
                Evidence = new[] { EvidenceOf.IdentityConfiguration(file.Model ?? file.Format, Source) },
            },
            Firmware = file.Firmware is null ? null : FirmwareOf(file, file.Firmware),
            Forwards = file.Forwards.ToArray(),
            ForwardsComplete = file.ForwardsComplete,
            ShowsForwards = true,
            DynamicPortMapping = file.DynamicPortMapping.ToArray(),
            Management = file.Management.ToArray(),
            WanAddresses = file.Addresses.ToArray(),
            IPv6 = file.IsIPv6Off ? null : new IPv6Status
            {
                Openings = file.Openings.ToArray(),
                FirewallEnabled = file.IsIPv6Unfiltered ? false : null,

                // Which addresses the machines have, a configuration seldom shows.
                IsUnanswered = true,
            },
        };
    }

    private static RouterFirmware FirmwareOf(ConfigurationReading file, string version) =>
        file.Format == FritzConfiguration.Format ? FritzFirmware.TryParse(version) ?? new RouterFirmware { Text = version } : new RouterFirmware { Text = version, Version = version };
}
