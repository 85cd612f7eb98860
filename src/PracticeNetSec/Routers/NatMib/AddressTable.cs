// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.NatMib;

/// <summary>
/// The addresses of a router's own interfaces: ipAddressTable (RFC 4293, where the address is the INDEX) and, of
/// older agents, ipAddrTable (RFC 1213).
/// </summary>
/// <param name="Addresses">Every address of one host but those of loopback, each once, with its interface.</param>
/// <param name="IsVersion6Unread">True where the table that has IPv6 as well was not answered.</param>
/// <param name="Unread">Why some may be missing: neither table was read to its end, and one of them failed. Null where the agent shows all it has.</param>
internal sealed record AddressTable(InterfaceAddress[] Addresses, bool IsVersion6Unread, Evidence? Unread)
{
    private const int MaxRows = 1024;
    private const uint IpAdEntAddr = 1;
    private const uint IpAdEntIfIndex = 2;
    private const int Ipv4 = 1;
    private const int Ipv6 = 2;

    private const uint IpAddressIfIndex = 3;
    private const uint IpAddressType = 4;
    private const int Unicast = 1;
    private const byte FirstMulticast = 224;

    private static readonly ObjectIdentifier IpAddressEntry = ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 4, 34, 1);
    private static readonly ObjectIdentifier IpAddrEntry = ObjectIdentifier.Of(1, 3, 6, 1, 2, 1, 4, 20, 1);

    public static AddressTable Empty { get; } = new(System.Array.Empty<InterfaceAddress>(), false, null);

    /// <exception cref="System.OperationCanceledException">The caller cancelled.</exception>
    public static async Task<AddressTable> ReadAsync(ISnmpSource source, CancellationToken cancellation)
    {
        Task<SnmpTable> young = source.ReadTableAsync(new TableRequest(new[] { IpAddressEntry.Append(IpAddressIfIndex), IpAddressEntry.Append(IpAddressType) }) { MaxRows = MaxRows }, cancellation);
        Task<SnmpTable> old = source.ReadTableAsync(new TableRequest(new[] { IpAddrEntry.Append(IpAdEntAddr), IpAddrEntry.Append(IpAdEntIfIndex) }) { MaxRows = MaxRows }, cancellation);
        SnmpTable[] read = await Task.WhenAll(young, old).ConfigureAwait(false);
        InterfaceAddress[] addresses = young.Result.Rows.Where(row => row[IpAddressType]?.AsInteger() is null or Unicast).Select(row => (Address: FromIndex(row.Suffix), Interface: row[IpAddressIfIndex]))
            .Concat(old.Result.Rows.Select(row => (Address: row[IpAdEntAddr]?.AsIpAddress() is { } octets ? new IPAddress(octets) : null, Interface: row[IpAdEntIfIndex])))
            .Where(found => found.Address is not null && IsOfOneHost(found.Address))
            .Select(found => new InterfaceAddress(found.Address!.ToString(), found.Interface?.AsInteger() is >= 0 and <= int.MaxValue and { } index ? (int)index : null))
            .GroupBy(found => found.Address)
            .Select(same => same.OrderBy(found => found.Interface is null).First())
            .ToArray();
        bool isWhole = (old.Result.Outcome == SnmpOutcome.Answered && old.Result.Rows.Count > 0) // IPv4 alone
            || (young.Result.Outcome == SnmpOutcome.Answered && young.Result.Rows.Any(row => FromIndex(row.Suffix)?.AddressFamily == AddressFamily.InterNetwork));
        return new AddressTable(addresses, young.Result.Outcome != SnmpOutcome.Answered, isWhole ? null : read.FirstOrDefault(table => table.Outcome != SnmpOutcome.Answered)?.Reason);
    }

    private static bool IsOfOneHost(IPAddress address) => !IPAddress.IsLoopback(address)
        && !address.Equals(IPAddress.IPv6Any)
        && !address.IsIPv6Multicast
        && (address.AddressFamily != AddressFamily.InterNetwork || address.GetAddressBytes()[0] is > 0 and < FirstMulticast);

    /// <summary>InetAddressType, length, octets; a counter that an agent appends is ignored.</summary>
    internal static IPAddress? FromIndex(string suffix)
    {
        ObjectIdentifier? parsed = ObjectIdentifier.TryParse(".1" + suffix);
        List<uint> index = parsed is null ? new() : Enumerable.Range(1, parsed.Length - 1).Select(i => parsed[i]).ToList();
        int length = index.Count < 2 ? 0 : (index[0], index[1]) switch
        {
            (Ipv4, 4) => 4,
            (Ipv6, 16) => 16,
            _ => 0,
        };
        uint[] octets = index.Skip(2).Take(length).ToArray();
        return length > 0 && octets.Length == length && octets.All(octet => octet <= byte.MaxValue)
            ? new IPAddress(octets.Select(octet => (byte)octet).ToArray())
            : null;
    }
}

/// <summary>An address of one of the router's interfaces.</summary>
/// <param name="Address">The address.</param>
/// <param name="Interface">ifIndex; null where the agent does not report it.</param>
internal sealed record InterfaceAddress(string Address, int? Interface)
{
    /// <summary>True for an address that is routed on the Internet.</summary>
    public bool IsPublic => !HostAddress.IsPrivate(IPAddress.Parse(Address));

    public bool IsVersion4 => IPAddress.Parse(Address).AddressFamily == AddressFamily.InterNetwork;
}
