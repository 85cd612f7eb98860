// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Upnp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// What a FRITZ!Box opens for its MyFRITZ services. It is the only list of openings for IPv6 that AVM documents for TR-064, and it does not
/// hold those that an administrator, UPnP or PCP made, nor an exposed host.
/// </summary>
internal sealed class MyFritzList
{
    /// <summary>The service of TR-064 that has it.</summary>
    public const string ServiceType = "urn:dslforum-org:service:X_AVM-DE_MyFritz:1";

    private const int MaxServices = 256;
    private const int MaxNumber = 65535;

    // UPnP Device Architecture 1.1 §3.2.2: 401 Invalid Action, 602 Optional Action Not Implemented.
    private static readonly int[] Absent = { 401, 602 };

    private readonly MyFritzService[] _enabled;

    private MyFritzList(IReadOnlyList<MyFritzService> services, Evidence? missing)
    {
        _enabled = services.Where(service => service.Enabled).ToArray();
        IsWhole = missing is null;
        Detail = missing is null ? EvidenceOf.Tr064MyfritzRead(services.Count) : EvidenceOf.Tr064MyfritzReadInPart(services.Count, new[] { missing });
    }

    /// <summary>True where every service was read.</summary>
    public bool IsWhole { get; }

    /// <summary>For the report of the source.</summary>
    public Evidence Detail { get; }

    /// <summary>The openings for IPv6.</summary>
    public IEnumerable<PortForward> Openings => _enabled.SelectMany(service => service.IPv6Addresses.Where(HostAddress.IsGlobalVersion6).Select(address => Forward(service, address.ToString())));

    /// <summary>The forwards that the list of forwards does not have.</summary>
    /// <param name="listed">That list.</param>
    public IEnumerable<PortForward> Besides(IReadOnlyList<PortForward> listed) => _enabled.Where(service => service.IsForwarded)
        .SelectMany(service => service.IPv4Addresses.Select(address => Forward(service, address.ToString())))
        .Where(forward => !listed.Any(known => IsSame(known, forward)));

    /// <summary>Reads it; null where the box has no such list.</summary>
    /// <param name="client">Sends the requests, with a login.</param>
    /// <param name="controlUrl">Where the service is.</param>
    /// <param name="budget">Timeout of all requests together, plus one request.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static async Task<MyFritzList?> ReadAsync(UpnpClient client, Uri controlUrl, TimeSpan budget, CancellationToken cancellation)
    {
        UpnpReply counted = await client.AskAsync(controlUrl, SoapRequest.MyFritzCount(ServiceType), cancellation).ConfigureAwait(false);
        if (counted.Outcome == UpnpOutcome.Refused && Absent.Contains(counted.Answer!.ErrorCode!.Value))
        {
            return null;
        }

        List<MyFritzService> services = new();
        int unreadable = 0;
        if (Count(counted) is not int count)
        {
            return new MyFritzList(services, counted.Detail ?? EvidenceOf.UpnpNoNumber());
        }

        Stopwatch watch = Stopwatch.StartNew();
        for (int index = 0; index < Math.Min(count, MaxServices); index++)
        {
            UpnpReply reply = await client.AskAsync(controlUrl, SoapRequest.MyFritzService(ServiceType, index), cancellation).ConfigureAwait(false);
            if (reply.Outcome != UpnpOutcome.Answered || watch.Elapsed > budget)
            {
                return new MyFritzList(services, reply.Detail ?? EvidenceOf.UpnpTooSlow());
            }

            try
            {
                services.Add(MyFritzService.Decode(reply.Answer!));
            }
            catch (UpnpFormatException)
            {
                // One invalid entry does not invalidate the others; the list is just incomplete.
                unreadable++;
            }
        }

        return new MyFritzList(services, unreadable > 0 ? EvidenceOf.UpnpEntriesUnreadable(unreadable) : count > MaxServices ? EvidenceOf.UpnpEntriesCapped(MaxServices) : null);
    }

    private static int? Count(UpnpReply reply)
    {
        try
        {
            return reply.Outcome == UpnpOutcome.Answered ? reply.Answer!.Number("NewNumberOfServices", MaxNumber) : null;
        }
        catch (UpnpFormatException)
        {
            return null;
        }
    }

    private static PortForward Forward(MyFritzService service, string inside) => new()
    {
        Protocol = "tcp",
        ExternalStart = service.Port,
        ExternalEnd = service.Port,
        InternalAddress = inside,
        InternalStart = service.Port,
        InternalEnd = service.Port,
        Description = service.Name,
        Source = SourceNames.Tr064,
    };

    /// <summary>The box has one port for a service, and does not state whether it is the one outside or inside where a forward translates it.</summary>
    private static bool IsSame(PortForward known, PortForward service) => known.InternalAddress == service.InternalAddress && known.CarriesTcp && known.Enabled
        && ((known.ExternalStart <= service.ExternalStart && service.ExternalStart <= known.ExternalEnd) || (known.InternalStart <= service.InternalStart && service.InternalStart <= known.InternalEnd));
}
