// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Net;
using PracticeNetSec.Model;

namespace PracticeNetSec.Upnp;

/// <summary>One entry of a router's mapping table, as WANIPConnection and WANPPPConnection return it.</summary>
internal sealed record PortMapping
{
    private const int LastPort = 65535;

    private static readonly string[] Protocols = { "TCP", "UDP" };

    /// <summary><c>tcp</c> or <c>udp</c>.</summary>
    public string Protocol { get; private init; } = "";

    /// <summary>0 stands for all ports (WANIPConnection:1 §2.2.16).</summary>
    public int ExternalPort { get; private init; }

    /// <summary>
    /// The last port of a range. The standard defines none; a FRITZ!Box reports its own as <c>440-449</c> in NewExternalPort and
    /// the first internal port in NewInternalPort (fritzconnection issue 35).
    /// </summary>
    public int LastExternalPort { get; private init; }

    /// <summary>The first internal port; where the response contains 0, the port is kept.</summary>
    public int InternalPort { get; private init; }

    /// <summary>Address or name of the internal host.</summary>
    public string InternalClient { get; private init; } = "";

    /// <summary>Who may use it; null means anyone.</summary>
    public string? RemoteHost { get; private init; }

    public bool Enabled { get; private init; }

    public string? Description { get; private init; }

    /// <summary>Seconds until it expires; 0 means never, null means not reported.</summary>
    public uint? LeaseSeconds { get; private init; }

    /// <exception cref="UpnpFormatException">A port, the protocol or the state is missing or impossible.</exception>
    public static PortMapping Decode(SoapAnswer answer)
    {
        string protocol = answer.Value("NewProtocol").ToUpperInvariant();
        if (protocol is not ("TCP" or "UDP"))
        {
            throw new UpnpFormatException(EvidenceOf.UpnpAnswerNotAmong("NewProtocol", Protocols));
        }

        (int first, int last) = Ports(answer);
        int inside = answer.Number("NewInternalPort", LastPort);
        if (inside + (last - first) > LastPort)
        {
            throw new UpnpFormatException(EvidenceOf.UpnpAnswerRangeTooLong("NewInternalPort"));
        }

        return new PortMapping
        {
            Protocol = protocol == "TCP" ? "tcp" : "udp",
            ExternalPort = first,
            LastExternalPort = last,
            InternalPort = inside == 0 ? first : inside,
            InternalClient = answer.Value("NewInternalClient"),
            RemoteHost = Anyone(answer.Find("NewRemoteHost")) ? null : answer.Find("NewRemoteHost"),
            Enabled = answer.Boolean("NewEnabled"),
            Description = answer.Find("NewPortMappingDescription") is { Length: > 0 } text ? text : null,
            LeaseSeconds = uint.TryParse(answer.Find("NewLeaseDuration"), NumberStyles.None, CultureInfo.InvariantCulture, out uint lease) ? lease : null,
        };
    }

    private static (int First, int Last) Ports(SoapAnswer answer)
    {
        string[] ends = answer.Value("NewExternalPort").Split('-');
        if (ends.Length != 2)
        {
            int port = answer.Number("NewExternalPort", LastPort);
            return (port, port);
        }

        return Port(ends[0]) is { } first && Port(ends[1]) is { } last && first <= last
            ? (first, last)
            : throw new UpnpFormatException(EvidenceOf.UpnpAnswerNoPort("NewExternalPort"));
    }

    private static int? Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= LastPort ? port : null;

    /// <summary>
    /// The standard specifies empty; FRITZ!Boxes send 0.0.0.0; some send an asterisk or text. A source is accepted only where it is
    /// an address, a network, or a name with a dot in it: any other value counts as no restriction.
    /// </summary>
    private static bool Anyone(string? remote)
    {
        string[] parts = (remote ?? "").Split('/');
        return IPAddress.TryParse(parts[0], out IPAddress? address)
            ? address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.Broadcast)
                || (parts.Length > 1 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            : parts.Length > 1 || parts[0].IndexOf('.') < 0 || Uri.CheckHostName(parts[0]) != UriHostNameType.Dns;
    }
}
