// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Routers.NatMib;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>Everything that SNMP, or a recording of it, reports about a router of any vendor.</summary>
internal static class DeviceReading
{
    /// <summary>Reads the device. One that does not answer yields a result, not an error.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<SourceResult> ReadAsync(ISnmpSource source, CancellationToken cancellation)
    {
        BintecReading device = await BintecReader.ReadAsync(source, cancellation).ConfigureAwait(false);
        if (device.Outcome != SnmpOutcome.Answered)
        {
            return SourceResult.From(device);
        }

        Task<(string[] Addresses, Evidence? Failure)> addresses =
            SourceGuard.TryAsync(source.Kind, () => AddressTable.ReadPublicAsync(source, cancellation), Array.Empty<string>(), cancellation);
        (SourceResult? whole, Evidence? failure) = await SourceGuard.TryAsync(source.Kind, () => WithTablesAsync(device, source, cancellation), null, cancellation).ConfigureAwait(false);
        SourceResult reading = whole ?? InPart(device);
        (reading.WanAddresses, Evidence? unread) = await addresses.ConfigureAwait(false);
        return (failure ?? unread) is Evidence reason
            ? reading.With(new SourceReport { Source = source.Kind, Failed = true, Detail = reason })
            : reading;
    }

    private static async Task<SourceResult?> WithTablesAsync(BintecReading device, ISnmpSource source, CancellationToken cancellation) => device.IsBintec
        ? SourceResult.From(device, await BintecProtection.ReadAsync(source, cancellation).ConfigureAwait(false))
        : await OfAnotherMakeAsync(device, source, cancellation).ConfigureAwait(false);

    /// <summary>The device's own identity is kept where its other tables could not be read; its forwards then count as incomplete.</summary>
    private static SourceResult InPart(BintecReading device)
    {
        SourceResult reading = SourceResult.From(device);
        reading.ForwardsComplete = false;
        reading.ShowsForwards = true;
        return reading;
    }

    private static async Task<SourceResult> OfAnotherMakeAsync(BintecReading device, ISnmpSource source, CancellationToken cancellation)
    {
        Task<SnmpVendorSource?> maker = SnmpVendorSource.ReadAsync(source, cancellation);
        SourceResult reading = SourceResult.From(device, await NatMibReading.ReadAsync(source, cancellation).ConfigureAwait(false));
        if (await maker.ConfigureAwait(false) is { } named)
        {
            named.Identity.Evidence = named.Identity.Evidence.Concat(device.Identity.Evidence).ToArray();
            (reading.Identity, reading.Firmware) = (named.Identity, named.Firmware);
        }

        return reading;
    }
}
