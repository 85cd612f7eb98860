// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;
using PracticeNetSec.Model;
using PracticeNetSec.Net;
using PracticeNetSec.Probing;

namespace PracticeNetSec.Routers.Examination;

/// <summary>Decides the vantage point of a live measurement.</summary>
public static class VantageRule
{
    /// <summary>
    /// The caller's statement has precedence; otherwise a private address can only be seen from inside, and so can an address of
    /// this machine or of its gateway, and one over IPv6 in this machine's own network, where neighbours have global addresses; any other
    /// public one counts as seen from outside. Neighbours over IPv4 may be other customers of a provider.
    /// </summary>
    /// <param name="said">Outside or Inside when the caller knows it; for any other value the address decides.</param>
    /// <param name="address">The address that is queried.</param>
    public static Vantage Decide(Vantage said, IPAddress address) => Decide(said, address, OwnNetwork.Current());

    /// <summary>The same in a given network.</summary>
    internal static Vantage Decide(Vantage said, IPAddress address, OwnNetwork own) => said is Vantage.Outside or Vantage.Inside
        ? said
        : HostAddress.IsPrivate(address) || own.Addresses.Contains(address) || (address.AddressFamily == AddressFamily.InterNetworkV6 && own.IsOnLink(address)) ? Vantage.Inside : Vantage.Outside;
}
