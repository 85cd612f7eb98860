// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using PracticeNetSec.Model;
using PracticeNetSec.Net;

namespace PracticeNetSec.Routers.Examination;

/// <summary>Decides the vantage point of a live measurement.</summary>
public static class VantageRule
{
    private static readonly Lazy<HashSet<IPAddress>> Own = new(OwnAddresses);

    /// <summary>
    /// The caller's statement has precedence; otherwise a private address can only be seen from inside, and so can an address of
    /// this machine or of its gateway; any other public one counts as seen from outside.
    /// </summary>
    /// <param name="said">Outside or Inside when the caller knows it; for any other value the address decides.</param>
    /// <param name="address">The address that is queried.</param>
    public static Vantage Decide(Vantage said, IPAddress address) => Decide(said, address, Own.Value);

    /// <summary>The same with the addresses of this machine and its gateways given.</summary>
    internal static Vantage Decide(Vantage said, IPAddress address, ICollection<IPAddress> own) => said is Vantage.Outside or Vantage.Inside
        ? said
        : HostAddress.IsPrivate(address) || own.Contains(address) ? Vantage.Inside : Vantage.Outside;

    private static HashSet<IPAddress> OwnAddresses()
    {
        try
        {
            return new HashSet<IPAddress>(NetworkInterface.GetAllNetworkInterfaces()
                .Select(found => found.GetIPProperties())
                .SelectMany(found => found.UnicastAddresses.Select(own => own.Address).Concat(found.GatewayAddresses.Select(gateway => gateway.Address))));
        }
        catch (Exception failure) when (failure is NetworkInformationException or SocketException or PlatformNotSupportedException)
        {
            // A machine that does not report its addresses leaves the other two criteria.
            return new HashSet<IPAddress>();
        }
    }
}
