// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Routers.Sources;

/// <summary>The external address that a router reports, and whether it is publicly routable.</summary>
internal sealed class ExternalAddress
{
    private ExternalAddress(string? wanAddress, Evidence detail, params string[] privateAddresses)
    {
        WanAddress = wanAddress;
        PrivateAddresses = privateAddresses;
        Detail = detail;
    }

    /// <summary>The address where it is a public one; null otherwise.</summary>
    public string? WanAddress { get; }

    /// <summary>The address where it is a private one: there is another NAT upstream. Empty otherwise.</summary>
    public IReadOnlyList<string> PrivateAddresses { get; }

    /// <summary>True where the router reported one.</summary>
    public bool IsReported => WanAddress is not null || PrivateAddresses.Count > 0;

    /// <summary>For the source's report.</summary>
    public Evidence Detail { get; }

    /// <param name="text">The router's text; null where it reported none.</param>
    public static ExternalAddress From(string? text)
    {
        if (!IPAddress.TryParse(text, out IPAddress? address) || !IsOneHost(address))
        {
            return new ExternalAddress(null, EvidenceOf.WanNotReported());
        }

        // RFC 1918 or RFC 6598: the router's external network is the internal network of another router or the provider.
        return HostAddress.IsPrivate(address)
            ? new ExternalAddress(null, EvidenceOf.WanPrivate(address.ToString()), address.ToString())
            : new ExternalAddress(address.ToString(), EvidenceOf.WanPublic(address.ToString()));
    }

    private static bool IsOneHost(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? address.GetAddressBytes()[0] is > 0 and < 224
        : !address.IsIPv6Multicast && !address.Equals(IPAddress.IPv6Any);
}
