// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Upnp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// Mappings, external address and identity over UPnP IGD:1 and IGD:2. Its list never counts as the router's whole table:
/// many routers list here only what was opened through UPnP, and IGD:2 may show a client only its own.
/// </summary>
internal sealed class UpnpSource : IRouterSource
{
    /// <summary>Where FRITZ!Boxes and some others serve descriptions.</summary>
    public const int UsualPort = 49000;

    private const string UsualPath = "/igddesc.xml";
    private const int MaxServices = 4; // of one device; real ones have one or two
    private const int BudgetInTimeouts = 10;

    private static readonly string[] ConnectionTypes =
    {
        "urn:schemas-upnp-org:service:WANIPConnection:2",
        "urn:schemas-upnp-org:service:WANIPConnection:1",
        "urn:schemas-upnp-org:service:WANPPPConnection:1",
    };

    private readonly HttpFetcher _fetcher;
    private readonly int _descriptionPort;
    private readonly int _searchPort;

    /// <param name="fetcher">Sends the requests.</param>
    /// <param name="descriptionPort">TCP port of the usual description, another only in tests.</param>
    /// <param name="searchPort">UDP port of SSDP, another only in tests.</param>
    public UpnpSource(HttpFetcher fetcher, int descriptionPort = UsualPort, int searchPort = SsdpClient.DefaultPort)
    {
        _fetcher = fetcher;
        _descriptionPort = descriptionPort;
        _searchPort = searchPort;
    }

    public string Name => SourceNames.Upnp;

    public async Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        UpnpClient client = new(_fetcher, target.Timeout);
        Place place = await FindAsync(client, target, cancellation).ConfigureAwait(false);
        if (place is not { Description: DeviceDescription description, Location: Uri location })
        {
            return new SourceResult(Report(false, EvidenceOf.UpnpNoDescription(place.Reasons, Name), place.Failed || client.HasFailed))
            {
                IsSilent = place.Reasons.Any(reason => reason.Code == EvidenceCode.UpnpSearchNoAnswer),
            };
        }

        UpnpService[] offered = description.OfType(ConnectionTypes).ToArray(), services = offered.Take(MaxServices).ToArray();
        List<PortForward> forwards = new();
        List<Evidence> read = new();
        List<ExternalAddress> external = new();
        bool isWhole = services.Length > 0 && offered.Length == services.Length;
        foreach (UpnpService service in services)
        {
            UpnpReply address = await client.AskAsync(service.ControlUrl, SoapRequest.ExternalAddress(service.Type), cancellation).ConfigureAwait(false);
            external.Add(ExternalAddress.From(address.Outcome == UpnpOutcome.Answered ? address.Answer!.Find("NewExternalIPAddress") : null));

            PortMappingWalk walk = new((question, stop) => client.AskAsync(service.ControlUrl, question, stop), service.Type);
            TimeSpan budget = TimeSpan.FromTicks(target.Timeout.Ticks * BudgetInTimeouts / services.Length);
            PortMappingList list = await walk.RunAsync(null, budget, cancellation).ConfigureAwait(false);
            forwards.AddRange(list.Mappings.Select(mapping => UpnpForward.From(mapping, SourceNames.Upnp)));
            isWhole &= list.IsWhole;
            read.Add(list.Detail is Evidence missing ? EvidenceOf.UpnpMappingsReadInPart(list.Mappings.Count, new[] { missing }) : EvidenceOf.UpnpMappingsRead(list.Mappings.Count));
        }

        IPv6Status? overVersion6 = await UpnpIPv6.ReadAsync(client, description, services, cancellation).ConfigureAwait(false);
        string[] addresses = external.Select(one => one.WanAddress).OfType<string>().Distinct().ToArray();
        read.AddRange(services.Length == 0 ? new[] { EvidenceOf.UpnpNoService() } : external.Where(one => one.IsReported).DefaultIfEmpty(external[0]).Select(one => one.Detail).Distinct());
        if (offered.Length > services.Length)
        {
            read.Add(EvidenceOf.UpnpServicesNotRead(offered.Length - services.Length));
        }

