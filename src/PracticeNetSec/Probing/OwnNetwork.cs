// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using PracticeNetSec.Net;

namespace PracticeNetSec.Probing;

/// <summary>
/// The network this machine is in, by its addresses and gateways: a laptop elsewhere has another way to the Internet. Read anew every
/// ten seconds.
/// </summary>
internal sealed class OwnNetwork
{
    private const int MaxAge = 10_000; // milliseconds; to read it takes some, and a fleet asks for each practice

    private static readonly object Lock = new();
    private static OwnNetwork? _current;
    private static int _readAt;

    private readonly (IPAddress Address, IPAddress? Mask)[] _own;
    private readonly bool _isKnown;

    private OwnNetwork((IPAddress Address, IPAddress? Mask)[] own, IPAddress[] gateways, bool isKnown)
    {
        (_own, _isKnown) = (own, isKnown);

        // Where a machine does not report its addresses, it may be in another network at each reading: what was shown before proves nothing.
        Name = isKnown
            ? string.Join(" ", own.Select(found => found.Address).Where(address => !IPAddress.IsLoopback(address)).Concat(gateways)
                .Where(address => address.AddressFamily == AddressFamily.InterNetwork)
                .Select(address => address.ToString()).Distinct().OrderBy(text => text, StringComparer.Ordinal))
            : Guid.NewGuid().ToString();
        Addresses = new HashSet<IPAddress>(own.Select(found => found.Address).Concat(gateways));
    }

    /// <summary>All IPv4 addresses, in one text that changes with the network.</summary>
    public string Name { get; }

    /// <summary>The addresses of this machine and of its gateways.</summary>
    public ICollection<IPAddress> Addresses { get; }

    /// <summary>True where this machine has an IPv6 address of the Internet (RFC 4291 §2.5.4), or that is not known: then the attempt shows it.</summary>
    public bool HasGlobalVersion6 => !_isKnown || _own.Any(found => found.Address.AddressFamily == AddressFamily.InterNetworkV6 && !HostAddress.IsPrivate(found.Address));

    /// <summary>This machine's IPv6 addresses of the Internet.</summary>
    public IEnumerable<string> GlobalVersion6 => _own.Select(found => found.Address).Where(HostAddress.IsGlobalVersion6).Select(address => address.ToString()).Distinct();

    /// <summary>The network as it is now.</summary>
    public static OwnNetwork Current()
    {
        lock (Lock)
        {
            if (_current is null || unchecked(Environment.TickCount - _readAt) > MaxAge)
            {
                (_current, _readAt) = (Read(), Environment.TickCount);
            }

            return _current;
        }
    }

    /// <summary>Reads it anew at the next call: after an outage it may be another.</summary>
    public static void Refresh()
    {
        lock (Lock)
        {
            _current = null;
        }
    }

    /// <summary>True for an address in a network of this machine, which is reached without a router.</summary>
    public bool IsOnLink(IPAddress address) => _own.Any(found => found.Mask is not null && IsSameNetwork(found.Address, address, found.Mask));

    /// <summary>The mask of a prefix of IPv6; the same as <see cref="UnicastIPAddressInformation.IPv4Mask"/> of the other version.</summary>
    /// <param name="length">Bits, 0 to 128.</param>
    internal static IPAddress MaskOf(int length) => new(Enumerable.Range(0, 16).Select(part => (byte)(0xFF00 >> Math.Max(0, Math.Min(8, length - (8 * part))))).ToArray());

    /// <summary>With addresses of a test's own.</summary>
    internal static OwnNetwork Of((IPAddress Address, IPAddress? Mask)[] own, IPAddress[] gateways, bool isKnown = true) => new(own, gateways, isKnown);

    private static OwnNetwork Read()
    {
        try
        {
            IPInterfaceProperties[] interfaces = NetworkInterface.GetAllNetworkInterfaces()
                .Where(found => found.OperationalStatus == OperationalStatus.Up)
                .Select(found => found.GetIPProperties())
                .ToArray();
            return new OwnNetwork(
                interfaces.SelectMany(found => found.UnicastAddresses).Select(own => (own.Address, MaskOf(own))).ToArray(),
                interfaces.SelectMany(found => found.GatewayAddresses).Select(gateway => gateway.Address).ToArray(),
                isKnown: true);
        }
        catch (Exception failure) when (failure is NetworkInformationException or SocketException or PlatformNotSupportedException)
        {
            // Not every system reports its interfaces. What follows from them is then unknown, and each property says what that means.
            return new OwnNetwork(Array.Empty<(IPAddress, IPAddress?)>(), Array.Empty<IPAddress>(), isKnown: false);
        }
    }

    private static IPAddress? MaskOf(UnicastIPAddressInformation own)
    {
        try
        {
            // A prefix of length 0 is a machine that does not report it: all addresses would be in its network.
            return own.Address.AddressFamily == AddressFamily.InterNetwork ? own.IPv4Mask : own.PrefixLength > 0 ? MaskOf(own.PrefixLength) : null;
        }
        catch (NotImplementedException)
        {
            // Mono does not have it on every system. Without it a neighbour is not recognised, and counts as the next router at worst.
            return null;
        }
    }

    private static bool IsSameNetwork(IPAddress own, IPAddress other, IPAddress mask)
    {
        byte[] first = own.GetAddressBytes();
        byte[] second = other.GetAddressBytes();
        byte[] bits = mask.GetAddressBytes();
        return second.Length == first.Length && bits.Length == first.Length && Enumerable.Range(0, first.Length).All(i => (first[i] & bits[i]) == (second[i] & bits[i]));
    }
}
