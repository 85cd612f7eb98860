// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Model;

namespace PracticeNetSec.Net;

/// <summary>Resolves what a caller specifies to one address that may be probed.</summary>
public static class HostAddress
{
    internal const string NameNotResolved = nameof(NameNotResolved);
    private const string InvalidComputerName = nameof(InvalidComputerName);

    /// <summary>Why a name or an address could not be used, for a result.</summary>
    /// <param name="computerName">What was given.</param>
    /// <param name="unusable">What <see cref="ResolveAsync"/> threw.</param>
    internal static Evidence Evidence(string computerName, InputException unusable) => unusable.Id switch
    {
        NameNotResolved => EvidenceOf.InputNameNotResolved(InputException.Quote(computerName)),
        InvalidComputerName => EvidenceOf.InputNoHost(InputException.Quote(computerName)),
        _ => EvidenceOf.InputInvalid(ErrorCause.Of(unusable)),
    };

    /// <summary>True where it is certain that a name leads to no host: it does not exist, has no address, or is no name. A look-up that failed shows nothing.</summary>
    /// <param name="unusable">What <see cref="ResolveAsync"/> threw.</param>
    internal static bool IsKnownToBeNone(InputException unusable) => unusable.Id != NameNotResolved
        || unusable.InnerException is ArgumentException or SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData };

    private static readonly TimeSpan MaxLookupTime = TimeSpan.FromSeconds(5);

    /// <summary>Reads an address or looks a name up, at the moment of the call: the first of <see cref="ResolveAllAsync"/>.</summary>
    /// <param name="computerName">IPv4 or IPv6 address, or a host name.</param>
    /// <param name="cancellation">Stops waiting at once.</param>
    /// <exception cref="InputException">
    /// <c>InvalidComputerName</c>: neither a name nor an address of one host; <c>NameNotResolved</c>: no such name.
    /// </exception>
    public static async Task<IPAddress> ResolveAsync(string computerName, CancellationToken cancellation) =>
        (await ResolveAllAsync(computerName, cancellation).ConfigureAwait(false))[0];

    /// <summary>All addresses of a name, IPv4 before IPv6 (forwards exist for IPv4), otherwise in the order of the name service; at least one.</summary>
    /// <param name="computerName">IPv4 or IPv6 address, or a host name.</param>
    /// <param name="cancellation">Stops waiting at once.</param>
    /// <exception cref="InputException">
    /// <c>InvalidComputerName</c>: neither a name nor an address of one host; <c>NameNotResolved</c>: no such name.
    /// </exception>
    public static async Task<IPAddress[]> ResolveAllAsync(string computerName, CancellationToken cancellation)
    {
        ThrowIfInvalid(computerName);
        string name = computerName.Trim();
        IPAddress[] found = IPAddress.TryParse(name, out IPAddress? literal) ? new[] { literal } : await LookUpAsync(name, cancellation).ConfigureAwait(false);
        IPAddress first = OfOneHost(computerName, found.OrderBy(IsVersion6).First());
        return found.OrderBy(IsVersion6).Select(Plain).Where(IsOneHost).Prepend(first).Distinct().ToArray();
    }

    /// <summary>What can be said of a name or address without looking it up.</summary>
    /// <param name="computerName">IPv4 or IPv6 address, or a host name.</param>
    /// <exception cref="InputException"><c>InvalidComputerName</c>: neither a name nor an address of one host.</exception>
    public static void ThrowIfInvalid(string computerName)
    {
        string name = computerName.Trim();
        if (Uri.CheckHostName(name.Trim('[', ']')) == UriHostNameType.Unknown || LooksLikeBrokenAddress(name))
        {
            throw new InputException(InvalidComputerName, $"'{InputException.Quote(computerName)}' is neither an IP address nor a host name. Give one such as 192.168.2.1 or praxis.example.");
        }

        if (IPAddress.TryParse(name, out IPAddress? literal))
        {
            OfOneHost(computerName, literal);
        }
    }

    private static IPAddress OfOneHost(string computerName, IPAddress given)
    {
        IPAddress address = Plain(given);
        return IsOneHost(address)
            ? address
            : throw new InputException(InvalidComputerName, $"'{InputException.Quote(computerName)}' is not the address of one host ({address}). Give the address of the router or server itself.");
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>True for the text of an IPv6 address.</summary>
    internal static bool IsVersion6(string text) => IPAddress.TryParse(text, out IPAddress? address) && IsVersion6(address);

    private static bool IsVersion6(IPAddress address) => Plain(address).AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>True for addresses that only have a meaning inside a private network (RFC 1918, 4193, 3927, 6333, 6598, loopback).</summary>
    public static bool IsPrivate(IPAddress address)
    {
        address = Plain(address);
        byte[] bytes = address.GetAddressBytes();
        if (IPAddress.IsLoopback(new IPAddress(bytes))) // without a scope: ::1%1 is loopback too
        {
            return true;
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return address.IsIPv6LinkLocal || (bytes[0] & 0xFE) == 0xFC;
        }

        return bytes[0] == 10
            || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31)
            || (bytes[0] == 192 && bytes[1] == 168)
            || (bytes[0] == 169 && bytes[1] == 254)
            || IsTunnelEnd(address)
            || IsShared(address);
    }

    /// <summary>
    /// True for an address of the network that this machine is in or is connected to (RFC 1918, 4193, 3927, loopback). Those that a provider gives to its
    /// customers (RFC 6598, RFC 6333) are none: another customer's device may be there.
    /// </summary>
    internal static bool IsInternal(IPAddress address) => IsPrivate(address) && !IsShared(address) && !IsTunnelEnd(address);

    /// <summary>True for an IPv6 address that the Internet routes: global unicast, 2000::/3 (RFC 4291 §2.4).</summary>
    public static bool IsGlobalVersion6(IPAddress address) => IsVersion6(address) && (address.GetAddressBytes()[0] & 0xE0) == 0x20;

    /// <summary>True for the addresses that providers give to lines without a public IPv4 address, 100.64.0.0/10 (RFC 6598).</summary>
    public static bool IsShared(IPAddress address) => Plain(address).GetAddressBytes() is { Length: 4 } bytes && bytes[0] == 100 && bytes[1] is >= 64 and <= 127;

    /// <summary>True for the ends of a DS-Lite tunnel, 192.0.0.0/29 (RFC 6333 §5.7).</summary>
    public static bool IsTunnelEnd(IPAddress address) => Plain(address).GetAddressBytes() is { Length: 4 } bytes && bytes[0] == 192 && bytes[1] == 0 && bytes[2] == 0 && bytes[3] < 8;

    /// <summary>
    /// 300.1.2.3 and 10.1 pass as host names or odd addresses elsewhere; a user who types them means an IPv4 address. So does
    /// one who types 192.168.010.001, which the platform reads as octal: another host would be queried.
    /// </summary>
    internal static bool LooksLikeBrokenAddress(string name) =>
        name.All(c => char.IsDigit(c) || c == '.')
        && !(name.Count(c => c == '.') == 3 && IPAddress.TryParse(name, out _) && name.Split('.').All(part => part.Length == 1 || part[0] != '0'));

    private static bool IsOneHost(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? !address.IsIPv6Multicast && !address.Equals(IPAddress.IPv6Any)
            : bytes[0] is > 0 and < 224;
    }

    private static async Task<IPAddress[]> LookUpAsync(string name, CancellationToken cancellation)
    {
        Task<IPAddress[]> lookup = Dns.GetHostAddressesAsync(name);
        Task finished = await Task.WhenAny(lookup, Task.Delay(MaxLookupTime, cancellation)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        try
        {
            IPAddress[] addresses = finished == lookup ? await lookup.ConfigureAwait(false) : Array.Empty<IPAddress>();
            return addresses.Length > 0 ? addresses : throw new InputException(NameNotResolved, $"The name '{InputException.Quote(name)}' gave no address within {MaxLookupTime.TotalSeconds:0} s. Check its spelling, or give the address.");
        }
        catch (Exception unknown) when (unknown is SocketException or ArgumentException)
        {
            // ArgumentException: longer than a name can be (RFC 1035 §2.3.4).
            throw new InputException(NameNotResolved, $"The name '{InputException.Quote(name)}' is not known ({(unknown is SocketException ? ErrorCause.Of(unknown).Text : "it is no host name")}). Check its spelling, or give the address.", unknown);
        }
    }
}