        read.AddRange(UpnpIPv6.Statements(overVersion6));
        if (description.ForeignServices > 0)
        {
            read.Add(EvidenceOf.UpnpForeignServices(description.ForeignServices));
        }

        return new SourceResult(Report(isWhole, EvidenceOf.UpnpRead(location.ToString(), read, Name), place.Failed || client.HasFailed))
        {
            Identity = UpnpIdentity.From(description, location, Name),
            Firmware = FritzFirmware.TryParse(description.SystemVersion),
            Forwards = forwards,
            WanAddress = addresses.FirstOrDefault(),
            WanAddresses = addresses,
            PrivateWanAddresses = external.SelectMany(one => one.PrivateAddresses).Distinct().ToArray(),
            IPv6 = overVersion6,
        };
    }

    private static SourceReport Report(bool complete, Evidence detail, bool failed) =>
        new() { Source = SourceNames.Upnp, Complete = complete && !failed, Failed = failed, Detail = detail };

    /// <summary>
    /// Tries the usual URL and searches, both at once. The usual URL has precedence over the one the device names: which of
    /// them is read, and what is reported where neither exists, must not depend on which answers first.
    /// </summary>
    private async Task<Place> FindAsync(UpnpClient client, RouterTarget target, CancellationToken cancellation)
    {
        using CancellationTokenSource found = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<Place> searching = TryAsync(stop => SearchAsync(client, target, stop), found.Token, cancellation);
        Place usual = await TryAsync(stop => AtUsualPlaceAsync(client, target, stop), cancellation, cancellation).ConfigureAwait(false);
        if (usual.IsGateway)
        {
            found.Cancel();
            await searching.ConfigureAwait(false);
            return usual;
        }

        Place named = await searching.ConfigureAwait(false);
        bool failed = usual.Failed || named.Failed;
        return named.IsGateway || (usual.Description is null && named.Description is not null) ? named with { Failed = failed }
            : usual.Description is not null ? usual with { Failed = failed }
            : new Place(null, null, usual.Reasons.Concat(named.Reasons).ToArray(), failed);
    }

    /// <summary>An error in one way to find the description must not affect the other.</summary>
    private static async Task<Place> TryAsync(Func<CancellationToken, Task<Place>> find, CancellationToken stop, CancellationToken cancellation)
    {
        (Place place, Evidence? failure) = await SourceGuard.TryAsync(SourceNames.Upnp, () => find(stop), new Place(null, null, Array.Empty<Evidence>()), cancellation).ConfigureAwait(false);
        return failure is null ? place : new Place(null, null, new[] { failure }, Failed: true);
    }

    private async Task<Place> AtUsualPlaceAsync(UpnpClient client, RouterTarget target, CancellationToken cancellation) =>
        await target.IsOpenAsync(_descriptionPort, cancellation).ConfigureAwait(false)
            ? await DescribeAsync(client, new UriBuilder("http", WebEndpoints.Literal(target.Address), _descriptionPort, UsualPath).Uri, cancellation).ConfigureAwait(false)
            : new Place(null, null, new[] { EvidenceOf.SourcePortNotOpen(_descriptionPort, Name) });

    private async Task<Place> SearchAsync(UpnpClient client, RouterTarget target, CancellationToken cancellation)
    {
        Uri? place = await SsdpClient.FindGatewayAsync(new IPEndPoint(target.Address, _searchPort), target.Timeout, cancellation).ConfigureAwait(false);
        return place is null ? new Place(null, null, new[] { EvidenceOf.UpnpSearchNoAnswer(Name) }) : await DescribeAsync(client, place, cancellation).ConfigureAwait(false);
    }

    private static async Task<Place> DescribeAsync(UpnpClient client, Uri location, CancellationToken cancellation)
    {
        (DeviceDescription? description, Evidence? detail) = await client.DescribeAsync(location, cancellation).ConfigureAwait(false);
        return new Place(description, location, detail is null ? Array.Empty<Evidence>() : new[] { detail });
    }

    /// <summary>The URL of a description, or why there is none.</summary>
    private sealed record Place(DeviceDescription? Description, Uri? Location, Evidence[] Reasons, bool Failed = false)
    {
        public bool IsGateway => Description?.OfType(ConnectionTypes).Any() == true;
    }
}
