// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using PracticeNetSec.Model;

namespace PracticeNetSec.Upnp;

/// <summary>
/// A service that a FRITZ!Box makes reachable under its MyFRITZ name, over IPv4 by a forward and over IPv6 by an opening of its firewall
/// (AVM, TR-064 X_AVM-DE_MyFritz:1, GetServiceByIndex).
/// </summary>
internal sealed record MyFritzService
{
    private const int LastPort = 65535;
    private const string ForwardingFailed = "2"; // NewIPv4ForwardingWarning: 0 unknown, 1 succeeded, 2 failed

    private static readonly char[] Separators = { ',', ';', ' ', '|', '\t', '\r', '\n' };

    public bool Enabled { get; private init; }

    /// <summary>The name that a person gave it.</summary>
    public string? Name { get; private init; }

    /// <summary>TCP port, 1 to 65535.</summary>
    public int Port { get; private init; }

    /// <summary>Addresses of the machine inside.</summary>
    public IPAddress[] IPv4Addresses { get; private init; } = Array.Empty<IPAddress>();

    /// <summary>False where the box reports that it could not forward the port over IPv4.</summary>
    public bool IsForwarded { get; private init; }

    /// <summary>Addresses of the machine; the box opens its firewall for each.</summary>
    public IPAddress[] IPv6Addresses { get; private init; } = Array.Empty<IPAddress>();

    /// <summary>Interface identifiers of the machine (RFC 4291 §2.5.1), written as addresses without a prefix.</summary>
    public IPAddress[] IPv6InterfaceIds { get; private init; } = Array.Empty<IPAddress>();

    /// <exception cref="UpnpFormatException">The port, the state or an address is missing or impossible.</exception>
    public static MyFritzService Decode(SoapAnswer answer)
    {
        int port = answer.Number("NewPort", LastPort);
        return new MyFritzService
        {
            Enabled = answer.Boolean("NewEnabled"),
            Name = answer.Find("NewName") is { Length: > 0 } name ? name : null,
            Port = port > 0 ? port : throw new UpnpFormatException(EvidenceOf.UpnpAnswerNoPort("NewPort")),
            IPv4Addresses = Addresses(answer, "NewIPv4Addresses"),
            IsForwarded = answer.Find("NewIPv4ForwardingWarning") != ForwardingFailed,
            IPv6Addresses = Addresses(answer, "NewIPv6Addresses"),
            IPv6InterfaceIds = Addresses(answer, "NewIPv6InterfaceIDs"),
        };
    }

    private static IPAddress[] Addresses(SoapAnswer answer, string argument) => (answer.Find(argument) ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries)
        .Select(text => IPAddress.TryParse(text, out IPAddress? address) ? address : throw new UpnpFormatException(EvidenceOf.UpnpAnswerNoAddress(argument)))
        .ToArray();
}
