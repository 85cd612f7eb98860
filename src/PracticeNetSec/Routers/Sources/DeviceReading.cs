// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Routers.NatMib;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>Everything that SNMP, or a recording of it, tells about a router of any make.</summary>
internal static class DeviceReading
{
    /// <summary>Reads the device. One that does not answer is a result and no error.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<RouterReading> ReadAsync(ISnmpSource source, CancellationToken cancellation)
    {
        BintecReading device = await BintecReader.ReadAsync(source, cancellation).ConfigureAwait(false);
        if (device.Outcome != SnmpOutcome.Answered)
        {
            return RouterReading.From(device);
        }

        Task<string[]> addresses = AddressTable.ReadPublicAsync(source, cancellation);
        RouterReading reading = device.IsBintec
            ? RouterReading.From(device, await BintecProtection.ReadAsync(source, cancellation).ConfigureAwait(false))
            : await OfAnotherMakeAsync(device, source, cancellation).ConfigureAwait(false);
        reading.WanAddresses = await addresses.ConfigureAwait(false);
        return reading;
    }

    private static async Task<RouterReading> OfAnotherMakeAsync(BintecReading device, ISnmpSource source, CancellationToken cancellation)
    {
        Task<MakerReading?> maker = MakerReading.ReadAsync(source, cancellation);
        RouterReading reading = RouterReading.From(device, await NatMibReading.ReadAsync(source, cancellation).ConfigureAwait(false));
        if (await maker.ConfigureAwait(false) is { } named)
        {
            named.Identity.Evidence = named.Identity.Evidence.Concat(device.Identity.Evidence).ToArray();
            (reading.Identity, reading.Firmware) = (named.Identity, named.Firmware);
        }

        return reading;
    }
}
