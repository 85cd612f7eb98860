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
using PracticeNetSec.Upnp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>
/// What a gateway tells about IPv6 over UPnP: the state of its filter (IGD:2, WANIPv6FirewallControl:1), and a FRITZ!Box its address and
/// its prefix. The openings of that filter are told by neither.
/// </summary>
internal static class UpnpIPv6
{
    private const string FirewallControl = "urn:schemas-upnp-org:service:WANIPv6FirewallControl:1";
    private const string Avm = "AVM";
    private const int MaxPrefixLength = 128;

    /// <summary>Asks for it; null where the gateway offers nothing of it or answers nothing usable.</summary>
    /// <param name="client">Sends the requests.</param>
    /// <param name="description">The gateway's description.</param>
    /// <param name="connections">Its connection services.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static async Task<IPv6Status?> ReadAsync(UpnpClient client, DeviceDescription description, IReadOnlyList<UpnpService> connections, CancellationToken cancellation)
    {
        IPv6Status told = new();
        UpnpService? firewall = description.OfType(FirewallControl).FirstOrDefault();
        if (firewall is not null && await AnswerAsync(client, firewall, SoapRequest.FirewallStatus(firewall.Type), cancellation).ConfigureAwait(false) is SoapAnswer status)
        {
            told.FirewallEnabled = Boolean(status.Find("FirewallEnabled"));
            told.InboundPinholeAllowed = Boolean(status.Find("InboundPinholeAllowed"));
        }

        if (connections.Count > 0 && description.Manufacturer?.StartsWith(Avm, StringComparison.Ordinal) == true)
        {
            UpnpService connection = connections[0];
            SoapAnswer? address = await AnswerAsync(client, connection, SoapRequest.AvmIPv6Address(connection.Type), cancellation).ConfigureAwait(false);
            SoapAnswer? prefix = await AnswerAsync(client, connection, SoapRequest.AvmIPv6Prefix(connection.Type), cancellation).ConfigureAwait(false);
            told.Addresses = Global(address?.Find("NewExternalIPv6Address")) is IPAddress own ? new[] { own.ToString() } : Array.Empty<string>();
            told.Prefix = Global(prefix?.Find("NewIPv6Prefix")) is IPAddress start && Length(prefix!) is int length ? $"{start}/{length.ToString(CultureInfo.InvariantCulture)}" : null;
        }

        return told.FirewallEnabled is null && told.InboundPinholeAllowed is null && told.Addresses.Length == 0 && told.Prefix is null ? null : told;
    }

    /// <summary>For the report of the source.</summary>
    public static IEnumerable<Evidence> Tell(IPv6Status? told)
    {
        if (told?.FirewallEnabled is bool isOn)
        {
            yield return isOn ? EvidenceOf.UpnpIpv6FirewallOn() : EvidenceOf.UpnpIpv6FirewallOff();
        }

        if (told is not null && told.Addresses.Length + (told.Prefix?.Length ?? 0) > 0)
        {
            yield return EvidenceOf.UpnpIpv6Address(told.ToString());
        }
    }

    private static async Task<SoapAnswer?> AnswerAsync(UpnpClient client, UpnpService service, SoapRequest question, CancellationToken cancellation)
    {
        UpnpReply reply = await client.AskAsync(service.ControlUrl, question, cancellation).ConfigureAwait(false);
        return reply.Outcome == UpnpOutcome.Answered ? reply.Answer : null;
    }

    /// <summary>A boolean of UPnP Device Architecture 1.1 §2.5: 0, false, no; 1, true, yes. Null for anything else.</summary>
    private static bool? Boolean(string? text) => text switch
    {
        "1" or "true" or "yes" => true,
        "0" or "false" or "no" => false,
        _ => null,
    };

    /// <summary>An address that the Internet routes; null for anything else, as a box without IPv6 reports <c>::</c> or nothing.</summary>
    private static IPAddress? Global(string? text) =>
        IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6 && HostAddress.IsGlobalVersion6(address) ? address : null;

    private static int? Length(SoapAnswer answer)
    {
        try
        {
            return answer.Number("NewPrefixLength", MaxPrefixLength);
        }
        catch (UpnpFormatException)
        {
            // A length out of bounds: the prefix is then not reported.
            return null;
        }
    }
}
