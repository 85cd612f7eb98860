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
/// What a gateway reports about IPv6 over UPnP: the state of its filter (IGD:2, WANIPv6FirewallControl:1), and a FRITZ!Box its address and
/// its prefix. Neither reports the openings of that filter. Each connection of a gateway is asked: the line may be any of them.
/// </summary>
internal static class UpnpIPv6
{
    private const string FirewallControl = "urn:schemas-upnp-org:service:WANIPv6FirewallControl:1";
    private const int MaxServices = 4; // filters of one device; real ones have one for each WAN device
    private const int MaxPrefixLength = 128;

    // UPnP Device Architecture 1.1 §3.2.2: 401 Invalid Action, 602 Optional Action Not Implemented.
    private static readonly int[] Absent = { 401, 602 };

    /// <summary>Asks for it; null where the gateway offers nothing of it, or says that it has no such action.</summary>
    /// <param name="client">Sends the requests.</param>
    /// <param name="description">The gateway's description.</param>
    /// <param name="connections">Its connection services.</param>
    /// <param name="cancellation">Stops at once.</param>
    public static async Task<IPv6Status?> ReadAsync(UpnpClient client, DeviceDescription description, IReadOnlyList<UpnpService> connections, CancellationToken cancellation)
    {
        IPv6Status reported = new();
        async Task<SoapAnswer?> AnswerAsync(UpnpService service, SoapRequest question, bool isRequired)
        {
            UpnpReply reply = await AskTwiceAsync(client, service, question, cancellation).ConfigureAwait(false);

            // Only a refusal that says so means that it does not have this, unless the service that it offers requires it; a failure, or a login, leaves it unknown.
            reported.IsUnanswered |= reply.Outcome != UpnpOutcome.Answered && (isRequired || !(reply.Outcome == UpnpOutcome.Refused && Absent.Contains(reply.Answer!.ErrorCode!.Value)));
            return reply.Outcome == UpnpOutcome.Answered ? reply.Answer : null;
        }

        // What cannot be read is not that there is none.
        IPAddress? GlobalOf(SoapAnswer? answer, string argument)
        {
            reported.IsUnanswered |= answer is not null && !IsReadable(answer.Find(argument));
            return Global(answer?.Find(argument));
        }

        UpnpService[] firewalls = description.OfType(FirewallControl).ToArray();
        reported.IsUnanswered = firewalls.Length > MaxServices;
        foreach (UpnpService firewall in firewalls.Take(MaxServices))
        {
            if (await AnswerAsync(firewall, SoapRequest.FirewallStatus(firewall.Type), isRequired: true).ConfigureAwait(false) is SoapAnswer status)
            {
                bool? isOn = Boolean(status.Find("FirewallEnabled"));
                reported.IsUnanswered |= isOn is null;
                reported = IPv6Status.Join(new[] { reported, new IPv6Status { FirewallEnabled = isOn, InboundPinholeAllowed = Boolean(status.Find("InboundPinholeAllowed")) } });
            }
        }

        foreach (UpnpService connection in UpnpIdentity.IsAvm(description) ? connections : Array.Empty<UpnpService>())
        {
            SoapAnswer? address = await AnswerAsync(connection, SoapRequest.AvmIPv6Address(connection.Type), isRequired: false).ConfigureAwait(false);
            SoapAnswer? prefix = await AnswerAsync(connection, SoapRequest.AvmIPv6Prefix(connection.Type), isRequired: false).ConfigureAwait(false);
            reported.Addresses = GlobalOf(address, "NewExternalIPv6Address") is IPAddress own ? reported.Addresses.Union(new[] { own.ToString() }).ToArray() : reported.Addresses;
            reported.Prefix ??= GlobalOf(prefix, "NewIPv6Prefix") is IPAddress start ? $"{start}{Length(prefix!)}" : null;
        }

        bool isEmpty = reported.FirewallEnabled is null && reported.InboundPinholeAllowed is null && reported.Addresses.Length == 0 && reported.Prefix is null;
        return isEmpty && !reported.IsUnanswered ? null : reported;
    }

    /// <summary>For the report of the source.</summary>
    public static IEnumerable<Evidence> Statements(IPv6Status? reported)
    {
        if (reported?.FirewallEnabled is bool isOn)
        {
            yield return isOn ? EvidenceOf.UpnpIpv6FirewallOn() : EvidenceOf.UpnpIpv6FirewallOff();
        }

        if (reported?.InboundPinholeAllowed == true)
        {
            yield return EvidenceOf.UpnpIpv6PinholesAllowed();
        }

        if (reported?.IsUnanswered == true)
        {
            yield return EvidenceOf.UpnpIpv6Unanswered();
        }

        if (reported is not null && reported.Addresses.Length + (reported.Prefix?.Length ?? 0) > 0)
        {
            yield return EvidenceOf.UpnpIpv6Address(reported.ToString());
        }
    }

    /// <summary>A box that is busy may lose one question.</summary>
    private static async Task<UpnpReply> AskTwiceAsync(UpnpClient client, UpnpService service, SoapRequest question, CancellationToken cancellation)
    {
        UpnpReply reply = await client.AskAsync(service.ControlUrl, question, cancellation).ConfigureAwait(false);
        return reply.Outcome == UpnpOutcome.NoAnswer ? await client.AskAsync(service.ControlUrl, question, cancellation).ConfigureAwait(false) : reply;
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

    /// <summary>True for an address, also one that means none, and for nothing at all, which a box without IPv6 reports.</summary>
    private static bool IsReadable(string? text) => text is { Length: 0 } || (IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6);

    /// <summary>The length of the prefix, <c>/56</c>; empty where the box reports none that can be: that there is a prefix is known all the same.</summary>
    private static string Length(SoapAnswer answer)
    {
        try
        {
            return "/" + answer.Number("NewPrefixLength", MaxPrefixLength).ToString(CultureInfo.InvariantCulture);
        }
        catch (UpnpFormatException)
        {
            return "";
        }
    }
}
