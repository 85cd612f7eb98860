// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Sources;

/// <summary>The address outside that a router tells, and whether the Internet can know it.</summary>
internal sealed class ExternalAddress
{
    private ExternalAddress(string? wanAddress, string? privateAddress, string detail)
    {
        WanAddress = wanAddress;
        PrivateAddress = privateAddress;
        Detail = detail;
    }

    /// <summary>The address where it is a public one; null otherwise.</summary>
    public string? WanAddress { get; }

    /// <summary>The address where it is a private one: another NAT stands before the router. Null otherwise.</summary>
    public string? PrivateAddress { get; }

    /// <summary>For the source's report.</summary>
    public string Detail { get; }

    /// <param name="text">The router's word; null where it told none.</param>
    public static ExternalAddress From(string? text)
    {
        if (!IPAddress.TryParse(text, out IPAddress? address) || !IsOneHost(address))
        {
            return new ExternalAddress(null, null, "no external address told");
        }

        // RFC 1918 or RFC 6598: what the router calls outside is another router's, or the provider's, inside.
        return HostAddress.IsPrivate(address)
            ? new ExternalAddress(null, address.ToString(), $"external address {address} is private, so another NAT stands before this router")
            : new ExternalAddress(address.ToString(), null, $"external address {address}");
    }

    private static bool IsOneHost(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? address.GetAddressBytes()[0] is > 0 and < 224
        : !address.IsIPv6Multicast && !address.Equals(IPAddress.IPv6Any);
}
