// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Routers.NatMib;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>Everything that SNMP, or a recording of it, reports about a router of any vendor.</summary>
internal static class DeviceReading
{
    private const int MaxNeighbours = 64; // named in the result; that there are any decides

    /// <summary>Reads the device. One that does not answer yields a result, not an error.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<SourceResult> ReadAsync(ISnmpSource source, CancellationToken cancellation)
    {
        BintecReading device = await BintecReader.ReadAsync(source, cancellation).ConfigureAwait(false);
        if (device.Outcome != SnmpOutcome.Answered)
        {
            return SourceResult.From(device);
        }

        Task<(AddressTable Table, Evidence? Failure)> addressesTask =
            SourceGuard.TryAsync(source.Kind, () => AddressTable.ReadAsync(source, cancellation), AddressTable.Empty, cancellation);
        Task<(DefaultRoutes Found, Evidence? Failure)> routesTask =
            SourceGuard.TryAsync(source.Kind, () => DefaultRoutes.ReadAsync(source, cancellation), DefaultRoutes.Empty, cancellation);
        Task<(NeighbourTable Table, Evidence? Failure)> neighboursTask =
            SourceGuard.TryAsync(source.Kind, () => NeighbourTable.ReadAsync(source, cancellation), NeighbourTable.Empty, cancellation);
        (SourceResult? whole, Evidence? failure) = await SourceGuard.TryAsync(source.Kind, () => WithTablesAsync(device, source, cancellation), null, cancellation).ConfigureAwait(false);
        SourceResult reading = whole ?? InPart(device);
        (AddressTable own, Evidence? unread) = await addressesTask.ConfigureAwait(false);
        (DefaultRoutes leaving, Evidence? unrouted) = await routesTask.ConfigureAwait(false);
        (InterfaceAddress[] addresses, int[] routes) = (own.Addresses, leaving.Interfaces);
        (NeighbourTable neighbours, Evidence? unheard) = await neighboursTask.ConfigureAwait(false);
        reading.IPv6 = Inside(device, neighbours, addresses, routes, isUnanswered: own.IsVersion6Unread || own.Unread is not null || unread is not null);
        reading.WanAddresses = addresses.Where(found => found.IsPublic).Select(found => found.Address).ToArray();
        reading.WanAddress = addresses.FirstOrDefault(found => found.IsPublic && LeadsOut(found, routes))?.Address;
        reading.PrivateWanAddresses = PrivateAddressesOutside(reading, addresses, routes);
        DoubtTranslation(reading, addresses, routes, device.NamesAllInterfaces, source.Kind);
        DoubtInterfaces(reading, new[] { own.Unread, leaving.Unread, unread, unrouted, Withheld(source, addresses) }, source.Kind);
        return (failure ?? unread ?? unrouted ?? unheard) is Evidence reason
            ? reading.With(new SourceReport { Source = source.Kind, Failed = true, Detail = reason })
            : reading;
    }

    /// <summary>What the table of neighbours shows of IPv6 inside: the provider's routers are neighbours too, at the interface that leads out.</summary>
    private static IPv6Status? Inside(BintecReading device, NeighbourTable neighbours, InterfaceAddress[] own, int[] routes, bool isUnanswered)
    {
        bool LeadsOut(int? index) => index is int one && (routes.Contains(one) || device.Interfaces.Any(found => found.Index == one && found.Translates));
        string[] inside = neighbours.Addresses.Where(found => !LeadsOut(found.Interface)).Select(found => found.Address).Except(own.Select(found => found.Address)).Take(MaxNeighbours).ToArray();
        return inside.Length > 0 || neighbours.IsCutShort || isUnanswered ? new IPv6Status { Neighbours = inside, IsUnanswered = neighbours.IsCutShort || isUnanswered } : null;
    }

