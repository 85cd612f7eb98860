// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Http;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Upnp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// TR-064 as FRITZ!Boxes serve it: their identity without a login; with one, the table of forwards and the external
/// address. That list never proves a device unaffected: users report that some versions show a caller its own forwards only
/// (home-assistant/core issue 93665), and it is undocumented whether an exposed host is in it. The login goes over TLS; without it, only to a device inside that states to have none and should have none.
/// </summary>
internal sealed class Tr064Source : IRouterSource
{
    private const string UsualPath = "/tr64desc.xml";
    private const string Prefix = "urn:dslforum-org:";
    private const string DeviceInfo = Prefix + "service:DeviceInfo:1";
    private const string Layer3Forwarding = Prefix + "service:Layer3Forwarding:1";
    private const string SecurityPort = "NewSecurityPort";
    private const string ConnectionInUse = "NewDefaultConnectionService";
    private const int LastPort = 65535;
    private const int BudgetInTimeouts = 10;

    private static readonly string[] ConnectionKinds = { "WANPPPConn", "WANIPConn" };

    private readonly HttpFetcher _fetcher;
    private readonly Credential? _credential;
    private readonly int _port;

    /// <param name="fetcher">Sends the requests.</param>
    /// <param name="credential">Login; null to read only what needs none.</param>
    /// <param name="port">TCP port of the description, another only in tests.</param>
    public Tr064Source(HttpFetcher fetcher, Credential? credential, int port = UpnpSource.UsualPort)
    {
        _fetcher = fetcher;
        _credential = credential;
        _port = port;
    }

    public string Name => SourceNames.Tr064;

    public async Task<SourceResult> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        if (!await target.IsOpenAsync(_port, cancellation).ConfigureAwait(false))
        {
            return new SourceResult(Report(false, EvidenceOf.SourcePortNotOpen(_port, Name)));
        }

        UpnpClient client = new(_fetcher, target.Timeout);
        Uri location = new UriBuilder("http", WebEndpoints.Literal(target.Address), _port, UsualPath).Uri;
        (DeviceDescription? description, Evidence? detail) = await client.DescribeAsync(location, cancellation).ConfigureAwait(false);
        if (description is null || !description.DeviceType.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return new SourceResult(Report(false, detail ?? EvidenceOf.Tr064OtherDescription(Name), client.HasFailed));
        }

        // What needs no login is asked by a client that has none: a device that asks for one before TLS gets none.
        UpnpClient account = new(_fetcher.WithPin(target.CertificateFingerprint), target.Timeout, _credential);
        SourceResult reading = _credential is null
            ? new SourceResult(Report(false, EvidenceOf.Tr064LoginRequired(location.ToString(), Name)))
            : await ReadForwardsAsync(client, account, description, target, cancellation).ConfigureAwait(false);
        reading.Identity = UpnpIdentity.From(description, location, Name);
        reading.Firmware = FritzFirmware.TryParse(description.SystemVersion);
        foreach (SourceReport report in reading.Reports)
        {
            report.Failed = client.HasFailed || account.HasFailed;
        }