    /// <summary>
    /// The table of forwards says nothing about an interface to the Internet that does not translate: with an address of its own there,
    /// or a default route through it, it lets packets pass without a forward.
    /// </summary>
    private static void DoubtTranslation(SourceResult reading, InterfaceAddress[] addresses, int[] routes, bool namesAll, string kind)
    {
        int[] translating = reading.Interfaces.Where(found => found.Translates).Select(found => found.Index).ToArray();

        // A bintec device names every interface with its mode, NAT-MIB only those that translate: any other does not.
        int[] named = reading.Interfaces.Select(found => found.Index).ToArray();
        int[] leaving = addresses.Where(address => address.IsPublic && address.IsVersion4).Select(address => address.Interface).OfType<int>().Concat(routes).Distinct()
            .Where(index => !namesAll || named.Contains(index))
            .OrderBy(index => index)
            .ToArray();
        string[] plain = leaving.Where(index => !translating.Contains(index))
            .Select(index => addresses.FirstOrDefault(address => address.Interface == index && address.IsPublic && address.IsVersion4) is InterfaceAddress own ? $"{Number(index)} ({own.Address})" : Number(index))
            .Concat(addresses.Where(address => address.IsPublic && address.IsVersion4 && address.Interface is null).Select(address => address.Address))
            .ToArray();
        if (plain.Length > 0 && reading.ForwardsComplete)
        {
            reading.ForwardsComplete = false;
            reading.With(new SourceReport { Source = kind, Detail = EvidenceOf.SourceUntranslatedInterfaces(string.Join(", ", plain), kind) });
        }
    }

    /// <summary>
    /// An agent has an address, at which it answers: without any, its view (RFC 3415 section 2.4) withholds the tables of IP, and with them
    /// interfaces that may not translate. A recording may be of other tables alone.
    /// </summary>
    private static Evidence? Withheld(ISnmpSource source, InterfaceAddress[] addresses) =>
        source.Agent is { AddressFamily: AddressFamily.InterNetwork } && !addresses.Any(address => address.IsVersion4) ? EvidenceOf.SnmpOwnAddressMissing() : null;

    /// <summary>An interface that the agent did not show, because a question timed out or failed, may be one that does not translate.</summary>
    private static void DoubtInterfaces(SourceResult reading, IEnumerable<Evidence?> failures, string kind)
    {
        Evidence[] reasons = failures.OfType<Evidence>().ToArray();
        if (reasons.Length > 0 && reading.ForwardsComplete)
        {
            reading.ForwardsComplete = false;
            reading.With(new SourceReport { Source = kind, Detail = EvidenceOf.SourceInterfacesUnread(reasons, kind) });
        }
    }

    /// <summary>
    /// The addresses through which a router leaves where an interface that leads out has no public one: those of the interfaces of its default
    /// routes or, where it shows no routes and no public address, one of a range that only providers use. A device that does not translate has no outside, unless the provider does it: the AFTR
    /// of DS-Lite (RFC 6333 §5.1).
    /// </summary>
    private static string[] PrivateAddressesOutside(SourceResult reading, InterfaceAddress[] addresses, int[] routes)
    {
        bool translates = reading.ForwardsComplete || reading.Forwards.Count > 0 || reading.Interfaces.Any(found => found.Translates)
            || addresses.Any(found => LeadsOut(found, routes) && !found.IsPublic && IsProviders(found));

        // A second address of an interface with a public one is for instance that of a modem's page.
        InterfaceAddress[] open = addresses.Where(found => found.IsPublic && LeadsOut(found, routes)).ToArray();
        return !translates || (routes.Length == 0 && open.Length > 0)
            ? Array.Empty<string>()
            : addresses.Where(found => !found.IsPublic && LeadsOut(found, routes) && (routes.Length > 0 || IsProviders(found)) && open.All(known => known.Interface != found.Interface)).Select(found => found.Address).Distinct().ToArray();
    }

    private static bool LeadsOut(InterfaceAddress found, int[] routes) => found.IsVersion4 && (routes.Length == 0 || (found.Interface is int index && routes.Contains(index)));

    private static bool IsProviders(InterfaceAddress found) => IPAddress.Parse(found.Address) is var address && (HostAddress.IsShared(address) || HostAddress.IsTunnelEnd(address));

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static async Task<SourceResult?> WithTablesAsync(BintecReading device, ISnmpSource source, CancellationToken cancellation) => device.IsBintec || device.Interfaces.Length + device.Forwards.Length > 0 // a walk of the tables alone names no device
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
        Task<SnmpVendorSource?> vendor = SnmpVendorSource.ReadAsync(source, cancellation);
        SourceResult reading = SourceResult.From(device, await NatMibReading.ReadAsync(source, cancellation).ConfigureAwait(false));
        if (await vendor.ConfigureAwait(false) is { } named)
        {
            named.Identity.Evidence = named.Identity.Evidence.Concat(device.Identity.Evidence).ToArray();
            (reading.Identity, reading.Firmware) = (named.Identity, named.Firmware);
        }

        return reading;
    }
}