        return reading;
    }

    private static async Task<SourceResult> ReadForwardsAsync(UpnpClient open, UpnpClient client, DeviceDescription description, RouterTarget target, CancellationToken cancellation)
    {
        UpnpService? layer3 = description.OfType(Layer3Forwarding).FirstOrDefault();
        if (layer3 is null)
        {
            return new SourceResult(Report(false, EvidenceOf.Tr064NoForwardingService(SourceNames.Tr064)));
        }

        // From here on, every request uses the secured port. A login never falls back to clear text: whoever blocks TLS would read it.
        (int? securePort, Evidence? withheld) = await SecurePortAsync(open, description, target, cancellation).ConfigureAwait(false);
        if (withheld is not null)
        {
            return new SourceResult(Report(false, withheld));
        }

        SoapRequest question = SoapRequest.DefaultConnection(layer3.Type);
        UpnpReply connection = await client.AskAsync(Secured(layer3.ControlUrl, securePort), question, cancellation).ConfigureAwait(false);
        if (connection.Outcome == UpnpOutcome.NoAnswer && securePort is int port)
        {
            return new SourceResult(Report(false, EvidenceOf.Tr064NoTls(port, SourceNames.Tr064)));
        }

        string? name = connection.Answer?.Find(ConnectionInUse);
        UpnpService? service = name is null ? null : Connection(description, name);
        if (service is null)
        {
            return new SourceResult(Report(false, name is null
                ? Failed(UpnpAction.GetDefaultConnectionService, connection.Detail ?? EvidenceOf.UpnpAnswerLacks(ConnectionInUse))
                : EvidenceOf.Tr064ConnectionNotDescribed(SourceNames.Tr064)));
        }

        TimeSpan budget = TimeSpan.FromTicks(target.Timeout.Ticks * BudgetInTimeouts);
        MyFritzList? openings = description.OfType(MyFritzList.ServiceType).FirstOrDefault() is not UpnpService list ? null
            : await MyFritzList.ReadAsync(client, Secured(list.ControlUrl, securePort), budget, cancellation).ConfigureAwait(false);
        return await ReadTableAsync(client, service.Type, Secured(service.ControlUrl, securePort), openings, budget, cancellation).ConfigureAwait(false);
    }

    private static async Task<SourceResult> ReadTableAsync(UpnpClient client, string type, Uri controlUrl, MyFritzList? openings, TimeSpan budget, CancellationToken cancellation)
    {
        UpnpReply address = await client.AskAsync(controlUrl, SoapRequest.ExternalAddress(type), cancellation).ConfigureAwait(false);
        ExternalAddress external = ExternalAddress.From(address.Outcome == UpnpOutcome.Answered ? address.Answer!.Find("NewExternalIPAddress") : null);
        UpnpReply counted = await client.AskAsync(controlUrl, SoapRequest.PortMappingCount(type), cancellation).ConfigureAwait(false);
        PortMappingList list = Count(counted) is { } count
            ? await new PortMappingWalk((next, stop) => client.AskAsync(controlUrl, next, stop), type)
                .RunAsync(count, budget, cancellation).ConfigureAwait(false)
            : PortMappingList.None(Failed(UpnpAction.GetPortMappingNumberOfEntries, counted.Detail ?? EvidenceOf.UpnpNoNumber()));
        string service = type.Split(':')[3];
        Evidence read = list.Detail is Evidence missing
            ? EvidenceOf.Tr064ForwardsReadInPart(list.Mappings.Count, service, controlUrl.Scheme, new[] { missing })
            : EvidenceOf.Tr064ForwardsRead(list.Mappings.Count, service, controlUrl.Scheme);
        PortForward[] forwards = list.Mappings.Select(mapping => UpnpForward.From(mapping, SourceNames.Tr064)).ToArray();
        Evidence[] parts = new[] { read, openings?.Detail, external.Detail, EvidenceOf.Tr064TableLimits() }.OfType<Evidence>().ToArray();
        return new SourceResult(Report(list.IsWhole && openings?.IsWhole != false, EvidenceOf.SourceParts(parts, SourceNames.Tr064)))
        {
            Forwards = openings is null ? forwards : forwards.Concat(openings.Besides(forwards)).ToArray(),
            IPv6 = openings is null ? null : new IPv6Status { Openings = openings.Openings.ToArray() },
            WanAddress = external.WanAddress,
            PrivateWanAddresses = external.PrivateAddresses,
        };
    }

    /// <summary>
    /// The port of TLS, null when the box states that it has none and may get the login without; or why it gets none. The query needs no login, and has
    /// no TLS: whoever is on the way can answer it. Hence a missing answer is none, and a statement alone is not enough where a certificate is expected.
    /// </summary>
    private static async Task<(int? Port, Evidence? Withheld)> SecurePortAsync(UpnpClient client, DeviceDescription description, RouterTarget target, CancellationToken cancellation)
    {
        UpnpService? info = description.OfType(DeviceInfo).FirstOrDefault();
        UpnpReply reply = info is null
            ? UpnpReply.None(UpnpOutcome.NoAnswer, EvidenceOf.UpnpAnswerLacks(DeviceInfo))
            : await client.AskAsync(info.ControlUrl, SoapRequest.SecurityPort(info.Type), cancellation).ConfigureAwait(false);
        bool mayLackTls = string.IsNullOrEmpty(target.CertificateFingerprint) && HostAddress.IsInternal(target.Address) && !UpnpIdentity.IsAvm(description);
        return Number(reply, SecurityPort) switch
        {
            null => (null, EvidenceOf.Tr064TlsUndetermined(new[] { reply.Detail ?? EvidenceOf.UpnpAnswerLacks(SecurityPort) }, SourceNames.Tr064)),
            > 0 and int port => (port, null),
            _ => (null, mayLackTls ? null : EvidenceOf.Tr064TlsRequired(SourceNames.Tr064)),
        };
    }

    private static Uri Secured(Uri controlUrl, int? port) =>
        port is null ? controlUrl : new UriBuilder(controlUrl) { Scheme = "https", Port = port.Value }.Uri;

    /// <summary>AVM names it <c>1.WANPPPConnection.1</c>; the standard has a service id such as <c>…:WANIPConn1</c> at its end.</summary>
    private static UpnpService? Connection(DeviceDescription description, string name) => ConnectionKinds
        .Where(kind => name.IndexOf(kind, StringComparison.Ordinal) >= 0)
        .SelectMany(kind => description.OfType($"{Prefix}service:{kind}ection:1"))
        .FirstOrDefault();

    private static int? Count(UpnpReply reply) => Number(reply, "NewPortMappingNumberOfEntries");

    private static int? Number(UpnpReply reply, string argument)
    {
        try
        {
            return reply.Outcome == UpnpOutcome.Answered ? reply.Answer!.Number(argument, LastPort) : null;
        }
        catch (UpnpFormatException)
        {
            // A number out of bounds counts as missing; the report says that there is none.
            return null;
        }
    }

    private static Evidence Failed(UpnpAction action, Evidence detail) => EvidenceOf.UpnpActionFailed(action.ToString(), new[] { detail }, SourceNames.Tr064);

    private static SourceReport Report(bool complete, Evidence detail, bool failed = false) =>
        new() { Source = SourceNames.Tr064, Complete = complete, Failed = failed, Detail = detail };
}
